"""Rule cases as facts: reads ``tests/cases/*.yaml`` straight into the dataclasses of the rules, without a database."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from households import rules
from households.enums import FactKind, HonourLevel, Hukou, RegistrationKind, RetirementTrack, Sex
from households.rules import ALWAYS, HouseholdFacts, PersonFacts, Registration, Span
from policy import parameters
from policy.parameters import Parameter, Value

FOLDER = Path(__file__).parents[1] / "cases"
PERIOD_FACTS = {
    "laid_off": FactKind.LAID_OFF,
    "business_licence": FactKind.BUSINESS_LICENCE,
    "disability_certificate": FactKind.DISABILITY_CERTIFICATE,
    "low_income": FactKind.LOW_INCOME,
    "land_loss": FactKind.LAND_LOSS,
    "military_spouse": FactKind.MILITARY_SPOUSE,
    "single_parent": FactKind.SINGLE_PARENT,
}
FLAGS = {
    "local": (False, FactKind.NOT_LOCAL),
    "hukou": ("rural", FactKind.RURAL_HUKOU),
    "able_to_work": (False, FactKind.UNABLE_TO_WORK),
    "willing_to_work": (False, FactKind.UNWILLING_TO_WORK),
    "martyr_dependant": (True, FactKind.MARTYR_DEPENDANT),
}


def cases(topic: str) -> list[dict[str, Any]]:
    return yaml.safe_load((FOLDER / f"{topic}.yaml").read_text(encoding="utf-8"))


def value_of(on: dt.date, stated: Mapping[str, Any] | None = None) -> Callable[[Parameter], Value]:
    """The parameters of a case: what it states, else the defaults."""

    def read(parameter: Parameter) -> Value:
        value = (stated or {}).get(parameter.key, parameter)
        if value is parameter:
            return Value(parameter, parameter.default_on(on), f"默认值 {parameter.key}")
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = parameter.in_force([(entry["from"], entry["value"]) for entry in value], on)
        return Value(parameter, parameter.read(value), f"算例 {parameter.key}")

    return read


def terms(kind: type, on: dt.date, stated: Mapping[str, Any] | None = None) -> Any:
    return rules.terms_in_force(kind, value_of(on, stated))


def span(stated: Mapping[str, dt.date] | None) -> Span:
    stated = stated or {}
    return Span(stated.get("from", ALWAYS), stated.get("to"))


def person(stated: Mapping[str, Any], key: Any = "p") -> PersonFacts:
    facts: dict[FactKind, tuple[Span, ...]] = {}
    for field, kind in PERIOD_FACTS.items():
        if field in stated:
            facts[kind] = (span(stated[field]),)
    for field, (told, kind) in FLAGS.items():
        if stated.get(field) == told:
            facts[kind] = (Span(ALWAYS),)
    for role in stated.get("roles", ()):
        kind = FactKind[role["role"].upper()]
        facts[kind] = (*facts.get(kind, ()), span(role))
    registrations = [Registration(RegistrationKind.UNEMPLOYED, span(r)) for r in stated.get("unemployment", ())]
    registrations += [Registration(RegistrationKind[r["kind"].upper()], span(r)) for r in stated.get("employment", ())]
    level = stated.get("model_worker")
    family = stated.get("zero_family")
    return PersonFacts(
        key=stated.get("id", key),
        sex=Sex(stated.get("sex", "M")),
        born=stated.get("born", dt.date(1975, 6, 1)),
        retirement_track=RetirementTrack(stated["retirement_track"]) if "retirement_track" in stated else None,
        retirement_override=stated.get("retirement_override"),
        registrations=tuple(registrations),
        facts=facts,
        honours=((HonourLevel(level), Span(ALWAYS)),) if level else (),
        children_born=tuple(stated.get("children", ())),
        zero_family=(Span(family["certified"], family.get("closed")),) if family else (),
    )


def household(stated: Mapping[str, Any]) -> HouseholdFacts:
    return HouseholdFacts(
        hukou=Hukou(stated.get("hukou", "urban")),
        members=tuple((person(m), span(m.get("in_household"))) for m in stated["members"]),
        couples=tuple((*couple["spouses"], span(couple)) for couple in stated.get("couples", ())),
    )


def promise_terms(on: dt.date, stated: Mapping[str, Any] | None = None) -> rules.PromiseTerms:
    return terms(rules.PromiseTerms, on, stated)


def stable_months(on: dt.date, stated: Mapping[str, Any] | None = None) -> int:
    return value_of(on, stated)(parameters.ZF_STABLE_MONTHS).value
