"""拒绝与退出: which refused offers count, and what follows from them. Pure.

Articles: 苏劳社就管〔2005〕19号 三6 (two valid posts, or a service, refused: outside the campaign); the limit for
leaving assistance altogether, and what makes a post valid, stand in the policy.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from households.rules.facts import Span, Term
from policy import parameters
from policy.deadlines import add_months

NEEDED = {"guidance": 1, "referral": 3, "training": 1}  # 一三一: one, three, one


@dataclass(frozen=True, slots=True)
class PostTerms:
    """What makes an offered post a valid one, on the day of the offer."""

    minimum_wage: Annotated[Term, parameters.VALID_POST_MINIMUM_WAGE]
    max_commute_minutes: Annotated[Term, parameters.VALID_POST_MAX_COMMUTE_MINUTES]


@dataclass(frozen=True, slots=True)
class LimitTerms:
    """How many refusals, and how long without contact, are too many on the day asked about."""

    campaign_limit: Annotated[Term, parameters.REFUSAL_CAMPAIGN_LIMIT]
    exit_limit: Annotated[Term, parameters.REFUSAL_EXIT_LIMIT]
    lost_contact_months: Annotated[Term, parameters.ZF_LOST_CONTACT_MONTHS]


class OfferResult(StrEnum):
    """What an offer comes to. OPEN until it is answered."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    INVALID_UNLAWFUL = "INVALID_UNLAWFUL"
    INVALID_WAGE = "INVALID_WAGE"
    INVALID_HEALTH = "INVALID_HEALTH"
    INVALID_COMMUTE = "INVALID_COMMUTE"
    NO_EVIDENCE = "NO_EVIDENCE"
    JUSTIFIED = "JUSTIFIED"
    COUNTED = "COUNTED"


RESULT_LABELS = {
    OfferResult.OPEN: "待答复",
    OfferResult.ACCEPTED: "已接受",
    OfferResult.INVALID_UNLAWFUL: "不计：岗位不合法",
    OfferResult.INVALID_WAGE: "不计：低于最低工资",
    OfferResult.INVALID_HEALTH: "不计：不适合身体状况",
    OfferResult.INVALID_COMMUTE: "不计：通勤时间过长",
    OfferResult.NO_EVIDENCE: "不计：没有证据",
    OfferResult.JUSTIFIED: "不计：理由正当",
    OfferResult.COUNTED: "计为拒绝一次",
}


class Desire(StrEnum):
    """Where a person stands in a campaign, or in assistance as a whole."""

    ACTIVE = "ACTIVE"
    NO_DESIRE = "NO_DESIRE"
    LOST_CONTACT = "LOST_CONTACT"


DESIRE_LABELS = {
    Desire.ACTIVE: "援助对象",
    Desire.NO_DESIRE: "视同无就业愿望",
    Desire.LOST_CONTACT: "失去联系",
}


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """A recommended post and its answer: None while there is none, else whether it was accepted. ``wage`` is yuan a
    month; ``documented`` whether evidence of the refusal is kept."""

    on: dt.date
    wage: Decimal
    accepted: bool | None
    commute_minutes: int = 30
    lawful: bool = True
    fits_health: bool = True
    justified: bool = False
    documented: bool = True


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service of 一三一 offered; ``kind`` is one of NEEDED. A referral counts only if it was ``effective``."""

    on: dt.date
    kind: str
    accepted: bool = True
    effective: bool = True
    signed_statement: bool = True


@dataclass(frozen=True, slots=True)
class OneThreeOne:
    """Services accepted within the campaign."""

    guidance: int
    referral: int
    training: int

    @property
    def complete(self) -> bool:
        return all(getattr(self, kind) >= needed for kind, needed in NEEDED.items())


@dataclass(frozen=True, slots=True)
class Consequence:
    """A state and the day from which it holds; the ordinary one begins on no day."""

    state: Desire
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RefusalVerdict:
    """What offers, services and contact come to on a day. ``results`` are in the order of the offers' dates."""

    results: tuple[OfferResult, ...]
    campaign_count: int
    campaign: Consequence
    exit_count: int
    exit: Consequence
    refusals_left: int
    one_three_one: OneThreeOne

    @property
    def in_campaign_base(self) -> bool:
        return self.campaign.state is not Desire.NO_DESIRE


