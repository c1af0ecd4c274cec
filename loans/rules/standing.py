"""Where a loan stands: its interest, what of it is subsidised, extension, delay and claim on the guarantee. Pure."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from loans.enums import LoanStatus, Product, Purpose
from policy.deadlines import add_months
from policy.rates import HUNDRED, half_up

from .facts import LoanFacts, RateTerms, TermsOn
from .schedules import DAYS_A_YEAR, Schedule, rate_of, schedule_of

NOTHING = Decimal("0.00")


class RateUnknown(Exception):
    """Neither a rate was agreed nor is a base rate in force; the message is for the reader."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A loan on a day. Interest of an extension and of delay is never subsidised."""

    annual_rate: Decimal
    schedule: Schedule
    interest_subsidy: Decimal
    due_date: dt.date
    status: LoanStatus
    extension_interest: Decimal
    overdue_days: int
    overdue_interest: Decimal
    claim_from: dt.date
    claimable: bool


def standing_of(loan: LoanFacts, terms_on: TermsOn, *, on: dt.date) -> Standing:
    """How ``loan`` stands on the day ``on``. Raises RateUnknown."""
    rates = terms_on(loan.disbursed).rates
    rate = rate_of(loan, rates)
    if rate is None:
        raise RateUnknown(f"{loan.disbursed}没有贷款基准年利率，请先录入取值或约定利率。")
    due, terms = loan.due_in_force, terms_on(loan.due_in_force).due
    schedule = schedule_of(loan, rate, rates)
    is_late = on > due and loan.unpaid > 0
    late_days = (on - due).days if is_late else 0
    claim_from = add_months(due, terms.claim_after_months.value)
    return Standing(
        annual_rate=rate,
        schedule=schedule,
        interest_subsidy=subsidy_of(loan, schedule, rates),
        due_date=due,
        status=_status(loan, is_late),
        extension_interest=_by_days(loan.unpaid, Fraction(rate), (due - loan.due).days),
        overdue_days=late_days,
        overdue_interest=_by_days(loan.unpaid, Fraction(rate) * terms.overdue_factor.value, late_days),
        claim_from=claim_from,
        claimable=on >= claim_from and loan.unpaid > 0,
    )


def subsidy_of(loan: LoanFacts, schedule: Schedule, terms: RateTerms) -> Decimal:
    """贴息: the share of each row's interest that finance pays, rounded row by row; of an enterprise's that of the
    base rate."""
    if loan.product == Product.SMALL_ENTERPRISE:
        base, share = Fraction(terms.base_rate.value or 0), terms.subsidy_enterprise.value
        return sum((half_up(row.weight * base * share) for row in schedule.rows), NOTHING)
    share = {Purpose.MICRO_PROFIT: terms.subsidy_micro.value, Purpose.OTHER_UNEMPLOYED: terms.subsidy_other.value}.get(
        loan.purpose or Purpose.NON_MICRO, Fraction()
    )
    return sum((half_up(Fraction(row.interest) * share) for row in schedule.rows), NOTHING)


def _status(loan: LoanFacts, is_late: bool) -> LoanStatus:
    if not loan.unpaid:
        return LoanStatus.SETTLED
    if is_late:
        return LoanStatus.OVERDUE
    return LoanStatus.EXTENDED if loan.extended_to else LoanStatus.REPAYING


def _by_days(principal: Decimal, rate: Fraction, days: int) -> Decimal:
    return half_up(Fraction(principal) * rate * days / HUNDRED / DAYS_A_YEAR)
