"""表样: how a return is laid out, on the page and in the workbook. The layout is data, in ``layouts/*.yaml``."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "layouts"
CURRENT = {"EP8": "EP8-DRAFT-3"}


@dataclass(frozen=True)
class Line:
    """A row of the form: ``row`` is its row in the workbook, ``indent`` 1 for a line that is part of another."""

    code: str
    label: str
    row: int
    unit: str
    indent: int = 0


@dataclass(frozen=True)
class Heading:
    """A text of the workbook at ``cell``; ``text`` may name {area} {label} {first} {last} {state} {exporter} {hash}."""

    cell: str
    text: str
    style: str = ""
    merge: str = ""


@dataclass(frozen=True)
class Columns:
    """The letters of the workbook's columns; the areas below stand from ``first_child`` on."""

    code: str
    label: str
    unit: str
    figure: str
    adjustment: str
    first_child: str


@dataclass(frozen=True)
class Layout:
    """A form: ``heading_row`` holds the titles of the columns, named in ``column_titles`` by the column's key."""

    code: str
    title: str
    number: str
    unit: str
    sheet: str
    heading_row: int
    columns: Columns
    column_titles: dict[str, str]
    widths: dict[str, int]
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]

    def line(self, code: str) -> Line:
        """Raises KeyError."""
        return self._by_code[code]

    @functools.cached_property
    def _by_code(self) -> dict[str, Line]:
        return {line.code: line for line in self.lines}


def _read(told: dict[str, Any]) -> Layout:
    plain = {key: told[key] for key in ("code", "title", "number", "unit", "sheet", "heading_row", "widths")}
    return Layout(
        **plain,
        columns=Columns(**told["columns"]),
        column_titles=told["column_titles"],
        headings=tuple(Heading(**heading) for heading in told["headings"]),
        lines=tuple(Line(**line) for line in told["lines"]),
    )


@functools.cache
def layout_named(code: str) -> Layout:
    """The layout a return was published in, by its code. Raises FileNotFoundError."""
    return _read(yaml.safe_load((FOLDER / f"{code}.yaml").read_text("utf-8")))


def layout_of(return_code: str) -> Layout:
    """The layout in use for a return. Raises KeyError."""
    return layout_named(CURRENT[return_code])
