"""From recorded offers, answers and services to what the rule says of them."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import F, Max

from accounts.models import Area
from assistance.enums import ONE_THREE_ONE, Answer, Reception
from assistance.models import Campaign, Offer, RefusalLook
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


# What ``recorded_of`` reads of a person: registrations merged into this one, too.
RECORDED = ("offers__looks", "services", "duplicates__offers__looks", "duplicates__services")


def recorded_of(person: Person) -> RefusalFacts:
    """What is recorded of a person fetched with ``RECORDED``; without the last contact."""
    humans = [person, *person.duplicates.all()]
    offers = [
        JudgedOffer(offer.made_on, result_of_offer(offer, offer.looks.all()))
        for offer in sorted((row for human in humans for row in human.offers.all()), key=lambda row: row.pk)
    ]
    services = [
        ServiceFacts(row.on, row.kind, accepted=row.outcome == Reception.ACCEPTED, signed_statement=row.is_signed)
        for human in humans
        for row in human.services.all()
        if row.kind in ONE_THREE_ONE and row.outcome != Reception.ABSENT and row.struck_at is None
    ]
    return RefusalFacts(tuple(offers), tuple(services))


def refusal_facts(people: Collection[int], on: dt.date) -> Mapping[int, RefusalFacts]:
    """What is recorded of each of the people and when each was last met, by ``on``; a fixed number of statements."""
    rows = Person.objects.filter(pk__in=people).prefetch_related(*RECORDED)
    visited = _visits(people, on)
    return {row.pk: _with_contact(recorded_of(row), visited.get(row.pk), on) for row in rows}


def _visits(people: Collection[int], on: dt.date) -> dict[int, dt.date]:
    """When each was last visited at home by a survey."""
    surveys = Survey.objects.filter(
        household__memberships__person__in=people,
        household__memberships__validity__contains=F("visited_on"),
        visited_on__lte=on,
    )
    found = surveys.order_by().values_list("household__memberships__person").annotate(last=Max("visited_on"))
    return {pk: last for pk, last in found if pk in people}


def _with_contact(facts: RefusalFacts, visited: dt.date | None, on: dt.date) -> RefusalFacts:
    """A person is met when surveyed, and when answering an offer or refusing a service."""
    spoken = [offer.on for offer in facts.offers if offer.result is not OfferResult.OPEN]
    days = [visited, *spoken, *(service.on for service in facts.services)]
    return replace(facts, last_contact=max((day for day in days if day and day <= on), default=None))


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
