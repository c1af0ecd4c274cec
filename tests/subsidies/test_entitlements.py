"""享受补贴情况: months used and left, the last one payable and what ends it, by the rules a claim is judged by."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from households.enums import FactKind, RegistrationKind, RetirementTrack, Sex
from households.rules.facts import PersonFacts, Registration, Span
from subsidies.enums import LineReason, Scheme
from subsidies.queries.entitlements import claimed_by, entitled, months_words
from subsidies.queries.terms import terms_of
from subsidies.rules.entitlements import entitlement_of
from subsidies.rules.facts import PaidMonths, Recipient
from subsidies.rules.months import Months
from tests.claiming import NOW, granted
from tests.factories import registered

JANUARY = dt.date(2026, 1, 1)
MAN = Recipient(PersonFacts(1, Sex.MALE, dt.date(1974, 3, 1)), certified_on=dt.date(2025, 1, 6))


@pytest.fixture
def terms(city):
    return terms_of(city.community)


def subsidised(recipient, first, last):
    prior = (PaidMonths(Scheme.FLEXIBLE, Months(first, last)),)
    return replace(recipient, first_approved=first, prior=prior)


def test_months_used_leave_the_rest_of_the_term(terms):
    found = entitlement_of(
        subsidised(MAN, JANUARY, dt.date(2026, 9, 1)), Scheme.FLEXIBLE, terms, on=dt.date(2026, 10, 12)
    )

    assert (len(found.used), len(found.left)) == (9, 27)
    assert found.left[0] == dt.date(2026, 10, 1)
    assert found.last_month == dt.date(2028, 12, 1)
    assert found.ends == (dt.date(2029, 1, 1), LineReason.CAP_REACHED)


def test_months_left_out_come_later_as_no_month_is_lost(terms):
    recipient = subsidised(MAN, JANUARY, dt.date(2026, 3, 1))
    now = entitlement_of(recipient, Scheme.FLEXIBLE, terms, on=dt.date(2026, 4, 1))
    later = entitlement_of(recipient, Scheme.FLEXIBLE, terms, on=dt.date(2026, 10, 1))

    assert len(now.left) == len(later.left) == 33
    assert (later.last_month.year, later.last_month.month) == (2029, 6)


def test_near_retirement_it_lasts_to_the_month_of_it(terms):
    woman = MAN.person._replace(sex=Sex.FEMALE, born=dt.date(1977, 1, 20), retirement_track=RetirementTrack.F50)
    found = entitlement_of(replace(MAN, person=woman), Scheme.FLEXIBLE, terms, on=JANUARY)

    assert found.limit.extends_to_retirement
    assert not found.is_begun
    assert found.ends[1] == LineReason.RETIRED
    assert found.last_month == found.limit.retirement_date.replace(day=1)


def test_work_stops_the_month_and_takes_nothing_of_the_term(terms):
    at_work = MAN.person._replace(
        registrations=(Registration(RegistrationKind.ENTERPRISE, Span(dt.date(2026, 9, 10))),),
    )
    found = entitlement_of(replace(MAN, person=at_work), Scheme.FLEXIBLE, terms, on=dt.date(2026, 10, 12))

    assert found.now == LineReason.EMPLOYED
    assert len(found.left) == 36


def test_the_day_asked_for_changes_what_is_left_and_nothing_else(terms):
    """What a person is told for a day is what a claim on that day is judged as."""
    licensed = MAN.person._replace(facts={FactKind.BUSINESS_LICENCE: (Span(dt.date(2026, 11, 1)),)})
    recipient = replace(MAN, person=licensed)

    assert entitlement_of(recipient, Scheme.FLEXIBLE, terms, on=dt.date(2026, 10, 31)).now == LineReason.OK
    assert entitlement_of(recipient, Scheme.FLEXIBLE, terms, on=dt.date(2026, 11, 1)).now == LineReason.BUSINESS_OWNER


def test_the_page_tells_used_left_last_and_why(client, city, person):
    granted(city, person)
    client.force_login(city.worker)

    page = client.get(reverse("subsidies:entitlements", args=[person.pk]), {"on": "2026-10-12"}).content.decode()

    assert "初次核定为 2026-07，期限 36 个月" in page
    assert "2026-07 至 2026-09（3 个月）" in page
    assert "最后一个可补贴的月份是 2029-06" in page
    assert page.count("依据：") >= 3


def test_a_day_that_is_none_is_told_at_the_field(client, city, person):
    client.force_login(city.worker)
    for day in ("x", "1900-01-01", "2026-02-30"):
        answer = client.get(reverse("subsidies:entitlements", args=[person.pk]), {"on": day})
        assert answer.context["form"].errors["on"]
        assert answer.context["day"] == answer.context["printed_on"]


def test_months_beside_each_other_are_told_as_one_span(city, person):
    claim = granted(city, person)
    (own,) = claimed_by(person, city.worker)

    assert own.claim == claim
    assert months_words(own.granted) == "2026-07 至 2026-09（3 个月）"


def test_whoever_never_claimed_is_told_what_a_first_approval_would_give(city, person):
    registered(person, RegistrationKind.ENTERPRISE, dt.date(2026, 9, 1))
    found = entitled(person, city.community, NOW.date(), [])

    assert found.families[0].entitlement.scheme == Scheme.ENTERPRISE
    assert "还没有享受过" in found.families[0].sentences[0]


def test_the_page_takes_a_few_statements(client, city, person, monday, django_assert_max_num_queries):
    granted(city, person)
    client.force_login(city.worker)
    client.get(reverse("subsidies:entitlements", args=[person.pk]))
    with django_assert_max_num_queries(15):
        client.get(reverse("subsidies:entitlements", args=[person.pk]))
