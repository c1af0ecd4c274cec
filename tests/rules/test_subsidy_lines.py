"""Lines of a claim add up to it to the cent, and months are claimed when their cycle has ended."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidies.enums import Cycle, Formula, Insurance, Item, LineReason, Scheme
from subsidies.rules import Rhythm, judge_claim, portions
from subsidies.rules.facts import ClaimFacts, Contribution, Payment, SubsidyTerms
from subsidies.rules.months import Months
from subsidies.rules.portions import shared_out

from . import reading
from .subsidy_terms import ON, PAID, RECIPIENT, SPANS, YUAN, ceiling, terms_by

WINDOW = {"first_month": 10, "opens": 11, "closes": 12, "catch_up_opens": 3, "catch_up_closes": 4}
QUOTAS = {"sb.quota.pension": "2196.00", "sb.quota.medical": {"9.5": "1248.00", "5": "656.00"}}
BASES = {"sb.base.pension_rate": "12.00", "sb.base.medical_rate": "6.00"}


def terms_with(stated):
    return cache(lambda day: reading.terms(SubsidyTerms, day, stated))


def lines_of(claim, terms_on):
    verdict = judge_claim(RECIPIENT, claim, terms_on, on=ON)
    return verdict, portions(claim, verdict, terms_on, on=ON)


@settings(max_examples=500, deadline=None)
@given(SPANS, PAID, st.sampled_from(["2/3", "1/3", "0.15", "1"]))
def test_lines_of_a_ceiling_add_up_and_none_exceeds_what_was_paid(months, paid, ratio):
    verdict, lines = lines_of(ceiling(months, paid), terms_by(ratio))
    assert sum(line.amount for line in lines) == verdict.amount
    assert all(line.amount <= (line.paid or 0) for line in lines if line.amount)
    assert all(line.amount == 0 for line in lines if line.reason is not LineReason.OK)


@settings(max_examples=500, deadline=None)
@given(SPANS, st.sampled_from(["9.5", "5", "6.5"]))
def test_lines_of_a_quota_add_up(months, rate):
    claim = ClaimFacts(Scheme.FLEXIBLE, Formula.QUOTA_TIER, months, (Payment(months),), medical_rate=Decimal(rate))
    verdict, lines = lines_of(claim, terms_with(QUOTAS))
    assert sum(line.amount for line in lines) == verdict.amount
    assert len({(line.month, line.item) for line in lines}) == len(lines)


@settings(max_examples=500, deadline=None)
@given(SPANS, YUAN, st.sampled_from([Formula.BASE_SHARE, Formula.EMPLOYER_PART]))
def test_lines_by_month_add_up_and_stay_within_what_counts(months, base, formula):
    rates = {Insurance.PENSION: Decimal(16), Insurance.MEDICAL: Decimal("7.5"), Insurance.MATERNITY: Decimal(1)}
    claim = ClaimFacts(
        Scheme.POST, formula, months, (Payment(months),), base=base, medical_rate=Decimal(5), employer_rates=rates
    )
    verdict, lines = lines_of(claim, terms_with(BASES))
    assert sum(line.amount for line in lines) == verdict.amount
    assert all(line.amount <= line.eligible for line in lines)
    assert Item.MATERNITY not in {line.item for line in lines if line.amount}


@settings(max_examples=500, deadline=None)
@given(st.lists(st.fractions(0, 500, max_denominator=700), min_size=1, max_size=20), st.integers(0, 1))
def test_what_is_shared_out_is_the_whole(parts, up):
    exact = sum(parts) * 100
    total = Decimal(exact // 1 + (1 if up and exact.denominator > 1 else 0)).scaleb(-2)
    shares = shared_out(total, parts)
    assert sum(shares) == total
    assert all(share < part + Fraction(1, 100) for share, part in zip(shares, parts, strict=True))


def test_last_year_is_one_line_of_the_year_paid_for():
    claim = ClaimFacts(
        Scheme.LAST_YEAR,
        Formula.LAST_YEAR_SHARE,
        contributions=(Contribution(2015, {Insurance.PENSION: Decimal("3001.00")}),),
    )
    verdict = judge_claim(RECIPIENT, claim, terms_by(), on=ON)
    assert portions(claim, verdict, terms_by(), on=ON) == ()
    granted = type(verdict)((), Decimal("900.30"), (), None)
    (line,) = portions(claim, granted, terms_by(), on=ON)
    assert (line.month, line.item, line.paid, line.amount) == (
        dt.date(2015, 1, 1),
        Item.LAST_YEAR,
        Decimal("3001.00"),
        Decimal("900.30"),
    )


def month(text):
    return dt.date.fromisoformat(f"{text}-01")


@pytest.mark.parametrize(
    ("cycle", "first", "last", "on", "fault"),
    [
        (Cycle.MONTHLY, "2026-10", "2026-10", "2026-11-01", ""),
        (Cycle.MONTHLY, "2026-10", "2026-11", "2026-11-30", "最晚可申报到 2026-10"),
        (Cycle.QUARTERLY, "2026-04", "2026-09", "2026-10-01", ""),
        (Cycle.QUARTERLY, "2026-07", "2026-09", "2026-09-30", "最晚可申报到 2026-06"),
        (Cycle.YEARLY, "2025-10", "2026-09", "2026-11-01", ""),
        (Cycle.YEARLY, "2025-10", "2026-09", "2026-12-31", ""),
        (Cycle.YEARLY, "2025-10", "2026-09", "2027-03-01", ""),
        (Cycle.YEARLY, "2025-10", "2026-09", "2026-10-31", "不在申报期内"),
        (Cycle.YEARLY, "2025-09", "2026-09", "2026-11-01", "一个补贴年度"),
        (Cycle.YEARLY, "2026-10", "2026-10", "2026-11-01", "最晚可申报到 2026-09"),
    ],
)
def test_months_are_claimed_when_their_cycle_has_ended(cycle, first, last, on, fault):
    told = Rhythm(cycle, WINDOW).fault(Months(month(first), month(last)), dt.date.fromisoformat(on))
    assert fault in told
    assert bool(told) == bool(fault)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(Cycle), st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_the_last_cycle_that_ended_can_be_claimed_wherever_any_can(cycle, on):
    rhythm = Rhythm(cycle, WINDOW)
    latest = rhythm.latest(on)
    assert latest.last < on.replace(day=1)
    assert (rhythm.fault(latest, on) == "") == rhythm.is_open(on)
