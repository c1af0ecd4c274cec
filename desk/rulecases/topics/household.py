"""家庭认定: the members of one household, judged as a family."""

from typing import Any

from desk.rulecases.actions.ground import prepare
from desk.rulecases.actions.people import add_household, add_person, marry
from desk.rulecases.reading import Case
from households.actions.assessment import judge
from households.enums import Hukou
from households.queries.facts import household_facts
from households.queries.terms import terms_on


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    stated = case.given["household"]
    members = stated["members"]
    community = members[0].get("community") if members else None
    home = add_household(ground, community=community, hukou=stated.get("hukou", Hukou.URBAN))
    people = {member["id"]: add_person(ground, member, home) for member in members}
    for couple in stated.get("couples", ()):
        one, other = couple["spouses"]
        marry(home, people[one], people[other], couple)
    ids: dict[Any, str] = {person.pk: member for member, person in people.items()}
    facts = household_facts([home.pk])[home.pk]
    verdict = judge(facts, terms_on(case.as_of, home.area), on=case.as_of).family
    return {
        "zero_family": verdict.zero_family.value,
        "reasons": [reason.code for reason in verdict.reasons],
        "countable": [ids[key] for key in verdict.countable],
        "excluded": {ids[key]: code for key, code in verdict.excluded.items()},
        "pending": [ids[key] for key in verdict.pending],
        "dual": verdict.dual,
    }
