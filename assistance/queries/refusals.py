"""From recorded offers, answers and services to what the rule says of them."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from accounts.models import Area
from approvals.workflow import LIVE, Status
from assistance.enums import ONE_THREE_ONE, Answer, Reception
from assistance.models import Campaign, Offer, Service
from assistance.rules.refusals import (
    JudgedOffer,
    LimitTerms,
    OfferResult,
    PostTerms,
    RefusalVerdict,
    ServiceFacts,
    judge_refusals,
)
from households.enums import ExitReason
from households.models import Exit, HardToEmploySpell, Person
from households.queries.facts import span_of
from households.queries.humans import of_humans, whose
from households.rules.facts import Span, parameters_of, terms_in_force
from policy.models import values_on
from policy.parameters import ParameterNotInForce

from .contacts import last_contacts
from .referrals import referrals_of, result_of_offer


def post_terms_on(on: dt.date, area: Area) -> PostTerms:
    """What makes a post valid in ``area`` on the day ``on``. Raises ParameterNotInForce."""
    values = values_on(parameters_of(PostTerms), on, area)
    return terms_in_force(PostTerms, lambda parameter: values[parameter.key])


def limits_on(on: dt.date, area: Area) -> LimitTerms:
    """How many refusals are too many in ``area`` on the day ``on``. Raises ParameterNotInForce."""
    values = values_on(parameters_of(LimitTerms), on, area)
    return terms_in_force(LimitTerms, lambda parameter: values[parameter.key])


@dataclass(frozen=True)
class RefusalFacts:
    """What is recorded of one person: offers with what each comes to, services taken or refused, and the ``referrals``
    that the offers are."""

    offers: tuple[JudgedOffer, ...] = ()
    services: tuple[ServiceFacts, ...] = ()
    referrals: tuple[ServiceFacts, ...] = ()
    last_contact: dt.date | None = None

    def since(self, day: dt.date | None) -> "RefusalFacts":
        """Without what was before ``day``: a new status begins with no refusal."""
        if day is None:
            return self
        offers = tuple(offer for offer in self.offers if offer.on >= day)
        services = tuple(service for service in self.services if service.on >= day)
        referrals = tuple(referral for referral in self.referrals if referral.on >= day)
        return RefusalFacts(offers, services, referrals, max(self.last_contact or day, day))


def recorded_of(people: Collection[int]) -> Mapping[int, RefusalFacts]:
    """What is recorded of each of the people, without when they were last met. Two statements."""
    offers: dict[int, list[JudgedOffer]] = {human: [] for human in people}
    services: dict[int, list[ServiceFacts]] = {human: [] for human in people}
    referrals: dict[int, list[ServiceFacts]] = {human: [] for human in people}
    for human, one in referrals_of(people):
        if not one.is_standing:
            continue
        offers[human].append(JudgedOffer(one.on, one.result))
        referrals[human].append(ServiceFacts(one.on, one.kind, effective=one.is_effective))
    for row in of_humans(Service.objects.taken_or_refused().filter(kind__in=ONE_THREE_ONE), people):
        is_taken = row.outcome == Reception.ACCEPTED
        facts = ServiceFacts(row.on, row.kind, accepted=is_taken, signed_statement=row.is_signed)
        services[whose(row, people)].append(facts)
    return {
        human: RefusalFacts(tuple(offers[human]), tuple(services[human]), tuple(referrals[human])) for human in people
    }


def refusal_facts(people: Collection[int], on: dt.date) -> Mapping[int, RefusalFacts]:
    """What is recorded of each of the people, and when each was last met by ``on``. Three statements."""
    met = last_contacts(people, on)
    return {human: replace(facts, last_contact=met.get(human)) for human, facts in recorded_of(people).items()}


def verdict_on(facts: RefusalFacts, campaign: Campaign | None, limits: LimitTerms, on: dt.date) -> RefusalVerdict:
    """What the rule says of the facts on the day ``on``, within ``campaign`` and in assistance as a whole."""
    services = (*facts.services, *facts.referrals)
    period: Span | None = span_of(campaign.validity) if campaign is not None else None
    return judge_refusals(facts.offers, services, facts.last_contact, period, limits, on)


def decision_resting_on(offer: Offer) -> Exit | None:
    """The exit for lack of desire, proposed or approved, that a counted refusal of the post went into: of the person,
    or of the family the person lived in that day, since the certification it ends.

    The person's statuses are locked, so that no decision comes about in the meantime.
    """
    person = offer.person.merged_into_id or offer.person_id
    list(HardToEmploySpell.objects.select_for_update().filter(person=person).order_by("pk"))
    lived = {
        "family_case__household__memberships__person": offer.person_id,
        "family_case__household__memberships__validity__contains": offer.made_on,
        "family_case__certified_on__lte": offer.made_on,
    }
    own = Q(spell__person=person, spell__certified_on__lte=offer.made_on)
    rows = Exit.objects.filter(own | Q(**lived), reason=ExitReason.NO_DESIRE, status__in=[*LIVE, Status.APPROVED])
    return rows.filter(drafted_at__date__gte=offer.made_on).order_by("pk").first()


def refusals_resting_in(case: Exit, on: dt.date) -> tuple[list[tuple[Offer, OfferResult]], str]:
    """The refusals, by the day ``on``, of whom an exit for lack of desire is about, since the certification it ends,
    with what each comes to; and the article of the limit, empty where none is set."""
    since, people = _about(case)
    rows = Offer.objects.standing().filter(person__in=Person.objects.of_humans(people), answer=Answer.REFUSED)
    rows = rows.filter(made_on__gte=since, answered_on__lte=on).prefetch_related("looks__decided_by")
    refusals = [(offer, result_of_offer(offer, offer.looks.all())) for offer in rows.order_by("made_on", "pk")]
    try:
        return refusals, limits_on(on, case.area).exit_limit.source
    except ParameterNotInForce:
        return refusals, ""


def _about(case: Exit) -> tuple[dt.date, list[int]]:
    """Since when somebody was in status, and who."""
    if case.spell is not None:
        return case.spell.certified_on, [case.spell.person_id]
    assert case.family_case is not None  # exit_ends_a_persons_status_or_a_familys_case
    members = case.household.memberships.on(case.effective_on)
    return case.family_case.certified_on, list(members.values_list("person", flat=True))


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
