"""Every case of the topics whose rules are pure, run against the rules themselves."""

import datetime as dt
from typing import Any

import pytest

from accounts import identifiers
from households import rules
from policy.deadlines import Calendar
from policy.periods import Period

from . import reading


def identifier(given: dict[str, Any], on: dt.date, _: dict[str, Any]) -> dict[str, Any]:
    if "usci" in given:
        checked = identifiers.credit_code(given["usci"])
    elif "phone" in given:
        checked = identifiers.phone(given["phone"])
    else:
        checked = identifiers.resident_id(given["resident_id"], on=on, stated_sex=given.get("stated_sex"))
    names = ("valid", "reason", "normalized", "sex", "born", "area", "masked", "warnings")
    answers = {name: getattr(checked, name, None) for name in names}
    return answers | {"warnings": list(checked.warnings)}


def category(given: dict[str, Any], on: dt.date, stated: dict[str, Any]) -> dict[str, Any]:
    verdict = rules.assess_person(
        reading.person(given["person"]), reading.terms(rules.CategoryTerms, on, stated), on=on
    )
    return {
        "age": verdict.age,
        "working_age": verdict.working_age,
        "categories": [found.name for found in verdict.categories],
        "eligible": verdict.eligible,
        "primary": verdict.primary and verdict.primary.name,
        "reasons": [reason.code for reason in verdict.reasons],
    }


def household(given: dict[str, Any], on: dt.date, stated: dict[str, Any]) -> dict[str, Any]:
    facts = reading.household(given["household"])
    verdict = rules.assess_household(facts, reading.terms(rules.FamilyTerms, on, stated), on=on)
    return {
        "zero_family": str(verdict.zero_family),
        "reasons": [reason.code for reason in verdict.reasons],
        "countable": list(verdict.countable),
        "excluded": dict(verdict.excluded),
        "pending": list(verdict.pending),
        "dual": verdict.dual,
    }


def retirement(given: dict[str, Any], on: dt.date, stated: dict[str, Any]) -> dict[str, Any]:
    facts, terms = reading.person(given["person"]), reading.terms(rules.RetirementTerms, on, stated)
    answer = rules.retirement(facts, terms, on=on)
    return {
        "original_date": answer.original_date,
        "delay_months": answer.delay_months,
        "retirement_date": answer.retirement_date,
        "working_age": rules.is_of_working_age(facts, terms, on=on),
    }


def deadline(given: dict[str, Any], on: dt.date, stated: dict[str, Any]) -> dict[str, Any]:
    if "promise" in given:
        return _promise(given["promise"], on, stated)
    if "placement" in given:
        placement = given["placement"]
        months = reading.stable_months(on, stated)
        stability = rules.stability(placement["from"], placement.get("to"), months, on)
        return {"stable_on": stability.stable_on, "stable": stability.stable}
    if "campaign" in given:
        period = Period(given["campaign"]["from"], given["campaign"]["to"])
        return {
            "days": period.days,
            "day_number": period.day_number(on),
            "time_progress": str(period.time_progress(on)),
        }
    return _calendar(given)


def _promise(given: dict[str, Any], on: dt.date, stated: dict[str, Any]) -> dict[str, Any]:
    def stand(case: dict[str, Any]) -> rules.Promise:
        terms = reading.promise_terms(case["certified"], stated)
        able, willing = case.get("able_to_work", True), case.get("willing_to_work", True)
        return rules.promise(case["certified"], able, willing, case.get("placed"), terms, on)

    promise = stand(given)
    return {
        "due": promise.due,
        "warnings": list(promise.warnings),
        "status": str(promise.status),
        "days_overdue": promise.days_overdue,
        "earlier_status": [str(stand(case).status) for case in given.get("earlier", ())],
    }


def _calendar(given: dict[str, Any]) -> dict[str, Any]:
    exceptions = dict.fromkeys(given["calendar"]["holidays"], False) | dict.fromkeys(
        given["calendar"]["workdays"], True
    )
    calendar = Calendar(exceptions)
    if "day" in given:
        return {"is_working_day": calendar.is_working_day(given["day"])}
    asked = given["working_days"]
    due = calendar.due(asked["start"], asked["days"], count_first_day=asked.get("count_first_day", False))
    return {"working_day_due": due}


TOPICS = {
    "identifier": identifier,
    "category": category,
    "household": household,
    "retirement": retirement,
    "deadline": deadline,
}
CASES = [case for topic in TOPICS for case in reading.cases(topic)]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_is_answered_as_it_expects(case: dict[str, Any]) -> None:
    answers = TOPICS[case["topic"]](case["given"], case["as_of"], case.get("parameters", {}))

    for key, expected in case["expect"].items():
        if isinstance(expected, dict):
            assert {name: answers[key].get(name) for name in expected} == expected
        else:
            assert answers[key] == expected
