"""What a proposed value would change among the families and people registered now."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from households.actions.assessment import Judgement, judge
from households.models import Household
from households.queries.facts import household_facts
from households.queries.terms import RuleTerms, terms_on
from households.rules.category import CategoryTerms
from households.rules.facts import parameters_of
from households.rules.family import FamilyTerms, ZeroFamily
from policy.actions import Enactment, enact
from policy.parameters import bounded

LOOKED_AT = 300  # households; more are judged at the next monthly refresh, not while somebody waits


@dataclass(frozen=True)
class Effect:
    """How many households were judged, and how many families and people the rules would find or no longer find."""

    households: int
    families_found: int
    families_lost: int
    people_found: int
    people_lost: int

    @property
    def changes_nothing(self) -> bool:
        return not (self.families_found or self.families_lost or self.people_found or self.people_lost)


def bears_on_findings(enactment: Enactment) -> bool:
    """Whether any rule on families or people asks for the parameter, or for the one whose bounds it is."""
    keys = {parameter.key for terms in (CategoryTerms, FamilyTerms) for parameter in parameters_of(terms)}
    return bounded(enactment.parameter.key).key in keys


def effect_of(enactment: Enactment, *, today: dt.date, actor: User, at: dt.datetime) -> Effect | None:
    """What would change on the later of today and the enactment's day; None where too many households would be asked.

    Nothing is left behind. Raises EnactmentRefused.
    """
    on = max(today, enactment.since)
    homes = Household.objects.filter(area__path__startswith=enactment.area.path).select_related("area")
    found = list(homes.order_by("pk")[: LOOKED_AT + 1])
    if len(found) > LOOKED_AT:
        return None
    facts = household_facts([home.pk for home in found])
    areas = {home.area_id: home.area for home in found}
    before = {key: terms_on(on, area) for key, area in areas.items()}
    with transaction.atomic():
        enact(enactment, actor=actor, at=at)
        after = {key: terms_on(on, area) for key, area in areas.items()}
        transaction.set_rollback(True)

    def judged(terms: dict[int, RuleTerms]) -> dict[int, Judgement]:
        return {home.pk: judge(facts[home.pk], terms[home.area_id], on=on) for home in found}

    without, with_it = judged(before), judged(after)
    families = _families(without), _families(with_it)
    people = _people(without), _people(with_it)
    return Effect(
        households=len(found),
        families_found=len(families[1] - families[0]),
        families_lost=len(families[0] - families[1]),
        people_found=len(people[1] - people[0]),
        people_lost=len(people[0] - people[1]),
    )


def _families(judgements: dict[int, Judgement]) -> set[int]:
    return {key for key, found in judgements.items() if found.family.zero_family is ZeroFamily.ZERO}


def _people(judgements: dict[int, Judgement]) -> set[int]:
    return {key for found in judgements.values() for key, verdict in found.people.items() if verdict.eligible}
