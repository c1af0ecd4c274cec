"""From recorded offers, answers and services to what the rule says of them."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from accounts.models import Area
from assistance.enums import ONE_THREE_ONE, Answer, Reception
from assistance.models import Campaign, Offer, RefusalLook, Service
from assistance.rules.refusals import (
    JudgedOffer,
    LimitTerms,
    OfferFacts,
    OfferResult,
    PostTerms,
    RefusalVerdict,
    ServiceFacts,
    judge_refusals,
    result_of,
)
from households.queries.facts import span_of
from households.rules.facts import Span, Term, parameters_of, terms_in_force
from policy.models import values_on

from .contacts import last_contacts
from .humans import registrations_of


def post_terms_on(on: dt.date, area: Area) -> PostTerms:
    """What makes a post valid in ``area`` on the day ``on``. Raises ParameterNotInForce."""
    values = values_on(parameters_of(PostTerms), on, area)
    return terms_in_force(PostTerms, lambda parameter: values[parameter.key])


def limits_on(on: dt.date, area: Area) -> LimitTerms:
    """How many refusals are too many in ``area`` on the day ``on``. Raises ParameterNotInForce."""
    values = values_on(parameters_of(LimitTerms), on, area)
    return terms_in_force(LimitTerms, lambda parameter: values[parameter.key])


def result_of_offer(offer: Offer, looks: Collection[RefusalLook]) -> OfferResult:
    """What an offer comes to, by the terms of its day and the last decision on its refusal."""
    decided = [look for look in looks if look.counts is not None]
    last = max(decided, key=lambda look: look.stage, default=None)
    return _result(offer, last.counts if last is not None else None)


def _result(offer: Offer, found: bool | None) -> OfferResult:
    """What an offer comes to where the last look ``found`` whether its refusal counts; None where nobody looked."""
    facts = OfferFacts(
        on=offer.made_on,
        wage=offer.wage,
        accepted=None if not offer.answer else offer.answer == Answer.ACCEPTED,
        commute_minutes=offer.commute_minutes,
        lawful=offer.is_lawful,
        fits_health=offer.fits_health,
        justified=offer.is_justified or found is False,
        documented=bool(offer.evidence),
    )
    terms = PostTerms(Term(offer.minimum_wage, offer.terms_source), Term(offer.max_commute_minutes, offer.terms_source))
    return result_of(facts, terms)


@dataclass(frozen=True)
class RefusalFacts:
    """What is recorded of one person, offers with what each comes to."""

    offers: tuple[JudgedOffer, ...] = ()
    services: tuple[ServiceFacts, ...] = ()
    last_contact: dt.date | None = None

    def since(self, day: dt.date | None) -> "RefusalFacts":
        """Without what was before ``day``: a new status begins with no refusal."""
        if day is None:
            return self
        offers = tuple(offer for offer in self.offers if offer.on >= day)
        services = tuple(service for service in self.services if service.on >= day)
        return RefusalFacts(offers, services, max(self.last_contact or day, day))


def refusal_facts(people: Collection[int], on: dt.date) -> Mapping[int, RefusalFacts]:
    """What is recorded of each of the people, and when each was last met by ``on``. Four statements."""
    registrations = registrations_of(people)
    offers: dict[int, list[JudgedOffer]] = {human: [] for human in people}
    services: dict[int, list[ServiceFacts]] = {human: [] for human in people}
    for offer in _offers().filter(person__in=list(registrations)):
        offers[registrations[offer.person_id]].append(JudgedOffer(offer.made_on, _result(offer, offer.found)))
    for row in Service.objects.taken_or_refused().filter(person__in=list(registrations), kind__in=ONE_THREE_ONE):
        is_taken = row.outcome == Reception.ACCEPTED
        facts = ServiceFacts(row.on, row.kind, accepted=is_taken, signed_statement=row.is_signed)
        services[registrations[row.person_id]].append(facts)
    met = last_contacts(registrations, on)
    return {human: RefusalFacts(tuple(offers[human]), tuple(services[human]), met.get(human)) for human in people}


def _offers() -> Any:
    """Offers in the order in which they were written down, each with what the last look ``found``."""
    decided = RefusalLook.objects.filter(offer=OuterRef("pk"), counts__isnull=False).order_by("-stage")
    return Offer.objects.annotate(found=Subquery(decided.values("counts")[:1])).order_by("pk")


def verdict_on(facts: RefusalFacts, campaign: Campaign | None, limits: LimitTerms, on: dt.date) -> RefusalVerdict:
    """What the rule says of the facts on the day ``on``, within ``campaign`` and in assistance as a whole."""
    period: Span | None = span_of(campaign.validity) if campaign is not None else None
    return judge_refusals(facts.offers, facts.services, facts.last_contact, period, limits, on)


@dataclass(frozen=True)
class Standing:
    """Where somebody stands ``within`` a campaign, by all refusals dated in it, and ``outside`` of it, by those since
    the certification."""

    within: RefusalVerdict
    outside: RefusalVerdict


def standing_in(
    facts: RefusalFacts, campaign: Campaign | None, certified_on: dt.date | None, limits: LimitTerms, on: dt.date
) -> Standing:
    """Where somebody certified on ``certified_on`` stands on the day ``on``."""
    outside = verdict_on(facts.since(certified_on), None, limits, on)
    return Standing(verdict_on(facts, campaign, limits, on), outside)
