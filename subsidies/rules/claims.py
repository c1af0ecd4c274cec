"""A claim as a whole: refused for every reason that applies, or granted month by month. Pure.

Articles: 哈人社发〔2010〕230号 第六条(二)(三); 黑社保发[2004]7号 三(二)3 (30 percent of last year's own contributions).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from households.enums import FactKind, RegistrationKind, Sex
from households.rules.ages import age_reached
from households.rules.retirement import retirement
from policy.deadlines import ONE_DAY, add_months
from subsidies.enums import Formula, LineReason, Refusal, Result, Scheme

from .amounts import ByItem, of_claim, of_last_year, of_months, paid_in
from .facts import ClaimFacts, PaidMonths, Recipient, SubsidyTerms, TermsOn
from .limits import Limit, limit_of
from .lines import judge_months
from .months import Months

NO_AMOUNT = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Line:
    """One month of a claim. Of a formula that goes by claim it has no amounts of its own."""

    month: dt.date
    reason: LineReason
    amounts: ByItem = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        return sum(self.amounts.values(), NO_AMOUNT)


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What a claim comes to. ``limit`` is the term it was judged by, None of a claim without months."""

    reasons: tuple[Refusal, ...]
    amount: Decimal
    lines: tuple[Line, ...]
    limit: Limit | None

    @property
    def result(self) -> Result:
        return Result.REFUSED if self.reasons else Result.APPROVED

    @property
    def granted(self) -> tuple[dt.date, ...]:
        """The months that are subsidised."""
        return () if self.reasons else tuple(line.month for line in self.lines if line.reason is LineReason.OK)


def judge_claim(recipient: Recipient, claim: ClaimFacts, terms_on: TermsOn, *, on: dt.date) -> ClaimVerdict:
    """What ``claim`` comes to on the day ``on``."""
    limit = None
    if claim.months is not None:
        limit = limit_of(recipient.person, recipient.first_approved or claim.months.first, terms_on)
    judged = judge_months(recipient, claim, limit, terms_on) if limit is not None else ()
    granted = [month for month, reason in judged if reason is LineReason.OK]
    reasons = tuple(_refusals(recipient, claim, terms_on(on), on))
    if not reasons and not granted and claim.formula != Formula.LAST_YEAR_SHARE:
        reasons = (Refusal.NOTHING_TO_PAY,)
    if reasons:
        return ClaimVerdict(reasons, NO_AMOUNT, tuple(Line(*one) for one in judged), limit)
    amounts = of_months(claim, granted, terms_on)
    lines = tuple(Line(month, reason, amounts.get(month, {})) for month, reason in judged)
    return ClaimVerdict((), _amount(claim, granted, lines, terms_on, on), lines, limit)


def judge_claims(
    recipient: Recipient, claims: Sequence[ClaimFacts], terms_on: TermsOn, *, on: dt.date
) -> list[ClaimVerdict]:
    """Several claims of one person, each seeing what those before it were granted."""
    verdicts: list[ClaimVerdict] = []
    for claim in claims:
        if recipient.first_approved is None and claim.months is not None:
            recipient = replace(recipient, first_approved=claim.months.first)
        verdict = judge_claim(recipient, claim, terms_on, on=on)
        verdicts.append(verdict)
        granted = tuple(PaidMonths(claim.scheme, Months(month, month)) for month in verdict.granted)
        recipient = replace(recipient, prior=recipient.prior + granted)
    return verdicts


def _amount(
    claim: ClaimFacts, granted: Sequence[dt.date], lines: Sequence[Line], terms_on: TermsOn, on: dt.date
) -> Decimal:
    if claim.formula == Formula.LAST_YEAR_SHARE:
        return of_last_year(claim, on.year - 1, terms_on(on).amounts)
    if claim.formula in (Formula.CEILING_SHARE, Formula.QUOTA_TIER):
        return of_claim(claim, granted, terms_on(granted[0]).amounts)
    return sum((line.amount for line in lines), NO_AMOUNT)


def _refusals(recipient: Recipient, claim: ClaimFacts, terms: SubsidyTerms, on: dt.date) -> Iterator[Refusal]:
    """Every reason to refuse the whole claim, in the order in which they are told."""
    if claim.is_restricted_industry:
        yield Refusal.RESTRICTED_INDUSTRY
    if claim.contract is not None:
        yield from _of_contract(recipient, claim, terms)
    if claim.scheme == Scheme.LAST_YEAR:
        yield from _of_last_year(recipient, claim, terms, on)


def _of_contract(recipient: Recipient, claim: ClaimFacts, terms: SubsidyTerms) -> Iterator[Refusal]:
    assert claim.contract is not None
    first, last = claim.contract.first, claim.contract.last
    months: int = terms.conditions.min_contract_months.value
    if last is not None and last + ONE_DAY < add_months(first, months):
        yield Refusal.CONTRACT_TOO_SHORT
    if recipient.certified_on is None or recipient.certified_on > first:
        yield Refusal.NOT_ELIGIBLE


def _of_last_year(recipient: Recipient, claim: ClaimFacts, terms: SubsidyTerms, on: dt.date) -> Iterator[Refusal]:
    person = recipient.person
    age = terms.conditions.age_men if person.sex == Sex.MALE else terms.conditions.age_women
    is_retired = on >= retirement(person, terms.retirement, on=on).retirement_date
    if is_retired or on < age_reached(person.born, age.value):
        yield Refusal.NOT_4050
    if not any(one.kind == RegistrationKind.FLEXIBLE and one.span.holds(on) for one in person.registrations):
        yield Refusal.NOT_FLEXIBLE
    if person.fact(FactKind.MERGED, on) is None:
        yield Refusal.NOT_BINGGUI
    if not paid_in(claim, on.year - 1):
        yield Refusal.NO_CONTRIBUTION
