"""Rows on their way into a table: written as COPY reads them, under keys given out here."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Field, Model

NOTHING = r"\N"
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def as_json(value: object) -> str:
    """``value`` for a JSON column; days and amounts as text."""
    return _as_json(value)


def span(first: dt.date, end: dt.date | None = None) -> str:
    """The days from ``first`` up to, not including, ``end``."""
    return f"[{first},{end or ''})"


def encoded(value: Any) -> str:
    """``value`` as a column of COPY's text format."""
    if type(value) is str:
        return value.replace("\\", "\\\\") if "\\" in value else value
    if value is None:
        return NOTHING
    if value is True or value is False:
        return "t" if value else "f"
    if type(value) is bytes:
        return rf"\\x{value.hex()}"
    if type(value) is list:
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)


class Sheet:
    """The rows of one table. What is not among ``columns`` (names of fields) takes the default of its field.

    ``next_key`` gives the key of the first row, as the table's sequence stands.
    """

    def __init__(self, model: type[Model], columns: str, next_key: Callable[[type[Model]], int]) -> None:
        self.model = model
        meta = model._meta
        given: list[Field] = [meta.get_field(name) for name in columns.split()]  # type: ignore[misc]
        left = [
            field
            for field in meta.concrete_fields
            if field not in given and not field.primary_key and not field.generated
        ]
        self.columns = [str(meta.pk.column), *(str(field.column) for field in (*given, *left))]
        self.tail = "".join(f"\t{encoded(_default(field))}" for field in left) + "\n"
        self.first = self.key = next_key(model)
        self.lines: list[str] = []

    def add(self, *values: Any) -> int:
        """Write down one row. Returns its key."""
        key = self.key
        self.key = key + 1
        self.lines.append("\t".join((str(key), *map(encoded, values))) + self.tail)
        return key

    def taken(self) -> str:
        """What was written down since the last time, for COPY."""
        lines, self.lines = self.lines, []
        return "".join(lines)

    @property
    def count(self) -> int:
        return self.key - self.first


def _default(field: Any) -> Any:
    value = field.get_default()
    return as_json(value) if field.get_internal_type() == "JSONField" else value


class Sheets:
    """A sheet for every table of a city, in an order in which what is referred to comes first."""

    def __init__(self, tables: dict[type[Model], str], next_key: Callable[[type[Model]], int]) -> None:
        self._of = {model: Sheet(model, columns, next_key) for model, columns in tables.items()}

    def __getitem__(self, model: type[Model]) -> Sheet:
        return self._of[model]

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._of.values())
