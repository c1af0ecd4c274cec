"""What an offered post comes to, and the referral (职业介绍) it is: read from the offer, never stored beside it."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import OuterRef, Subquery

from accounts.models import User
from assistance.enums import Answer, ServiceKind
from assistance.models import Offer, RefusalLook
from assistance.rules.refusals import OfferFacts, OfferResult, PostTerms, is_effective, result_of
from households.queries.humans import of_humans, whose
from households.rules.facts import Term


@dataclass(frozen=True)
class Referral:
    """A post offered to somebody, seen as a service; ``is_effective``: it counts towards 一三一, as what was struck off
    does not."""

    offer: Offer
    result: OfferResult
    is_effective: bool
    kind: ClassVar[ServiceKind] = ServiceKind.REFERRAL

    @property
    def on(self) -> dt.date:
        return self.offer.made_on

    @property
    def is_standing(self) -> bool:
        return self.offer.struck_at is None

    @property
    def detail(self) -> str:
        return f"推荐{self.offer.employer}的{self.offer.position}岗位，月工资{self.offer.wage}元"

    @property
    def given_by(self) -> User:
        return self.offer.recorded_by

    def get_kind_display(self) -> str:
        return str(self.kind.label)


def referrals_of(people: Collection[int]) -> Iterator[tuple[int, Referral]]:
    """The posts offered to these people, those struck off among them, each with whose it is, in the order of being
    written down. One statement."""
    decided = RefusalLook.objects.filter(offer=OuterRef("pk"), counts__isnull=False).order_by("-stage")
    rows = of_humans(Offer.objects.select_related("recorded_by", "struck_by"), people)
    for offer in rows.annotate(found=Subquery(decided.values("counts")[:1])).order_by("pk"):
        facts, terms = _facts(offer, offer.found), _terms(offer)
        counts = offer.struck_at is None and is_effective(facts, terms)
        yield whose(offer, people), Referral(offer, result_of(facts, terms), counts)


def result_of_offer(offer: Offer, looks: Collection[RefusalLook]) -> OfferResult:
    """What an offer comes to, by the terms of its day and the last decision on its refusal."""
    decided = [look for look in looks if look.counts is not None]
    last = max(decided, key=lambda look: look.stage, default=None)
    return result_of(_facts(offer, last.counts if last is not None else None), _terms(offer))


def _facts(offer: Offer, found: bool | None) -> OfferFacts:
    """``found``: whether the refusal counts, by the last look into it; None where nobody looked."""
    return OfferFacts(
        on=offer.made_on,
        wage=offer.wage,
        accepted=None if not offer.answer else offer.answer == Answer.ACCEPTED,
        commute_minutes=offer.commute_minutes,
        lawful=offer.is_lawful,
        fits_health=offer.fits_health,
        justified=offer.is_justified or found is False,
        documented=bool(offer.evidence),
    )


def _terms(offer: Offer) -> PostTerms:
    return PostTerms(Term(offer.minimum_wage, offer.terms_source), Term(offer.max_commute_minutes, offer.terms_source))
