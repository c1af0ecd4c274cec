"""Formulas (计算方式): what the months granted come to, exactly, rounded only where each formula says. Pure.

A ceiling is rounded down, so that it is never passed; everything else half up to 0.01 yuan.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from subsidies.enums import Formula, Insurance, Item, MedicalKind

from .facts import AmountTerms, ClaimFacts, TermsOn
from .months import MONTHS_A_YEAR

_CENT, _PERCENT = Decimal("0.01"), 100
ByItem = Mapping[str, Decimal]  # by insurance, or by another item


def in_cents(amount: Fraction, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Yuan with two decimals; the fraction is rounded in one step."""
    cents = amount * 100
    whole, rest = divmod(cents.numerator, cents.denominator)
    if rounding == ROUND_HALF_UP and 2 * rest >= cents.denominator:
        whole += 1
    return Decimal(whole).scaleb(-2).quantize(_CENT)


def of_months(claim: ClaimFacts, granted: Sequence[dt.date], terms_on: TermsOn) -> dict[dt.date, ByItem]:
    """Of the formulas that go by month, what each month granted comes to by item; of others nothing."""
    formula = _BY_MONTH.get(claim.formula)
    if formula is None:
        return {}
    found: dict[dt.date, ByItem] = {}
    for month in granted:
        parts = formula(claim, terms_on(month).amounts)
        found[month] = {item: in_cents(amount) for item, amount in parts}
    return found


def of_claim(claim: ClaimFacts, granted: Sequence[dt.date], terms: AmountTerms) -> Decimal:
    """Of the formulas that go by claim, what all months granted come to, by the terms of the first of them."""
    if claim.formula == Formula.CEILING_SHARE:
        paid = (one.paid.values() for month in granted for one in claim.payments if month in one.months)
        total = sum((Fraction(amount) for amounts in paid for amount in amounts), Fraction())
        return in_cents(total * terms.cap_ratio.value, ROUND_DOWN)
    return sum((of_quota(quota, len(granted)) for _, quota in quotas(claim, terms)), Decimal("0.00"))


def of_quota(quota: Decimal, months: int) -> Decimal:
    """What so many months of a yearly quota come to."""
    return in_cents(Fraction(quota) * months / MONTHS_A_YEAR)


def of_last_year(claim: ClaimFacts, year: int, terms: AmountTerms) -> Decimal:
    """The share of what the person paid in ``year``."""
    return in_cents(paid_in(claim, year) * terms.last_year_ratio.value)


def paid_in(claim: ClaimFacts, year: int) -> Fraction:
    """What the person paid in the calendar year, in yuan."""
    amounts = (one.paid.values() for one in claim.contributions if one.year == year)
    return sum((Fraction(amount) for paid in amounts for amount in paid), Fraction())


def quotas(claim: ClaimFacts, terms: AmountTerms) -> Iterator[tuple[Insurance, Decimal]]:
    """Yuan a year of each insurance that has a quota; of the medical one that of the rate paid."""
    if terms.quota_pension.value is not None:
        yield Insurance.PENSION, terms.quota_pension.value
    table = terms.quota_medical.value or {}
    if claim.medical_kind == MedicalKind.EMPLOYEE and claim.medical_rate in table:
        yield Insurance.MEDICAL, table[claim.medical_rate]


def _base_share(claim: ClaimFacts, terms: AmountTerms) -> Iterator[tuple[Insurance, Fraction]]:
    base = Fraction(claim.base or 0)
    if terms.base_pension_rate.value is not None:
        yield Insurance.PENSION, base * Fraction(terms.base_pension_rate.value) / _PERCENT
    if terms.base_medical_rate.value is not None and claim.medical_rate is not None:
        lower = min(claim.medical_rate, terms.base_medical_rate.value)
        yield Insurance.MEDICAL, base * Fraction(lower) / _PERCENT


def _employer_part(claim: ClaimFacts, terms: AmountTerms) -> Iterator[tuple[Insurance, Fraction]]:
    """The employer's part of the insurances subsidised; never what the person pays."""
    base = Fraction(claim.base or 0) * terms.employer_share.value
    for code in terms.employer_insurances.value:
        insurance = Insurance(code)
        if insurance in claim.employer_rates:
            yield insurance, base * Fraction(claim.employer_rates[insurance]) / _PERCENT


def _monthly_amount(claim: ClaimFacts, terms: AmountTerms) -> Iterator[tuple[Item, Fraction]]:
    """The allowance of a post of that field; nothing where the policy names none."""
    if claim.post_field in terms.post_allowance.value:
        yield Item.POST, Fraction(terms.post_allowance.value[claim.post_field])


_BY_MONTH: Mapping[Formula, Callable[[ClaimFacts, AmountTerms], Iterator[tuple[str, Fraction]]]] = {
    Formula.BASE_SHARE: _base_share,
    Formula.EMPLOYER_PART: _employer_part,
    Formula.MONTHLY_AMOUNT: _monthly_amount,
}
