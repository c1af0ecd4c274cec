"""What a proposed value would change: as if every household were judged anew, and nothing of it stays."""

import pytest
from django.db import transaction

from desk.effects import Effect, bears_on_findings, effect_of
from households.actions.assessment import judge
from households.models import Household
from households.queries.facts import household_facts
from households.queries.terms import terms_on
from households.rules.family import ZeroFamily
from policy import parameters
from policy.actions import Enactment, enact
from policy.models import Document, ParameterValue
from tests.casework import MONDAY, disabled_person, household_of

TODAY = MONDAY.date()


@pytest.fixture
def families(city):
    """A family out of work since July, a disabled person out of work, and a family of the neighbours."""
    household_of(city)
    disabled_person(city)
    household_of(city, area=city.neighbour, worker=city.neighbour_worker)


def proposed(city, parameter, value):
    return Enactment(parameter, value, city.city, TODAY, Document.objects.get(number="黑社保发[2004]7号"), "试")


def found():
    """The families and people every rule finds now."""
    families, people = set(), set()
    for home in Household.objects.select_related("area"):
        verdict = judge(household_facts([home.pk])[home.pk], terms_on(TODAY, home.area), on=TODAY)
        families |= {home.pk} if verdict.family.zero_family is ZeroFamily.ZERO else set()
        people |= {key for key, one in verdict.people.items() if one.eligible}
    return families, people


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (parameters.ZF_MIN_UNEMPLOYED_MONTHS, 12),
        (parameters.ZF_MIN_COUNTABLE_MEMBERS, 2),
        (parameters.CAT_C05_MIN_MONTHS, 1),
        (parameters.AGE_4050_M, 30),
        (parameters.AGE_4555_F, 30),
    ],
    ids=lambda one: getattr(one, "key", one),
)
def test_it_is_what_judging_everybody_with_and_without_the_value_finds(city, families, parameter, value):
    enactment = proposed(city, parameter, value)
    assert bears_on_findings(enactment)
    before = found()
    with transaction.atomic():
        enact(enactment, actor=city.city_officer, at=MONDAY)
        after = found()
        transaction.set_rollback(True)
    (families_before, people_before), (families_after, people_after) = before, after
    expected = Effect(
        households=3,
        families_found=len(families_after - families_before),
        families_lost=len(families_before - families_after),
        people_found=len(people_after - people_before),
        people_lost=len(people_before - people_after),
    )
    assert effect_of(enactment, today=TODAY, actor=city.city_officer, at=MONDAY) == expected


def test_families_are_lost_and_nothing_stays(city, families):
    values = ParameterValue.objects.count()
    enactment = proposed(city, parameters.ZF_MIN_UNEMPLOYED_MONTHS, 12)
    effect = effect_of(enactment, today=TODAY, actor=city.city_officer, at=MONDAY)
    assert effect is not None
    assert (effect.families_lost, effect.people_lost) == (2, 0)
    assert ParameterValue.objects.count() == values
