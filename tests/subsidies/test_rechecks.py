"""每月复核 (S1-27): who lost the right is stopped once, resumed when it is back; what was granted is over-paid."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEntry
from desk.actions import refresh
from households.enums import FactKind, RegistrationKind
from households.models import Fact, Person, Registration
from policy.deadlines import add_months
from subsidies.actions.claims import draft
from subsidies.actions.refusing import ClaimRefused
from subsidies.actions.stops import NewStop, StopRefused, resume, stop
from subsidies.enums import LineReason, Scheme, StopOrigin, StopReason
from subsidies.models import Stop
from subsidies.queries.stops import overpaid, overpaid_of, with_overpaid
from subsidies.rules.months import Months
from tests.claiming import NOW, drafted, flexible, granted, new_claim
from tests.factories import fact, registered
from tests.setting import SHANGHAI

NOVEMBER, DECEMBER = dt.date(2026, 11, 1), dt.date(2026, 12, 1)
FOURTH = Months(dt.date(2026, 10, 1), DECEMBER)
JANUARY = dt.datetime(2027, 1, 4, 9, tzinfo=SHANGHAI)


def checked(city, on=NOVEMBER):
    at = dt.datetime(on.year, on.month, on.day, 3, tzinfo=SHANGHAI)
    return refresh(area=city.city, on=on, actor=city.city_officer, at=at)


@pytest.fixture
def paid(city, person):
    return granted(city, person)


def test_whoever_may_still_be_subsidised_is_left_alone(city, paid):
    checked(city)
    assert not Stop.objects.exists()


def test_work_stops_the_month_it_began_in_and_makes_what_was_granted_over_paid(city, person, paid):
    registered(person, RegistrationKind.ENTERPRISE, dt.date(2026, 8, 20))
    checked(city)

    found = Stop.objects.get()
    assert (found.person, found.scheme, found.month) == (person, Scheme.FLEXIBLE, dt.date(2026, 8, 1))
    assert (found.reason, found.origin) == (StopReason.EMPLOYED, StopOrigin.REFRESH)
    assert found.article
    lines = overpaid_of(found)
    assert {line.month for line in lines} == {dt.date(2026, 8, 1), dt.date(2026, 9, 1)}
    assert sum(line.amount for line in lines) == Decimal("1200.00")
    assert with_overpaid(Stop.objects.all()).get().overpaid == Decimal("1200.00")
    assert overpaid().count() == len(lines)
    assert AuditEntry.objects.filter(event="subsidy.stopped").count() == 1


def test_a_second_check_changes_nothing(city, person, paid):
    registered(person, RegistrationKind.ENTERPRISE, dt.date(2026, 8, 20))
    checked(city)
    before = list(Stop.objects.values())
    checked(city)
    assert list(Stop.objects.values()) == before
    assert AuditEntry.objects.filter(event="subsidy.stopped").count() == 1


def test_it_is_given_again_from_the_month_the_reason_is_gone(city, person, paid):
    fact(person, FactKind.BUSINESS_LICENCE, dt.date(2026, 9, 5))
    checked(city, dt.date(2026, 10, 20))
    Fact.objects.filter(person=person, kind=FactKind.BUSINESS_LICENCE).update(
        validity=DateRange(dt.date(2026, 9, 5), dt.date(2026, 10, 15))
    )
    checked(city)

    found = Stop.objects.get()
    assert (found.month, found.resumed_month) == (dt.date(2026, 9, 1), NOVEMBER)
    assert found.resumed_because
    assert {line.month for line in overpaid_of(found)} == {dt.date(2026, 9, 1)}
    checked(city)
    assert Stop.objects.count() == 1


def test_a_registration_entered_wrongly_leaves_nothing_over_paid(city, person, paid):
    registered(person, RegistrationKind.ENTERPRISE, dt.date(2026, 8, 20))
    checked(city)
    Registration.objects.filter(person=person, kind=RegistrationKind.ENTERPRISE).delete()
    checked(city)

    assert Stop.objects.get().resumed_month == dt.date(2026, 8, 1)
    assert not overpaid().exists()


def test_the_dead_are_stopped_from_the_month_after(city, person, paid):
    Person.objects.filter(pk=person.pk).update(dead_on=dt.date(2026, 7, 30))
    checked(city)
    found = Stop.objects.get()
    assert (found.month, found.reason) == (dt.date(2026, 8, 1), StopReason.DEAD)


def test_the_end_of_the_term_stops_the_month_after_it(city):
    """A man near enough to retirement is paid up to the month of it."""
    person = flexible(city, born=dt.date(1966, 5, 20))
    claim = granted(city, person)
    last = claim.members.get().term_until
    checked(city)

    found = Stop.objects.get()
    assert found.reason == StopReason.RETIRED
    assert found.month == add_months(last, 1)
    assert "退休" in found.article
    assert not overpaid().exists()


def test_whoever_claims_nothing_any_more_is_not_asked(city, person, paid):
    registered(person, RegistrationKind.ENTERPRISE, dt.date(2027, 2, 1))
    checked(city, dt.date(2027, 8, 1))
    assert not Stop.objects.exists()


def test_a_check_takes_as_many_statements_for_many(city, django_assert_max_num_queries):
    for _ in range(3):
        granted(city, flexible(city))
    with django_assert_max_num_queries(60):
        checked(city)


def test_an_officer_stops_and_resumes_with_a_reason(city, person, paid):
    made = stop(
        person=person,
        told=NewStop(Scheme.FLEXIBLE, dt.date(2026, 9, 15), StopReason.OTHER, "群众举报，正在核实"),
        actor=city.street_officer,
        at=NOW,
    )
    assert made.month == dt.date(2026, 9, 1)
    checked(city)
    made.refresh_from_db()
    assert made.is_lasting  # a check takes back what a check stopped
    with pytest.raises(StopRefused, match="已经停发"):
        stop(
            person=person,
            told=NewStop(Scheme.FLEXIBLE, DECEMBER, StopReason.OTHER, "再停"),
            actor=city.street_officer,
            at=NOW,
        )
    with pytest.raises(StopRefused, match="不能早于"):
        resume(stop=made, month=dt.date(2026, 8, 1), because="查无实据", actor=city.street_officer, at=NOW)
    resume(stop=made, month=dt.date(2026, 9, 1), because="查无实据", actor=city.street_officer, at=NOW)
    assert not overpaid().exists()
    with pytest.raises(StopRefused, match="已经恢复"):
        resume(stop=made, month=dt.date(2026, 9, 1), because="查无实据", actor=city.street_officer, at=NOW)


def test_nobody_is_stopped_who_was_granted_nothing(city, person):
    with pytest.raises(StopRefused, match="没有享受过"):
        stop(
            person=person,
            told=NewStop(Scheme.FLEXIBLE, DECEMBER, StopReason.OTHER, "核实中"),
            actor=city.street_officer,
            at=NOW,
        )


def test_a_stopped_month_is_refused_at_filing_in_words(city, person, paid):
    """What the facts show is told line by line; what they do not, the act refuses."""
    made = stop(
        person=person,
        told=NewStop(Scheme.FLEXIBLE, NOVEMBER, StopReason.OTHER, "群众举报，正在核实"),
        actor=city.street_officer,
        at=NOW,
    )
    with pytest.raises(ClaimRefused, match="2026-11 起停发"):
        drafted(city, person, FOURTH, at=JANUARY)
    resume(stop=made, month=NOVEMBER, because="查无实据", actor=city.street_officer, at=NOW)
    assert drafted(city, person, FOURTH, at=JANUARY).amount == Decimal("1800.00")


def test_a_month_the_facts_show_is_told_on_its_line(city, person, paid):
    registered(person, RegistrationKind.ENTERPRISE, dt.date(2026, 12, 10))
    checked(city, dt.date(2026, 12, 20))
    claim = draft(claim=new_claim(person, FOURTH), worker=city.worker, at=JANUARY)

    assert Stop.objects.get().month == DECEMBER
    assert set(claim.lines.filter(month=DECEMBER).values_list("reason", flat=True)) == {LineReason.EMPLOYED}
    assert claim.amount == Decimal("1200.00")
