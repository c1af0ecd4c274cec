"""Where a certified family stands: its promise, whether its placement is stable, and what was written down too late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from households.models import PlacementCheck, Registration, ZeroFamilyCase
from households.rules.promise import Promise, Stability, promise, stability
from policy import parameters
from policy.models import value_on

from .facts import span_of
from .terms import terms_on


@dataclass(frozen=True)
class Standing:
    """``stability`` is of the employment that placed the family; None while nobody is placed."""

    promise: Promise
    stability: Stability | None


def standing(case: ZeroFamilyCase, on: dt.date) -> Standing:
    """Where the family's case stands on the day ``on``; ``case`` comes from ``with_placement()``.

    The promise goes by the terms of the day of certification. Raises ParameterNotInForce.
    """
    area = case.household.area
    has_clock = case.due_on is not None
    placed_on: dt.date | None = case.placed_on  # type: ignore[attr-defined]  # annotated by with_placement()
    terms = terms_on(case.certified_on, area).promise
    promised = promise(case.certified_on, has_clock, has_clock, placed_on, terms, on)
    if placed_on is None or placed_on > on:
        return Standing(promised, None)
    days = span_of(_placement(case, placed_on).validity)
    months = value_on(parameters.ZF_STABLE_MONTHS, on, area).value
    return Standing(promised, stability(days.first, days.last, months, on))


def _placement(case: ZeroFamilyCase, placed_on: dt.date) -> Registration:
    """The employment of a member that placed the family; of several the one that lasts longest."""
    return max(
        (row for row in case.employments() if row.placed_on == placed_on),
        key=lambda row: row.validity.upper or dt.date.max,
    )


def written_down_late(case: ZeroFamilyCase) -> Sequence[Registration]:
    """Employments that began before the family was due and were written down after it: they count from then, unless
    the street looks into them."""
    if case.due_on is None:
        return []
    return [row for row in case.employments() if row.begun_on <= case.due_on and row.placed_on > row.begun_on]


def placement_checks(case: ZeroFamilyCase) -> Sequence[PlacementCheck]:
    """What the street looked into, taken back or not."""
    return list(case.placement_checks.select_related("person", "checked_by", "withdrawn_by").order_by("checked_at"))
