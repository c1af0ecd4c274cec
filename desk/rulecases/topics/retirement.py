"""法定退休日期: one person in a household of their own."""

from typing import Any

from desk.rulecases.actions.ground import prepare
from desk.rulecases.actions.people import add_household, add_person
from desk.rulecases.reading import Case
from households.queries.facts import household_facts
from households.queries.terms import terms_on
from households.rules import is_of_working_age, retirement


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    stated = case.given["person"]
    home = add_household(ground, community=stated.get("community"))
    add_person(ground, stated, home)
    [(facts, _)] = household_facts([home.pk])[home.pk].members
    terms = terms_on(case.as_of, home.area).category.retirement
    found = retirement(facts, terms, on=case.as_of)
    return {
        "original_date": found.original_date,
        "delay_months": found.delay_months,
        "retirement_date": found.retirement_date,
        "working_age": is_of_working_age(facts, terms, on=case.as_of),
    }
