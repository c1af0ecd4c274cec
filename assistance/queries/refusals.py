"""From recorded offers, answers and services to what the rule says of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F, Max

from accounts.models import Area
from assistance.enums import Answer
from assistance.models import Campaign, Offer, RefusalLook, ServiceRefusal
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
from households.models import Person, Survey
from households.queries.facts import span_of
from households.rules.facts import Span, Term, parameters_of, terms_in_force
from policy.models import values_on


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
    found = max(decided, key=lambda look: look.stage, default=None)
    facts = OfferFacts(
        on=offer.made_on,
        wage=offer.wage,
        accepted=None if not offer.answer else offer.answer == Answer.ACCEPTED,
        commute_minutes=offer.commute_minutes,
        lawful=offer.is_lawful,
        fits_health=offer.fits_health,
        justified=offer.is_justified or (found is not None and not found.counts),
        documented=bool(offer.evidence),
    )
    terms = PostTerms(
        Term(offer.minimum_wage, offer.terms_source), Term(offer.max_commute_minutes, offer.terms_source)
    )
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
        return RefusalFacts(offers, services, max(filter(None, (self.last_contact, day))))


def refusal_facts(people: Collection[int], on: dt.date) -> Mapping[int, RefusalFacts]:
    """What is recorded of each of the people, also under registrations merged into theirs; four statements."""
    humans = {pk: human for pk, human in _registrations(people)}
    offers, services = defaultdict(list), defaultdict(list)
    rows = Offer.objects.filter(person__in=humans).prefetch_related("looks").order_by("made_on", "pk")
    for offer in rows:
        judged = JudgedOffer(offer.made_on, result_of_offer(offer, offer.looks.all()))
        offers[humans[offer.person_id]].append(judged)
    for one in ServiceRefusal.objects.filter(person__in=humans).order_by("refused_on", "pk"):
        service = ServiceFacts(one.refused_on, one.kind, accepted=False, signed_statement=one.is_signed)
        services[humans[one.person_id]].append(service)
    contacts = _contacts(people, on)
    return {
        pk: RefusalFacts(tuple(offers[pk]), tuple(services[pk]), _latest(contacts.get(pk), offers[pk], services[pk], on))
        for pk in people
    }


def _registrations(people: Collection[int]) -> list[tuple[int, int]]:
    merged = Person.objects.filter(merged_into__in=people).values_list("pk", "merged_into")
    return [*((pk, pk) for pk in people), *((pk, human) for pk, human in merged if human is not None)]


def _contacts(people: Collection[int], on: dt.date) -> dict[int, dt.date]:
    """When each was last visited at home by a survey, by ``on``."""
    surveys = Survey.objects.filter(
        household__memberships__person__in=people,
        household__memberships__validity__contains=F("visited_on"),
        visited_on__lte=on,
    )
    found = surveys.values_list("household__memberships__person").annotate(last=Max("visited_on"))
    return {pk: last for pk, last in found if pk in people}


def _latest(
    visited: dt.date | None, offers: list[JudgedOffer], services: list[ServiceFacts], on: dt.date
) -> dt.date | None:
    spoken = [offer.on for offer in offers if offer.result is not OfferResult.OPEN]
    return max((day for day in (visited, *spoken, *(one.on for one in services)) if day and day <= on), default=None)


def verdict_on(facts: RefusalFacts, campaign: Campaign | None, limits: LimitTerms, on: dt.date) -> RefusalVerdict:
    """What the rule says of the facts on the day ``on``, within ``campaign`` and in assistance as a whole."""
    period: Span | None = span_of(campaign.validity) if campaign is not None else None
    return judge_refusals(facts.offers, facts.services, facts.last_contact, period, limits, on)
