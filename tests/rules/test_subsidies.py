"""Amounts of subsidies: a ceiling is never passed, splitting a claim gains nothing, and a month is granted once."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from policy.deadlines import add_months
from subsidies.enums import CapMode, Insurance, Scheme
from subsidies.rules import judge_claim, judge_claims
from subsidies.rules.facts import PaidMonths
from subsidies.rules.months import Months, each_month

from .subsidy_terms import FIRST, ON, PAID, RATIOS, RECIPIENT, SPANS, ceiling, terms_by


@settings(max_examples=500, deadline=None)
@given(SPANS, PAID, RATIOS)
def test_a_ceiling_never_exceeds_its_share_of_what_was_paid(months, paid, ratio):
    verdict = judge_claim(RECIPIENT, ceiling(months, paid), terms_by(ratio), on=ON)
    own = sum(paid.values()) * len(verdict.granted)
    numerator, _, denominator = ratio.partition("/")
    assert verdict.amount * Decimal(denominator or 1) <= own * Decimal(numerator)
    assert verdict.amount <= own


@settings(max_examples=500, deadline=None)
@given(SPANS, PAID, RATIOS, st.integers(1, 14))
def test_splitting_a_claim_never_raises_its_total(months, paid, ratio, after):
    terms_on, whole = terms_by(ratio, months=60), ceiling(months, paid)
    middle = add_months(months.first, after)
    halves = [whole]
    if middle <= months.last:
        before, rest = Months(months.first, add_months(middle, -1)), Months(middle, months.last)
        halves = [replace(whole, months=before), replace(whole, months=rest)]
    split = judge_claims(RECIPIENT, halves, terms_on, on=ON)
    assert sum(one.amount for one in split) <= judge_claim(RECIPIENT, whole, terms_on, on=ON).amount


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.tuples(SPANS, st.sampled_from([Scheme.FLEXIBLE, Scheme.POST])), max_size=6),
    SPANS,
    st.sampled_from(CapMode),
)
def test_no_month_is_granted_twice_nor_more_than_the_term_holds(spans, before, mode):
    prior = (PaidMonths(Scheme.FLEXIBLE, before),)
    claims = [replace(ceiling(months, {Insurance.PENSION: Decimal(1)}), scheme=scheme) for months, scheme in spans]
    terms_on = terms_by(mode=mode, months=18)
    verdicts = judge_claims(replace(RECIPIENT, prior=prior), claims, terms_on, on=ON)
    granted = [month for verdict in verdicts for month in verdict.granted]
    assert len(set(granted)) == len(granted)
    assert not set(granted) & set(each_month(before))
    if mode == CapMode.ACROSS_SCHEMES:
        assert len(granted) + len(list(each_month(before))) <= max(18, len(list(each_month(before))))
    if mode == CapMode.CALENDAR_WINDOW:
        assert all(month < add_months(FIRST, 18) for month in granted)
