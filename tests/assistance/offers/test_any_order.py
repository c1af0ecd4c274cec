"""Whatever is written down, in whatever order: no promise broken is kept afterwards, no family has two clocks."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from households.enums import RegistrationKind
from households.models import ZeroFamilyCase
from households.queries.promises import standing
from households.rules.promise import PromiseStatus
from policy.deadlines import add_months
from tests import factories
from tests.rows import approved
from tests.setting import City

ONE_DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 3, 2)
DUE = add_months(FIRST, 3)
DAYS = st.integers(-10, 200).map(lambda days: FIRST + dt.timedelta(days=days))
WORKS = st.lists(st.tuples(DAYS, st.integers(0, 120), st.none() | st.integers(1, 90)), max_size=4)
PERIODS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 120)), min_size=2, max_size=5)
ANY = settings(
    max_examples=500,
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


def status_on(case: ZeroFamilyCase, on: dt.date) -> PromiseStatus:
    rows = ZeroFamilyCase.objects.with_placement().select_related("household__area")
    return standing(rows.get(pk=case.pk), on).promise.status


def written_down(person, works) -> None:
    """Employments as (first day, days until it is written down, days it lasts); those the register refuses are not."""
    for begun, late, lasts in works:
        validity = DateRange(begun, begun + lasts * ONE_DAY if lasts else None)
        try:
            with transaction.atomic():
                recorded = begun + late * ONE_DAY
                person.registrations.create(kind=RegistrationKind.ENTERPRISE, validity=validity, recorded_on=recorded)
        except IntegrityError:  # two of a kind that begin on one day
            continue


@ANY
@given(works=WORKS)
def test_no_promise_broken_on_its_day_is_kept_by_what_is_written_down_later(family, works):
    case, person = family
    with transaction.atomic():
        in_time = [work for work in works if work[0] + work[1] * ONE_DAY <= DUE]
        written_down(person, in_time)
        was_broken = status_on(case, DUE + ONE_DAY) is PromiseStatus.OVERDUE
        written_down(person, [work for work in works if work not in in_time])
        for later in (DUE + ONE_DAY, DUE + 90 * ONE_DAY, DUE + 400 * ONE_DAY):
            status = status_on(case, later)
            assert (status is PromiseStatus.PLACED_IN_TIME) is not was_broken
        transaction.set_rollback(True)


@ANY
@given(periods=PERIODS, on=DAYS)
def test_no_family_has_two_clocks_on_any_day(family, periods, on):
    case, _ = family
    home = case.household
    with transaction.atomic():
        ZeroFamilyCase.objects.filter(pk=case.pk).update(ended_on=FIRST, end_reason="relapsed")
        for begun, lasts in periods:
            ended = {"ended_on": begun + lasts * ONE_DAY, "end_reason": "relapsed"} if lasts is not None else {}
            try:
                with transaction.atomic():
                    ZeroFamilyCase.objects.create(
                        household=home,
                        certification=approved(home),
                        certified_on=begun,
                        due_on=add_months(begun, 3),
                        due_source="条款",
                        **ended,
                    )
            except IntegrityError:  # the days of another case
                continue
        assert ZeroFamilyCase.objects.running(on).filter(household=home).count() <= 1
        transaction.set_rollback(True)
