"""Where a certified family stands: its promise, and whether its placement is stable."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from households.models import Membership, Registration, ZeroFamilyCase
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
    placement = _placement(case, placed_on)
    months = value_on(parameters.ZF_STABLE_MONTHS, on, area).value
    last = span_of(placement.validity).last
    return Standing(promised, stability(placed_on, last, months, on))


def _placement(case: ZeroFamilyCase, placed_on: dt.date) -> Registration:
    """The employment of a member that began on the day of placement; of several the one that lasts longest."""
    members = Membership.objects.filter(household=case.household_id, validity__contains=placed_on)
    begun = Registration.objects.employment().filter(
        Q(person__in=members.values("person")) | Q(person__in=members.values("person__merged_into")),
        validity__startswith=placed_on,
    )
    return max(begun, key=lambda row: row.validity.upper or dt.date.max)
