"""What was said at a visit, reconciled with what was registered."""

import datetime as dt

import pytest

from households.actions import periods
from households.actions.periods import PeriodRefused
from households.actions.surveys import SurveyedFact, SurveyedRegistration
from households.enums import FactKind, HonourLevel, RegistrationKind
from tests import factories

VISIT = dt.date(2026, 9, 7)
TODAY = dt.date(2026, 9, 9)
UNEMPLOYED, ENTERPRISE, FLEXIBLE = (
    RegistrationKind.UNEMPLOYED,
    RegistrationKind.ENTERPRISE,
    RegistrationKind.FLEXIBLE,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.PersonFactory(born=dt.date(1975, 6, 1))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def said(kind, since, until=None, **values):
    made = SurveyedFact if isinstance(kind, FactKind) else SurveyedRegistration
    return made(since=day(since), until=day(until) if until else None, kind=kind, **values)


def reconcile(person, *said_now):
    facts = [period for period in said_now if isinstance(period.kind, FactKind)]
    registrations = [period for period in said_now if not isinstance(period.kind, FactKind)]
    periods.reconcile(person, registrations, facts, visited_on=VISIT, today=TODAY)


def registered(person):
    """Kind, first and last day of every registration."""
    return [_days(row) for row in person.registrations.order_by("validity", "pk")]


def facts(person):
    return [_days(row) for row in person.facts.order_by("kind", "validity")]


def _days(row):
    upper = row.validity.upper
    return row.kind, str(row.validity.lower), str(upper - dt.timedelta(days=1)) if upper else None


def test_what_is_said_again_stays_as_it_is(person):
    row = factories.registered(person, UNEMPLOYED, day("2026-01-05"))
    reconcile(person, said(UNEMPLOYED, "2026-01-05"))
    assert [r.pk for r in person.registrations.all()] == [row.pk]
    assert registered(person) == [(UNEMPLOYED, "2026-01-05", None)]


def test_what_is_not_said_ends_on_the_day_of_the_visit(person):
    factories.registered(person, UNEMPLOYED, day("2026-01-05"))
    factories.fact(person, FactKind.LOW_INCOME, day("2025-01-01"))
    reconcile(person)
    assert registered(person) == [(UNEMPLOYED, "2026-01-05", "2026-09-06")]
    assert facts(person) == [(FactKind.LOW_INCOME, "2025-01-01", "2026-09-06")]


def test_a_certificate_with_a_day_of_expiry_ends_too_when_it_is_not_said(person):
    factories.fact(person, FactKind.DISABILITY_CERTIFICATE, day("2020-01-01"), day("2030-01-01"))
    reconcile(person)
    assert facts(person) == [(FactKind.DISABILITY_CERTIFICATE, "2020-01-01", "2026-09-06")]


def test_what_had_ended_before_stays(person):
    factories.registered(person, ENTERPRISE, day("2010-01-01"), day("2020-12-31"))
    factories.fact(person, FactKind.STUDENT, day("1995-09-01"), day("1999-07-01"))
    factories.fact(person, FactKind.LOW_INCOME, day("2025-01-01"), day("2026-09-08"))
    reconcile(person, said(UNEMPLOYED, "2026-01-05"))
    assert registered(person)[0] == (ENTERPRISE, "2010-01-01", "2020-12-31")
    assert facts(person) == [
        (FactKind.STUDENT, "1995-09-01", "1999-07-01"),
        (FactKind.LOW_INCOME, "2025-01-01", "2026-09-08"),
    ]


def test_work_found_ends_unemployment_the_day_before(person):
    factories.registered(person, UNEMPLOYED, day("2026-01-05"))
    reconcile(person, said(FLEXIBLE, "2026-08-01"))
    assert registered(person) == [(UNEMPLOYED, "2026-01-05", "2026-07-31"), (FLEXIBLE, "2026-08-01", None)]


def test_a_beginning_is_corrected(person):
    row = factories.registered(person, UNEMPLOYED, day("2026-01-05"))
    reconcile(person, said(UNEMPLOYED, "2025-12-01"))
    assert [r.pk for r in person.registrations.all()] == [row.pk]
    assert registered(person) == [(UNEMPLOYED, "2025-12-01", None)]


def test_two_spells_said_do_not_overwrite_one_another(person):
    factories.registered(person, UNEMPLOYED, day("2024-01-01"))
    reconcile(person, said(UNEMPLOYED, "2023-06-01", "2024-06-30"), said(UNEMPLOYED, "2025-01-01"))
    assert registered(person) == [(UNEMPLOYED, "2023-06-01", "2024-06-30"), (UNEMPLOYED, "2025-01-01", None)]


def test_neighbours_move_together(person):
    factories.registered(person, UNEMPLOYED, day("2024-01-01"), day("2024-05-31"))
    factories.registered(person, ENTERPRISE, day("2024-06-01"))
    reconcile(person, said(UNEMPLOYED, "2024-01-01", "2024-12-31"), said(ENTERPRISE, "2025-01-01"))
    assert registered(person) == [(UNEMPLOYED, "2024-01-01", "2024-12-31"), (ENTERPRISE, "2025-01-01", None)]


def test_another_employer_is_another_job(person):
    person.registrations.create(kind=ENTERPRISE, validity=(day("2020-01-01"), None), employer="甲公司")
    reconcile(person, said(ENTERPRISE, "2026-03-01", employer="乙公司"))
    assert registered(person) == [(ENTERPRISE, "2020-01-01", "2026-02-28"), (ENTERPRISE, "2026-03-01", None)]


def test_two_jobs_side_by_side(person):
    reconcile(person, said(ENTERPRISE, "2024-01-01", employer="甲"), said(FLEXIBLE, "2025-01-01"))
    assert registered(person) == [(ENTERPRISE, "2024-01-01", None), (FLEXIBLE, "2025-01-01", None)]


def test_details_are_kept_with_the_fact(person):
    honour = said(FactKind.MODEL_WORKER, "2010-05-01", level=HonourLevel.CITY, evidence="市总工会")
    reconcile(person, honour, said(FactKind.DISABILITY_CERTIFICATE, "2020-01-01", "2030-01-01", number="C-1"))
    certificate, model = person.facts.order_by("kind")
    assert (certificate.number, model.level, model.evidence) == ("C-1", HonourLevel.CITY, "市总工会")


@pytest.mark.parametrize(
    ("period", "field", "words"),
    [
        (said(UNEMPLOYED, "2026-09-10"), "situation", "不能晚于今天"),
        (said(UNEMPLOYED, "1970-01-01"), "situation", "早于本人出生日期"),
        (said(ENTERPRISE, "2020-01-01", "2019-01-01"), "last_job", "早于开始日期"),
        (said(FactKind.LOW_INCOME, "2026-09-10"), "fact_22", "不能晚于今天"),
    ],
)
def test_impossible_days_are_refused_at_their_field(person, period, field, words):
    with pytest.raises(PeriodRefused, match=words) as refused:
        reconcile(person, period)
    assert refused.value.field == field


def test_what_contradicts_the_past_names_what_it_collides_with(person):
    factories.registered(person, UNEMPLOYED, day("2024-01-01"), day("2024-12-31"))
    with pytest.raises(PeriodRefused, match="失业登记（2024-01-01至2024-12-31）重叠") as refused:
        reconcile(person, said(ENTERPRISE, "2024-06-01"))
    assert refused.value.field == "situation"
