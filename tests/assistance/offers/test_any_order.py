"""Whatever is written down, in whatever order: no promise broken is kept afterwards, no family has two clocks."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from households.enums import RegistrationKind
from households.models import Registration, ZeroFamilyCase
from households.rules.promise import PromiseStatus, kept
from policy.deadlines import add_months
from tests import factories
from tests.rows import approved
from tests.setting import City

ONE_DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 3, 2)
DUE = add_months(FIRST, 3)
DAYS = st.integers(-10, 200).map(lambda days: FIRST + dt.timedelta(days=days))
WORKS = st.lists(st.tuples(DAYS, st.integers(0, 120), st.none() | st.integers(1, 90)), max_size=4)
MOST = 5  # cases of one family
PERIODS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 120)), min_size=2, max_size=MOST)
ANY = settings(
    max_examples=500,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def family(city: City):
    """A certified family of one, whose promise is due in three months."""
    home = factories.HouseholdFactory(area=city.community)
    person = factories.member(home)
    case = ZeroFamilyCase.objects.create(
        household=home, certification=approved(home), certified_on=FIRST, due_on=DUE, due_source="条款"
    )
    return case, person


def is_kept(case: ZeroFamilyCase) -> bool:
    """Whether, by what is written down now, the promise was kept on its day."""
    placed_on = ZeroFamilyCase.objects.with_placement().values_list("placed_on", flat=True).get(pk=case.pk)
    return placed_on is not None and kept(DUE, placed_on) is PromiseStatus.PLACED_IN_TIME


def written_down(person, works) -> None:
    """Employments as (first day, days until it is written down, days it lasts); what the register refuses is not."""
    Registration.objects.bulk_create(
        (
            Registration(
                person=person,
                kind=RegistrationKind.ENTERPRISE,
                validity=DateRange(begun, begun + lasts * ONE_DAY if lasts else None),
                recorded_on=begun + late * ONE_DAY,
            )
            for begun, late, lasts in works
        ),
        ignore_conflicts=True,
    )


@ANY
@given(works=WORKS)
def test_what_is_written_down_after_the_due_day_makes_no_broken_promise_kept(family, works):
    case, person = family
    in_time = [work for work in works if work[0] + work[1] * ONE_DAY <= DUE]
    with transaction.atomic():
        written_down(person, in_time)
        was_kept = is_kept(case)
        written_down(person, [work for work in works if work not in in_time])
        assert is_kept(case) == was_kept
        transaction.set_rollback(True)


@pytest.fixture
def certifications(family):
    case, _ = family
    return [approved(case.household) for _ in range(MOST)]


@ANY
@given(periods=PERIODS, on=DAYS)
def test_no_family_has_two_clocks_on_any_day(family, certifications, periods, on):
    """Whatever cases are opened and ended, those the database takes do not run side by side."""
    home = family[0].household
    with transaction.atomic():
        ZeroFamilyCase.objects.filter(pk=family[0].pk).update(ended_on=FIRST, end_reason="relapsed")
        cases = [
            ZeroFamilyCase(
                household=home,
                certification=certification,
                certified_on=begun,
                due_on=add_months(begun, 3),
                due_source="条款",
                ended_on=None if lasts is None else begun + lasts * ONE_DAY,
                end_reason="" if lasts is None else "relapsed",
            )
            for certification, (begun, lasts) in zip(certifications, periods, strict=False)
        ]
        ZeroFamilyCase.objects.bulk_create(cases, ignore_conflicts=True)
        assert ZeroFamilyCase.objects.running(on).filter(household=home).count() <= 1
        transaction.set_rollback(True)