@dataclass(frozen=True, slots=True)
class JudgedOffer:
    """An offer's day and what the offer comes to by the terms of that day."""

    on: dt.date
    result: OfferResult


def result_of(offer: OfferFacts, terms: PostTerms) -> OfferResult:
    """What one offer comes to, by the terms of its own day: the first that applies."""
    tests = (
        (offer.accepted is None, OfferResult.OPEN),
        (offer.accepted, OfferResult.ACCEPTED),
        *_faults(offer, terms),
        (not offer.documented, OfferResult.NO_EVIDENCE),
        (offer.justified, OfferResult.JUSTIFIED),
    )
    return next((result for holds, result in tests if holds), OfferResult.COUNTED)


def is_effective(offer: OfferFacts, terms: PostTerms) -> bool:
    """Whether the offer is an effective referral (有效职业介绍): of a valid post, whatever the answer, or one taken."""
    return bool(offer.accepted) or not any(holds for holds, _ in _faults(offer, terms))


def _faults(offer: OfferFacts, terms: PostTerms) -> Sequence[tuple[bool, OfferResult]]:
    """What would make the post no valid one, and whether it does."""
    least, most = terms.minimum_wage.value, terms.max_commute_minutes.value
    return (
        (not offer.lawful, OfferResult.INVALID_UNLAWFUL),
        (least is not None and offer.wage < least, OfferResult.INVALID_WAGE),
        (not offer.fits_health, OfferResult.INVALID_HEALTH),
        (offer.commute_minutes > most, OfferResult.INVALID_COMMUTE),
    )


def judge_refusals(
    offers: Sequence[JudgedOffer],
    services: Sequence[ServiceFacts],
    last_contact: dt.date | None,
    campaign: Span | None,
    terms: LimitTerms,
    on: dt.date,
) -> RefusalVerdict:
    """What follows on the day ``on`` from what is known by then; without a campaign none is refused in it."""
    known = sorted((offer for offer in offers if offer.on <= on), key=lambda offer: offer.on)
    counted = [offer.on for offer in known if offer.result is OfferResult.COUNTED]
    given = [one for one in services if one.on <= on and campaign is not None and campaign.holds(one.on)]
    in_campaign = [day for day in counted if campaign is not None and campaign.holds(day)]
    return RefusalVerdict(
        results=tuple(offer.result for offer in known),
        campaign_count=len(in_campaign),
        campaign=_in_campaign(in_campaign, given, terms),
        exit_count=len(counted),
        exit=_leaving(counted, last_contact, terms, on),
        refusals_left=max(terms.exit_limit.value - len(counted), 0),
        one_three_one=_one_three_one(given),
    )


def _nth(days: Sequence[dt.date], number: int) -> dt.date | None:
    return days[number - 1] if 0 < number <= len(days) else None


def _in_campaign(counted: Sequence[dt.date], given: Sequence[ServiceFacts], terms: LimitTerms) -> Consequence:
    """No desire from the refusal that reaches the limit or from a service refused over the own signature."""
    limit = _nth(counted, terms.campaign_limit.value)
    refused = [one.on for one in given if not one.accepted and one.signed_statement]
    days = [*refused, *([limit] if limit else [])]
    return Consequence(Desire.NO_DESIRE, min(days)) if days else Consequence(Desire.ACTIVE)


def _leaving(counted: Sequence[dt.date], last_contact: dt.date | None, terms: LimitTerms, on: dt.date) -> Consequence:
    refused = _nth(counted, terms.exit_limit.value)
    if refused is not None:
        return Consequence(Desire.NO_DESIRE, refused)
    if last_contact is not None:
        lost = add_months(last_contact, terms.lost_contact_months.value)
        if lost <= on:
            return Consequence(Desire.LOST_CONTACT, lost)
    return Consequence(Desire.ACTIVE)


def _one_three_one(given: Sequence[ServiceFacts]) -> OneThreeOne:
    counts = dict.fromkeys(NEEDED, 0)
    for one in given:
        if one.accepted and (one.effective or one.kind != "referral"):
            counts[one.kind] += 1
    return OneThreeOne(**counts)
