"""Schedules: the parts add up to the loan, nothing is negative, and repaying early never costs more."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from loans.enums import Purpose, Repayment
from loans.rules import standing_of
from loans.rules.facts import LoanFacts, LoanTerms, Repaid
from policy.deadlines import add_months

from . import reading

DISBURSED = st.dates(dt.date(2005, 1, 1), dt.date(2012, 12, 31))
CENT = Decimal("0.01")


@cache
def terms_on(day):
    return reading.terms(LoanTerms, day)


@st.composite
def loans(draw, repayments=tuple(Repayment)):
    disbursed, months = draw(DISBURSED), draw(st.integers(1, 24))
    return LoanFacts(
        principal=draw(st.integers(100, 8_000_000).map(lambda cents: Decimal(cents).scaleb(-2))),
        disbursed=disbursed,
        due=add_months(disbursed, months),
        repayment=draw(st.sampled_from(repayments)),
        annual_rate=draw(st.integers(0, 1500).map(lambda points: Decimal(points).scaleb(-2))),
        purpose=draw(st.sampled_from(Purpose)),
        grace_months=draw(st.integers(0, months - 1)),
    )


@settings(max_examples=500, deadline=None)
@given(loans())
def test_the_parts_add_up_and_nothing_is_negative(loan):
    standing = standing_of(loan, terms_on, on=loan.disbursed)
    rows = standing.schedule.rows
    assert standing.schedule.principal == loan.principal
    assert (rows[-1].on, rows[-1].balance) == (loan.due, 0)
    assert sum(row.days for row in rows) == (loan.due - loan.disbursed).days
    assert all(row.interest >= 0 and row.balance >= 0 for row in rows)
    assert standing.interest_subsidy <= standing.schedule.interest


@settings(max_examples=500, deadline=None)
@given(
    loans([Repayment.BULLET_QUARTERLY]), st.lists(st.tuples(st.integers(0, 730), st.integers(1, 5_000_000)), max_size=4)
)
def test_repaying_early_never_costs_more(loan, given_back):
    days = (loan.due - loan.disbursed).days
    repaid = tuple(
        Repaid(loan.disbursed + dt.timedelta(days=after % (days + 1)), Decimal(cents).scaleb(-2))
        for after, cents in given_back
    )
    early = standing_of(replace(loan, repaid=repaid), terms_on, on=loan.due).schedule
    usual = standing_of(loan, terms_on, on=loan.due).schedule
    assert early.principal == loan.principal
    assert early.interest <= usual.interest
    assert len(early.rows) == len(usual.rows)


@settings(max_examples=500, deadline=None)
@given(loans(), st.integers(1, 400))
def test_a_loan_is_late_from_the_day_after_it_was_due_until_it_is_repaid(loan, late):
    day = loan.due + dt.timedelta(days=late)
    assert standing_of(loan, terms_on, on=loan.due).overdue_days == 0
    assert standing_of(loan, terms_on, on=day).overdue_days == late
    settled = replace(loan, repaid=(Repaid(loan.due, loan.principal),))
    assert standing_of(settled, terms_on, on=day).overdue_interest == 0
