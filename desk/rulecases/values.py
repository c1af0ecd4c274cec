"""Comparing what a case expects with what the rules answered, and writing either down."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

_CENT = Decimal("0.01")


class _NotServed:
    def __repr__(self) -> str:
        return "not served"


NOT_SERVED: Final = _NotServed()


@dataclass(frozen=True, slots=True)
class Difference:
    """A key of ``expect``, by its path, whose answer is another."""

    path: str
    expected: Any
    got: Any


def differences(expected: Mapping[str, Any], answers: Mapping[str, Any], path: str = "") -> Iterator[Difference]:
    """Where the answers depart from what is stated: mappings by the stated keys, lists whole and in order.

    A key without an answer has the value null; one whose answer is NOT_SERVED is passed over.
    """
    for key, value in expected.items():
        place, got = f"{path}{key}", answers.get(key)
        if got is NOT_SERVED:
            continue
        if isinstance(value, dict) and isinstance(got, Mapping):
            yield from differences(value, got, f"{place}.")
        elif not same(value, got):
            yield Difference(place, value, got)


def is_served(expected: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """Whether every stated key has an answer that is served."""
    for key, value in expected.items():
        got = answers.get(key)
        if got is NOT_SERVED:
            return False
        if isinstance(value, dict) and isinstance(got, Mapping) and not is_served(value, got):
            return False
    return True


def same(expected: Any, got: Any) -> bool:
    """Whether two values agree. An amount or a percentage is stated as text and answered as a Decimal."""
    if isinstance(got, Decimal):
        try:
            return isinstance(expected, str) and Decimal(expected) == got
        except InvalidOperation:
            return False
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(same(*pair) for pair in zip(expected, got, strict=True))
    return type(expected) is type(got) and bool(expected == got)


def shown(value: Any) -> str:
    """The value as a case would state it, on one line."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.quantize(_CENT))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(shown, value)) + "]"
    return " ".join(str(value).split())
