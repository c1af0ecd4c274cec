"""就业困难人员类别: one person in a household of their own."""

import datetime as dt
from typing import Any

from desk.rulecases.actions.families import certify_family, end_case
from desk.rulecases.actions.ground import Ground, prepare
from desk.rulecases.actions.people import add_household, add_person
from desk.rulecases.reading import Case
from households.actions.assessment import judge
from households.models import Household, ZeroFamilyCase
from households.queries.facts import household_facts
from households.queries.terms import terms_on


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    stated = case.given["person"]
    home = add_household(ground, community=stated.get("community"))
    person = add_person(ground, stated, home)
    if "zero_family" in stated:
        _certify(ground, home, stated["zero_family"])
    judgement = judge(household_facts([home.pk])[home.pk], terms_on(case.as_of, home.area), on=case.as_of)
    verdict = judgement.people[person.pk]
    return {
        "age": verdict.age,
        "working_age": verdict.working_age,
        "categories": [category.name for category in verdict.categories],
        "eligible": verdict.eligible,
        "primary": verdict.primary.name if verdict.primary else None,
        "reasons": [reason.code for reason in verdict.reasons],
    }


def _certify(ground: Ground, home: Household, stated: dict[str, dt.date]) -> None:
    if stated["certified"] > ground.as_of:
        return
    family = certify_family(ground, home, stated["certified"])
    if "closed" in stated and stated["closed"] <= ground.as_of:
        end_case(family, stated["closed"], ZeroFamilyCase.End.OTHER)
