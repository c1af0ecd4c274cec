"""还款计划: the rows of a loan up to its original due date. Pure.

ACT/360 where interest is counted by days: the first day counts, the last does not.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from loans.enums import Repayment
from policy.deadlines import ONE_DAY, add_months
from policy.rates import HUNDRED, half_up

from .facts import LoanFacts, RateTerms

DAYS_A_YEAR, MONTHS_A_YEAR = 360, 12
SETTLED_ON = 20  # of March, June, September and December
QUARTER_ENDS = (3, 6, 9, 12)
CENT = Decimal("0.01")
ROUNDINGS = {"HALF_UP": ROUND_HALF_UP, "HALF_EVEN": ROUND_HALF_EVEN}


@dataclass(frozen=True, slots=True)
class Row:
    """One settlement. ``weight`` is what bears interest: a rate of one percent a year gives so many yuan, exactly."""

    number: int
    on: dt.date
    days: int
    principal: Decimal
    interest: Decimal
    balance: Decimal
    weight: Fraction

    @property
    def due(self) -> Decimal:
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Schedule:
    """All rows, and of equal instalments what each comes to (None otherwise)."""

    rows: tuple[Row, ...]
    instalment: Decimal | None = None

    @property
    def interest(self) -> Decimal:
        return sum((row.interest for row in self.rows), Decimal("0.00"))

    @property
    def principal(self) -> Decimal:
        return sum((row.principal for row in self.rows), Decimal("0.00"))


def rate_of(loan: LoanFacts, terms: RateTerms) -> Decimal | None:
    """Percent a year: as agreed, else the base rate of the day of disbursement with its points; None without either."""
    if loan.annual_rate is not None:
        return loan.annual_rate
    base: Decimal | None = terms.base_rate.value
    return None if base is None else base + loan.markup


def schedule_of(loan: LoanFacts, rate: Decimal, terms: RateTerms) -> Schedule:
    """The schedule of ``loan`` at ``rate`` percent a year, by the ``terms`` of its day of disbursement."""
    if loan.repayment == Repayment.BULLET_QUARTERLY:
        return Schedule(tuple(_bullet(loan, rate)))
    return _by_month(loan, rate, terms)


# --- By days: settled each quarter, repaid at the end ---


def _bullet(loan: LoanFacts, rate: Decimal) -> Iterator[Row]:
    first, balance = loan.disbursed, loan.principal
    for number, last in enumerate(_last_days(loan), 1):
        is_final = last + ONE_DAY >= loan.due
        balance_days, repaid = _balance_days(loan, first, last, balance)
        balance -= repaid
        weight = balance_days / (HUNDRED * DAYS_A_YEAR)
        yield Row(
            number=number,
            on=loan.due if is_final else last,
            days=(last - first).days + 1,
            principal=repaid + balance if is_final else repaid,
            interest=half_up(weight * Fraction(rate)),
            balance=Decimal("0.00") if is_final else balance,
            weight=weight,
        )
        first = last + ONE_DAY


def _last_days(loan: LoanFacts) -> Iterator[dt.date]:
    """The last day each row covers: the days of settlement, and the day before the due date."""
    year, month = loan.disbursed.year, loan.disbursed.month
    while (day := dt.date(year, month, SETTLED_ON)) + ONE_DAY < loan.due:
        if month in QUARTER_ENDS and day >= loan.disbursed:
            yield day
        year, month = (year + 1, 1) if month == MONTHS_A_YEAR else (year, month + 1)
    yield loan.due - ONE_DAY


def _balance_days(loan: LoanFacts, first: dt.date, last: dt.date, balance: Decimal) -> tuple[Fraction, Decimal]:
    """Σ balance of each day from ``first`` to ``last``, and what was repaid on these days, the due date among the
    last; what is repaid bears no interest from its own day on."""
    until = loan.due if last + ONE_DAY >= loan.due else last
    total = Fraction(balance) * ((last - first).days + 1)
    repaid = Decimal("0.00")
    for one in sorted(loan.repaid, key=lambda one: one.on):
        if first <= one.on <= until:
            amount = min(one.principal, balance - repaid)
            total -= Fraction(amount) * ((last - one.on).days + 1)
            repaid += amount
    return total, repaid


# --- By months ---


def _by_month(loan: LoanFacts, rate: Decimal, terms: RateTerms) -> Schedule:
    months = _term(loan)
    rounding = ROUNDINGS[terms.rounding.value]
    parts = max(months - loan.grace_months, 1)
    monthly = Fraction(rate) / HUNDRED / MONTHS_A_YEAR
    instalment = None
    if loan.repayment == Repayment.EQUAL_INSTALMENT:
        step = terms.instalment_rounded_to.value or CENT
        instalment = _rounded(_annuity(Fraction(loan.principal), monthly, parts), rounding, step)
    share = _rounded(Fraction(loan.principal) / parts, rounding)
    rows, balance, before = [], loan.principal, loan.disbursed
    for number in range(1, months + 1):
        on = add_months(loan.disbursed, number)
        interest = _rounded(Fraction(balance) * monthly, rounding)
        wanted = share if instalment is None else instalment - interest
        principal = Decimal("0.00") if number <= loan.grace_months else min(wanted, balance)
        if number == months:
            principal = balance
        weight = Fraction(balance) / HUNDRED / MONTHS_A_YEAR
        balance -= principal
        rows.append(Row(number, on, (on - before).days, principal, interest, balance, weight))
        before = on
    return Schedule(tuple(rows), instalment)


def _term(loan: LoanFacts) -> int:
    """Months until the due date; the last of them may be broken."""
    months = 1
    while add_months(loan.disbursed, months) < loan.due:
        months += 1
    return months


def _annuity(principal: Fraction, monthly: Fraction, parts: int) -> Fraction:
    """P·i / (1 − (1+i)^−n), exactly."""
    if not monthly:
        return principal / parts
    return principal * monthly / (1 - (1 + monthly) ** -parts)


def _rounded(amount: Fraction, rounding: str, step: Decimal = CENT) -> Decimal:
    """To a multiple of ``step``; a tie goes up, or to the even multiple."""
    units = amount / Fraction(step)
    whole, rest = divmod(units.numerator, units.denominator)
    twice = 2 * rest
    if twice > units.denominator or (twice == units.denominator and (rounding == ROUND_HALF_UP or whole % 2)):
        whole += 1
    return (whole * step).quantize(CENT)
