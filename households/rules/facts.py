"""The facts that the rules judge, and what a judgement says. Pure.

A fact is known from its first day on; both days of a span count.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, cast, get_args

from households.enums import FactKind, HonourLevel, Hukou, RegistrationKind, RetirementTrack, Sex
from policy.parameters import Parameter, Value

ALWAYS = dt.date.min  # the first day of a span whose beginning is not known and plays no part


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``, both included; open without ``last``."""

    first: dt.date
    last: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Registration:
    """One unemployment or employment registration."""

    kind: RegistrationKind
    span: Span


class PersonFacts(NamedTuple):
    """What is known of a person. ``key`` tells people apart; ``name`` is for sentences only.

    Without ``retirement_track`` men are M60 and women F50. ``zero_family`` are the spans during which the family was
    certified: the day of closing stands as ``last`` and no longer counts.
    """

    key: Hashable
    sex: Sex
    born: dt.date
    retirement_track: RetirementTrack | None = None
    retirement_override: dt.date | None = None
    registrations: tuple[Registration, ...] = ()
    facts: Mapping[FactKind, tuple[Span, ...]] = MappingProxyType({})
    honours: tuple[tuple[HonourLevel, Span], ...] = ()
    children_born: tuple[dt.date, ...] = ()
    zero_family: tuple[Span, ...] = ()
    name: str = ""

    def fact(self, kind: FactKind, on: dt.date) -> Span | None:
        """The span of this kind that holds on the day, if there is one."""
        for span in self.facts.get(kind, ()):
            if span.holds(on):
                return span
        return None

    def employment(self, on: dt.date) -> Registration | None:
        """The employment registration open on the day (就业), if there is one.

        Of several held side by side one that is not flexible: for a family flexible employment may not count.
        """
        held = None
        for registration in self.registrations:
            if registration.kind != RegistrationKind.UNEMPLOYED and registration.span.holds(on):
                if registration.kind != RegistrationKind.FLEXIBLE:
                    return registration
                held = held or registration
        return held

    def unemployment(self, on: dt.date) -> Registration | None:
        """The unemployment registration open on the day (失业), if there is one."""
        for registration in self.registrations:
            if registration.kind == RegistrationKind.UNEMPLOYED and registration.span.holds(on):
                return registration
        return None


class HouseholdFacts(NamedTuple):
    """A household: its members with the time they belong to it, and its couples by their members' keys.

    Somebody who left and came back stands in ``members`` once for each time.
    """

    hukou: Hukou
    members: tuple[tuple[PersonFacts, Span], ...]
    couples: tuple[tuple[Hashable, Hashable, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict fell as it did: a code, a sentence for the officer, and the article behind it."""

    code: str
    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Term:
    """A parameter's value, read by its kind, and the document and article that set it."""

    value: Any
    source: str


Terms = TypeVar("Terms")


def parameters_of(terms: type) -> tuple[Parameter, ...]:
    """Every parameter that a terms dataclass needs, those of the terms inside it included.

    A field ``Annotated[Term, parameter]`` takes its value from that parameter; any other is a terms dataclass.
    """
    found: list[Parameter] = []
    for item in dataclasses.fields(terms):
        parameters = get_args(item.type)[1:]
        found += parameters or parameters_of(cast(type, item.type))
    return tuple(found)


def terms_in_force(terms: type[Terms], value_of: Callable[[Parameter], Value]) -> Terms:
    """The terms dataclass filled with what ``value_of`` answers for each of its parameters."""
    filled: dict[str, Any] = {}
    for item in dataclasses.fields(terms):  # type: ignore[arg-type]  # every terms class is a dataclass
        parameters = get_args(item.type)[1:]
        if parameters:
            value = value_of(parameters[0])
            filled[item.name] = Term(value.value, value.source)
        else:
            filled[item.name] = terms_in_force(item.type, value_of)  # type: ignore[arg-type]
    return terms(**filled)
