"""The policy in force for the rules, by area and day."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from accounts.models import Area
from households.rules.category import CategoryTerms
from households.rules.facts import parameters_of, terms_in_force
from households.rules.family import FamilyTerms
from households.rules.promise import PromiseTerms
from policy.models import Held, History, ParameterValue, held_on
from policy.parameters import Parameter, Value

Terms = TypeVar("Terms")


@dataclass(frozen=True)
class RuleTerms:
    """What the rules on people, families and promises go by, on one day in one area."""

    category: CategoryTerms
    family: FamilyTerms
    promise: PromiseTerms


RULE_PARAMETERS = frozenset(
    parameter for terms in (CategoryTerms, FamilyTerms, PromiseTerms) for parameter in parameters_of(terms)
)


def terms_on(on: dt.date, area: Area) -> RuleTerms:
    """The terms in force in ``area`` on the day ``on``, in one query. Raises ParameterNotInForce."""
    return terms_of(held_on(RULE_PARAMETERS, on, area))


def terms_of(held: Held) -> RuleTerms:
    """The terms by the values held. Raises ParameterNotInForce."""

    def value_of(parameter: Parameter) -> Value:
        return held[parameter.key]

    return RuleTerms(
        category=terms_in_force(CategoryTerms, value_of),
        family=terms_in_force(FamilyTerms, value_of),
        promise=terms_in_force(PromiseTerms, value_of),
    )


def terms_by_day(terms: type[Terms], area: Area) -> Callable[[dt.date], Terms]:
    """The ``terms`` in force in ``area`` on any day, in one query for all days. Where a value is missing on the day
    asked for, ParameterNotInForce is raised then."""
    history = History(parameters_of(terms), area)

    @cache
    def on(day: dt.date) -> Terms:
        held = history.on(day)
        return terms_in_force(terms, lambda parameter: held[parameter.key])

    return on


class HeldByDistrict:
    """The values of some parameters on one day, asked for once in each district: nothing is in force for less."""

    def __init__(self, wanted: Collection[Parameter], on: dt.date) -> None:
        self.wanted, self.on = wanted, on
        self.known: dict[str, Held] = {}

    def of(self, community: Area) -> Held:
        """The very same for all communities of a district."""
        district = community.path.rsplit("/", 3)[0]
        if district not in self.known:
            self.known[district] = held_on(self.wanted, self.on, community)
        return self.known[district]


class TermsByArea:
    """The terms in force on one day in many areas, each asked for once: areas differ only by the values that were
    enacted for them or above them. ``read`` says which terms."""

    def __init__(self, on: dt.date, read: Callable[[dt.date, Area], Any] = terms_on) -> None:
        self.on, self.read = on, read
        own = ParameterValue.objects.filter(validity__contains=on).order_by("area__path").distinct("area__path")
        self.paths = tuple(own.values_list("area__path", flat=True))
        self.known: dict[tuple[str, ...], Any] = {}

    def of(self, area: Area) -> Any:
        """The very same for areas without values of their own. Raises ParameterNotInForce."""
        above = tuple(path for path in self.paths if area.path.startswith(path))
        if above not in self.known:
            self.known[above] = self.read(self.on, area)
        return self.known[above]
