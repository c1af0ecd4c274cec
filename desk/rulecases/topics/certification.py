"""充分就业社区、双无社区和街道、创建目标."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import Area
from communities.enums import InPlace, Outcome, RateName
from communities.queries.terms import terms_on
from communities.rules import Reading, Target, judge_community, judge_street, path_of, placed_of, score
from communities.rules.facts import CertificationTerms, CommunityFacts, ComplaintFacts, Couple, Standards
from desk.rulecases.actions.ground import prepare
from desk.rulecases.reading import Case
from households.queries.terms import terms_on as household_terms_on
from households.rules.facts import ALWAYS, Span
from households.rules.promise import PromiseStatus, promise
from policy.periods import Period
from policy.rates import Rate, half_up

DUAL_NONE = "dual_none"


@dataclass(frozen=True)
class Asked:
    on: dt.date
    area: Area
    terms: CertificationTerms


def answers(case: Case) -> dict[str, Any]:
    area = prepare(case).community()
    asked = Asked(case.as_of, area, terms_on(case.as_of, area))
    found: dict[str, Any] = {}
    for block, answer in BLOCKS.items():
        if block in case.given:
            found |= answer(asked, case.given[block])
    return found


# --- communities and streets ------------------------------------------------------------------------------------------


def _community(asked: Asked, stated: Mapping[str, Any]) -> dict[str, Any]:
    return _dual_none(asked, stated) if stated["scheme"] == DUAL_NONE else _full_employment(asked, stated)


def _full_employment(asked: Asked, stated: Mapping[str, Any]) -> dict[str, Any]:
    leaders, rates = stated.get("leaders", {}), stated.get("rates", {})
    facts = CommunityFacts(
        rates={name: _rate(rates[name], "done", "base") for name in RateName if name in rates},
        hard_to_employ=_rate(stated.get("hard_to_employ", {}), "employed", "base"),
        recovery=_rate(stated.get("recovery", {}), "recovered", "due"),
        ledger=_rate(stated.get("ledger", {}), "complete", "base"),
        leaders_supported=leaders.get("supported", 0),
        leaders_planned=leaders.get("plan", 0),
        is_policy_delivered=stated.get("policy_delivered", True),
        overdue_families=sum(_is_overdue(asked, family) for family in stated.get("zero_families", ())),
        standards=_standards(asked, stated),
    )
    found = score(facts, asked.terms.full_employment)
    return {
        "rates": {name.value: rate.shown for name, rate in found.rates.items()},
        "points": {name.value: points for name, points in found.points.items()},
        "score": found.score,
        "failed_gates": [gate.value for gate in found.failed_gates],
        "result": found.outcome.value,
    }


def _is_overdue(asked: Asked, family: Mapping[str, dt.date]) -> bool:
    """A family certified later is not known yet."""
    certified = family["certified"]
    if certified > asked.on:
        return False
    terms = household_terms_on(certified, asked.area).promise
    return promise(certified, True, True, family.get("placed"), terms, asked.on).status is PromiseStatus.OVERDUE


def _dual_none(asked: Asked, stated: Mapping[str, Any]) -> dict[str, Any]:
    placed = _placed(asked, stated)
    verdict = judge_community(placed, _standards(asked, stated), asked.terms.dual_none)
    return {
        "base": placed.whole,
        "placed": placed.part,
        "rate": placed.shown,
        "failed": [shortcoming.value for shortcoming in verdict.shortcomings],
        "result": verdict.outcome.value,
    }


def _placed(asked: Asked, stated: Mapping[str, Any]) -> Rate:
    if "families" in stated:
        couples = [
            Couple(_spans(one.get("husband", ())), _spans(one.get("wife", ())), one.get("excluded", False))
            for one in stated["families"]
        ]
        return placed_of(couples, asked.on)
    counted = stated.get("dual_families", {})
    return Rate(counted.get("placed", 0), counted.get("total", 0) - counted.get("excluded", 0))


def _street(asked: Asked, stated: Mapping[str, Any]) -> dict[str, Any]:
    outcomes = {one["id"]: Outcome(_community(asked, one)["result"]) for one in stated.get("communities", ())}
    verdict = judge_street(outcomes, _standards(asked, stated), asked.terms.dual_none)
    return {
        "passed": verdict.passed,
        "failing": list(verdict.failing),
        "failed": [shortcoming.value for shortcoming in verdict.shortcomings],
        "result": verdict.outcome.value,
    }


def _standards(asked: Asked, stated: Mapping[str, Any]) -> Standards:
    period, in_place = stated.get("period"), stated.get("six_in_place", {})
    complaints = (
        ComplaintFacts(one.get("date"), one.get("targeted"), one.get("substantiated"))
        for one in stated.get("complaints", ())
    )
    return Standards(
        in_place={one: in_place.get(one, True) for one in InPlace},
        is_ledger_sound=stated.get("ledger_sound", True),
        has_tracking=stated.get("tracking_service", True),
        complaints=tuple(one for one in complaints if one.on is None or one.on <= asked.on),
        period=Period(period.get("from", ALWAYS), period.get("to", dt.date.max)) if period else None,
    )


# --- targets ----------------------------------------------------------------------------------------------------------


def _target(asked: Asked, stated: Mapping[str, Any]) -> dict[str, Any]:
    target = Target(stated["done"], stated["base"], Decimal(stated["required"]))
    return {
        "rate": target.rate.shown,
        "met": target.is_met,
        "needed": target.needed,
        "missing": target.missing,
    }


def _path(asked: Asked, stated: Mapping[str, Any]) -> dict[str, Any]:
    years = range(stated["start_year"], stated["end_year"] + 1)
    start, step, goal = (Decimal(stated[name]) for name in ("start", "step", "goal"))
    path = path_of(years, start, step, Reading(stated["reading"]), goal)
    series = {str(year): half_up(percent) for year, percent in path.series.items()}
    return {"series": series, "goal_met": path.is_goal_met}


BLOCKS = {"community": _community, "street": _street, "target": _target, "path": _path}


def _rate(stated: Mapping[str, Any], part: str, whole: str) -> Rate:
    return Rate(Decimal(str(stated.get(part, 0))), Decimal(str(stated.get(whole, 0))))


def _spans(stated: Sequence[Mapping[str, dt.date]]) -> tuple[Span, ...]:
    return tuple(Span(one.get("from", ALWAYS), one.get("to")) for one in stated)
