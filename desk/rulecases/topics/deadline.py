"""承诺与期限: a family's promise and placement, a campaign, working days. Each block present is asked."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from desk.rulecases.actions.families import certify_family, end_case
from desk.rulecases.actions.ground import Ground, prepare
from desk.rulecases.actions.people import add_household, add_person, employ, lose, register
from desk.rulecases.reading import Case
from households.enums import FactKind, RegistrationKind
from households.models import Household, ZeroFamilyCase
from households.queries.promises import Standing, standing
from policy.deadlines import ONE_DAY
from policy.models import calendar
from policy.periods import Period

LOSSES = {"able_to_work": FactKind.UNABLE_TO_WORK, "willing_to_work": FactKind.UNWILLING_TO_WORK}


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    found: dict[str, Any] = {}
    for block, answer in _BLOCKS.items():
        if block in case.given:
            found |= answer(ground, case.given[block])
    return found


def _promise(ground: Ground, stated: Mapping[str, Any]) -> dict[str, Any]:
    """The family's cases one after the other, each with the employment that placed it."""
    home = add_household(ground)
    person = add_person(ground, {}, home)
    earlier = stated.get("earlier", [])
    has_clock = True
    for name, kind in LOSSES.items():
        if not stated.get(name, True):
            has_clock = False
            lose(person, kind, stated["certified"])
    former: ZeroFamilyCase | None = None
    for case in sorted(earlier, key=lambda case: case["certified"]):
        former = certify_family(ground, home, case["certified"], former=former)
        if "relapsed" in case and case["relapsed"] <= ground.as_of:
            end_case(former, case["relapsed"], ZeroFamilyCase.End.RELAPSED)
    certify_family(ground, home, stated["certified"], has_clock=has_clock, former=former)
    placements = [_placement_of(case) for case in (*earlier, stated) if "placed" in case]
    register(ground, person, RegistrationKind.ENTERPRISE, placements)
    stands = _standings(ground, home)
    now = stands[stated["certified"]].promise
    return {
        "due": now.due,
        "warnings": list(now.warnings),
        "status": now.status.value,
        "days_overdue": now.days_overdue,
        "earlier_status": [stands[case["certified"]].promise.status.value for case in earlier],
    }


def _placement_of(case: Mapping[str, dt.date]) -> dict[str, dt.date]:
    """The employment that placed the family: it lasts until the family relapsed."""
    if "relapsed" not in case:
        return {"from": case["placed"]}
    return {"from": case["placed"], "to": max(case["placed"], case["relapsed"] - ONE_DAY)}


def _placement(ground: Ground, stated: Mapping[str, Any]) -> dict[str, Any]:
    """An employment that places a family certified on its first day."""
    home = add_household(ground)
    person = add_person(ground, {}, home)
    certify_family(ground, home, stated["from"])
    employ(person, stated["from"], stated.get("to"))
    stability = _standings(ground, home)[stated["from"]].stability
    return {
        "stable_on": stability.stable_on if stability else None,
        "stable": stability is not None and stability.stable,
    }


def _standings(ground: Ground, home: Household) -> dict[dt.date, Standing]:
    """Where each case of the family stands on the day of the case, by its day of certification."""
    cases = ZeroFamilyCase.objects.with_placement().filter(household=home).select_related("household__area")
    return {case.certified_on: standing(case, ground.as_of) for case in cases}


def _campaign(ground: Ground, stated: Mapping[str, Any]) -> dict[str, Any]:
    period = Period(stated["from"], stated["to"])
    return {
        "days": period.days,
        "day_number": period.day_number(ground.as_of),
        "time_progress": period.time_progress(ground.as_of),
    }


def _day(ground: Ground, stated: dt.date) -> dict[str, Any]:
    return {"is_working_day": calendar().is_working_day(stated)}


def _working_days(ground: Ground, stated: Mapping[str, Any]) -> dict[str, Any]:
    count_first_day = stated.get("count_first_day", False)
    return {"working_day_due": calendar().due(stated["start"], stated["days"], count_first_day=count_first_day)}


_BLOCKS: Mapping[str, Callable[[Ground, Any], dict[str, Any]]] = {
    "promise": _promise,
    "placement": _placement,
    "campaign": _campaign,
    "day": _day,
    "working_days": _working_days,
}
