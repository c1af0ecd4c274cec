"""Refused offers: no order of telling changes what follows, and more refusals never bring anybody back."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from assistance.rules.refusals import (
    Desire,
    JudgedOffer,
    LimitTerms,
    OfferResult,
    ServiceFacts,
    judge_refusals,
)
from households.rules.facts import Span, Term

FIRST, LAST = dt.date(2005, 1, 1), dt.date(2005, 12, 31)
DAYS = st.dates(FIRST, LAST)
OFFERS = st.lists(st.builds(JudgedOffer, DAYS, st.sampled_from(OfferResult)), max_size=8)
SERVICES = st.lists(
    st.builds(
        ServiceFacts,
        DAYS,
        st.sampled_from(["guidance", "referral", "training"]),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
)
CAMPAIGNS = st.tuples(DAYS, DAYS).map(lambda days: Span(min(days), max(days)))
LIMITS = st.builds(
    lambda campaign, leaving: LimitTerms(Term(campaign, ""), Term(leaving, ""), Term(3, "")),
    st.integers(1, 3),
    st.integers(1, 4),
)


@settings(max_examples=500, deadline=None)
@given(OFFERS, SERVICES, CAMPAIGNS, LIMITS, DAYS)
def test_no_order_of_telling_changes_what_follows(offers, services, campaign, limits, on):
    first = judge_refusals(offers, services, None, campaign, limits, on)
    again = judge_refusals(offers[::-1], services[::-1], None, campaign, limits, on)
    assert (again.campaign, again.exit, again.one_three_one) == (first.campaign, first.exit, first.one_three_one)
    assert sorted(again.results) == sorted(first.results)


@settings(max_examples=500, deadline=None)
@given(OFFERS, SERVICES, CAMPAIGNS, LIMITS, DAYS, DAYS)
def test_who_left_a_campaign_has_left_it_on_every_later_day(offers, services, campaign, limits, one, other):
    earlier, later = sorted((one, other))
    before = judge_refusals(offers, services, None, campaign, limits, earlier)
    after = judge_refusals(offers, services, None, campaign, limits, later)
    if before.campaign.state is Desire.NO_DESIRE:
        assert after.campaign == before.campaign
    if before.exit.state is Desire.NO_DESIRE:
        assert after.exit == before.exit
    assert after.exit_count >= before.exit_count
    assert after.campaign_count <= after.exit_count


@settings(max_examples=500, deadline=None)
@given(OFFERS, SERVICES, CAMPAIGNS, LIMITS, DAYS)
def test_a_campaign_changes_nothing_outside_itself(offers, services, campaign, limits, on):
    within = judge_refusals(offers, services, None, campaign, limits, on)
    without = judge_refusals(offers, services, None, None, limits, on)
    assert (without.exit, without.exit_count) == (within.exit, within.exit_count)
    assert without.in_campaign_base
    assert without.campaign_count == 0
