"""Comparing what a case expects with what the rules answered, and writing either down."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

_CENT = Decimal("0.01")
# Lists of which only the stated rows are compared, and of these the stated keys: by a key of theirs, or by position.
ROWS_BY = {"lines": "month", "schedule": "row", "claims": None}


@dataclass(frozen=True, slots=True)
class Difference:
    """A key of ``expect``, by its path, whose answer is another."""

    path: str
    expected: Any
    got: Any


def differences(expected: Mapping[str, Any], answers: Mapping[str, Any], path: str = "") -> Iterator[Difference]:
    """Where the answers depart from what is stated: mappings by the stated keys, lists whole and in order, but for
    those of ``ROWS_BY``.

    A key without an answer has the value null.
    """
    for key, value in expected.items():
        place, got = f"{path}{key}", answers.get(key)
        if isinstance(value, dict) and isinstance(got, Mapping):
            yield from differences(value, got, f"{place}.")
        elif key in ROWS_BY and isinstance(value, list) and isinstance(got, list):
            yield from differences(_rows(value, ROWS_BY[key]), _rows(got, ROWS_BY[key]), f"{place}.")
        elif not same(value, got):
            yield Difference(place, value, got)


def _rows(rows: list[Any], key: str | None) -> dict[str, Any]:
    """The rows by ``key`` of theirs, without one by position from 1."""
    return {str(row[key] if key else position): row for position, row in enumerate(rows, 1)}


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
