"""What a proposed value would change among the families and people registered now."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from households.models import Household
from households.queries.facts import household_facts
from households.queries.terms import terms_on
from households.rules.category import CategoryTerms, assess_person
from households.rules.facts import HouseholdFacts, PersonFacts, parameters_of
from households.rules.family import FamilyTerms, ZeroFamily, assess_household
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

    A rule is asked, with the value and without, only where the value is among its terms: nothing else can change.
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

    asked = [(facts[home.pk], before[home.area_id], after[home.area_id]) for home in found]
    families = Counter(
        (_is_zero(one, was.family, on), _is_zero(one, will.family, on))
        for one, was, will in asked
        if was.family != will.family
    )
    people = Counter(
        (_is_eligible(person, was.category, on), _is_eligible(person, will.category, on))
        for one, was, will in asked
        if was.category != will.category
        for person, span in one.members
        if span.holds(on)
    )
    return Effect(
        households=len(found),
        families_found=families[False, True],
        families_lost=families[True, False],
        people_found=people[False, True],
        people_lost=people[True, False],
    )


def _is_zero(home: HouseholdFacts, terms: FamilyTerms, on: dt.date) -> bool:
    return assess_household(home, terms, on=on).zero_family is ZeroFamily.ZERO


def _is_eligible(person: PersonFacts, terms: CategoryTerms, on: dt.date) -> bool:
    return assess_person(person, terms, on=on).eligible
