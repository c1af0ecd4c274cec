"""What a verdict comes to line by line: each month and item of a person, so that the lines add up to the verdict. Pure.

A formula that goes by the claim is rounded once; its lines share that out to the cent, none gets more than its own
part rounded up.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from subsidies.enums import Formula, Insurance, Item, LineReason, Scheme

from .amounts import in_cents, of_quota, paid_in, quotas
from .claims import ClaimVerdict, Line
from .facts import AmountTerms, ClaimFacts, TermsOn
from .months import MONTHS_A_YEAR

NOTHING, _CENT, _PERCENT = Decimal("0.00"), Decimal("0.01"), 100
ByMonth = Mapping[dt.date, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Portion:
    """One line, in yuan. ``rate`` is percent of ``base``; ``paid`` is what was paid in the month, by whom where that is
    told; ``eligible`` is what of it counts. Of months that are not granted all is nothing."""

    month: dt.date
    item: Item
    reason: LineReason
    base: Decimal | None = None
    rate: Decimal | None = None
    paid_by_employer: Decimal | None = None
    paid_by_person: Decimal | None = None
    eligible: Decimal = NOTHING
    amount: Decimal = NOTHING

    @property
    def paid(self) -> Decimal | None:
        told = [part for part in (self.paid_by_employer, self.paid_by_person) if part is not None]
        return sum(told, NOTHING) if told else None


def portions(claim: ClaimFacts, verdict: ClaimVerdict, terms_on: TermsOn, *, on: dt.date) -> tuple[Portion, ...]:
    """The lines of ``verdict``, in the order of months and items; their amounts add up to its amount."""
    if claim.formula == Formula.LAST_YEAR_SHARE:
        return _of_last_year(claim, verdict, on)
    amounts = _amounts(claim, verdict, terms_on)
    told = tuple(dict.fromkeys(item for items in amounts.values() for item in items)) or (_usual(claim.scheme),)
    return tuple(
        _portion(claim, line, Item(item), amounts.get(line.month, {}), terms_on)
        for line in verdict.lines
        for item in amounts.get(line.month, told)
    )


def shared_out(total: Decimal, parts: Sequence[Fraction]) -> list[Decimal]:
    """``total``, in whole cents, over ``parts`` that come to it but for its rounding: each its own part rounded down,
    and what is left a cent each to those that lost most."""
    floors = [Decimal(part * _PERCENT // 1) * _CENT for part in parts]
    left = int((total - sum(floors, NOTHING)) / _CENT)
    lost = sorted(range(len(parts)), key=lambda index: (Fraction(floors[index]) - parts[index], index))
    for index in lost[:left]:
        floors[index] += _CENT
    return floors


def _usual(scheme: Scheme) -> Item:
    """Of what a line speaks that gives nothing."""
    return Item.POST if scheme == Scheme.POST_ALLOWANCE else Item.PENSION


def _portion(claim: ClaimFacts, line: Line, item: Item, amounts: Mapping[str, Decimal], terms_on: TermsOn) -> Portion:
    paid = _paid(claim, line.month).get(item)
    if item not in amounts:
        return Portion(line.month, item, line.reason, base=claim.base, paid_by_person=paid)
    rate = _rate(claim, item, terms_on(line.month).amounts)
    of_base = None if rate is None or claim.base is None else in_cents(Fraction(claim.base) * Fraction(rate) / _PERCENT)
    by_employer = of_base if claim.formula == Formula.EMPLOYER_PART else None
    return Portion(
        month=line.month,
        item=item,
        reason=line.reason,
        base=claim.base,
        rate=rate,
        paid_by_employer=by_employer,
        paid_by_person=paid,
        eligible=_eligible(claim, paid, of_base, amounts[item]),
        amount=amounts[item],
    )


def _rate(claim: ClaimFacts, item: Item, terms: AmountTerms) -> Decimal | None:
    """Percent of the base that the item goes by; None where it does not go by the base."""
    if claim.formula == Formula.EMPLOYER_PART:
        return claim.employer_rates.get(Insurance(item))
    if claim.formula != Formula.BASE_SHARE:
        return None
    if item == Item.PENSION:
        pension: Decimal = terms.base_pension_rate.value
        return pension
    medical: Decimal = terms.base_medical_rate.value
    return min(claim.medical_rate or medical, medical)


def _eligible(claim: ClaimFacts, paid: Decimal | None, of_base: Decimal | None, amount: Decimal) -> Decimal:
    if claim.formula == Formula.CEILING_SHARE:
        return paid or NOTHING
    return amount if of_base is None else of_base


def _of_last_year(claim: ClaimFacts, verdict: ClaimVerdict, on: dt.date) -> tuple[Portion, ...]:
    """One line, under the first month of the year that was paid for."""
    if verdict.reasons:
        return ()
    paid = in_cents(paid_in(claim, on.year - 1))
    month = dt.date(on.year - 1, 1, 1)
    return (Portion(month, Item.LAST_YEAR, LineReason.OK, paid_by_person=paid, eligible=paid, amount=verdict.amount),)


def _amounts(claim: ClaimFacts, verdict: ClaimVerdict, terms_on: TermsOn) -> ByMonth:
    """What each month granted comes to by item."""
    if not verdict.granted:
        return {}
    terms = terms_on(verdict.granted[0]).amounts
    if claim.formula == Formula.CEILING_SHARE:
        return _of_ceiling(claim, verdict, terms)
    if claim.formula == Formula.QUOTA_TIER:
        return _of_quotas(claim, verdict, terms)
    return {line.month: line.amounts for line in verdict.lines if line.amounts}


def _of_ceiling(claim: ClaimFacts, verdict: ClaimVerdict, terms: AmountTerms) -> ByMonth:
    paid = [(month, item, amount) for month in verdict.granted for item, amount in _paid(claim, month).items()]
    parts = [Fraction(amount) * terms.cap_ratio.value for *_, amount in paid]
    return _by_month([key for *key, _ in paid], shared_out(verdict.amount, parts))


def _of_quotas(claim: ClaimFacts, verdict: ClaimVerdict, terms: AmountTerms) -> ByMonth:
    keys: list[Sequence[object]] = []
    shares: list[Decimal] = []
    for item, quota in quotas(claim, terms):
        keys += [(month, item) for month in verdict.granted]
        months = len(verdict.granted)
        shares += shared_out(of_quota(quota, months), [Fraction(quota) / MONTHS_A_YEAR] * months)
    return _by_month(keys, shares)


def _by_month(keys: Sequence[Sequence[object]], shares: Iterable[Decimal]) -> ByMonth:
    found: dict[dt.date, dict[str, Decimal]] = {}
    for (month, item), amount in zip(keys, shares, strict=True):
        found.setdefault(month, {})[item] = amount  # type: ignore[arg-type,index]  # a month and an item
    return found


def _paid(claim: ClaimFacts, month: dt.date) -> dict[str, Decimal]:
    """What the person paid in the month by insurance, in yuan."""
    paid: dict[str, Decimal] = {}
    for payment in claim.payments:
        if month in payment.months:
            for insurance, amount in payment.paid.items():
                paid[insurance] = paid.get(insurance, NOTHING) + amount
    return paid
