"""A list page's columns, declared once for the screen, the printout and the workbook."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Choices
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from . import masks
from .marks import Mark, due_mark

NOTHING = mark_safe('<span class="nothing">—</span>')


def as_it_is(value: Any) -> Any:
    return value


def as_words(value: Any) -> str:
    return "" if value is None else str(value)


def as_moment(value: dt.datetime) -> dt.datetime:
    """Wall-clock time without a zone: a workbook knows none."""
    return timezone.localtime(value).replace(tzinfo=None)


@dataclass(frozen=True)
class Kind:
    """How one sort of value looks.

    ``html`` draws a value on screen, escaped; ``plain`` gives what a workbook's cell holds. Neither is asked
    about None or the empty string. ``width`` is in characters of the workbook's column.
    """

    html: Callable[[Any], str]
    plain: Callable[[Any], Any] = as_words
    css: str = ""
    number_format: str = "General"
    width: int = 16


def badge_html(mark: Mark) -> SafeString:
    return format_html('<span class="mark mark-{}">{}</span>', mark.tone, mark.words)


def moment_html(value: dt.datetime) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


text = Kind(conditional_escape)
number = Kind(lambda value: f"{value:,}", as_it_is, "num", "#,##0", 12)
money = Kind(lambda value: f"{value:,.2f}", as_it_is, "num", "#,##0.00", 14)
percent = Kind(lambda value: f"{value:.2%}", as_it_is, "num", "0.00%", 10)
day = Kind(lambda value: value.isoformat(), as_it_is, "date", "yyyy-mm-dd", 12)
moment = Kind(moment_html, as_moment, "date", "yyyy-mm-dd hh:mm", 18)
badge = Kind(badge_html, css="text-nowrap", width=12)
yes_no = Kind(lambda value: "是" if value else "否", lambda value: "是" if value else "否", width=8)
id_number = Kind(masks.masked_id, masks.masked_id, "code", width=22)


def chosen(choices: type[Choices]) -> Kind:
    """The kind of a value out of ``choices``, shown by its label."""
    labels = dict(choices.choices)
    return Kind(lambda value: conditional_escape(labels.get(value, value)), lambda value: labels.get(value, value))


def due(today: dt.date) -> Kind:
    """The kind of a due date, shown as date and chip as of ``today``."""

    def html(value: dt.date) -> str:
        mark = due_mark(value, today)
        return format_html("<span>{} {}</span>", value.isoformat(), badge_html(mark)) if mark else ""

    return Kind(html, as_it_is, "date", "yyyy-mm-dd", 12)


@dataclass(frozen=True)
class Column:
    """``value`` reads one row; ``cell`` draws it; ``order_by`` makes the heading sortable.

    ``link`` gives the address a cell leads to, or None. ``on_phone=False`` leaves the column off the phone's cards.
    Columns of one ``group`` stand side by side under its name.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    cell: Kind = text
    order_by: Sequence[str] = ()
    link: Callable[[Any], str | None] | None = None
    on_phone: bool = True
    group: str = ""

    @property
    def css(self) -> str:
        return self.cell.css if self.on_phone else f"{self.cell.css} off-phone".strip()

    def draw(self, row: Any, *, opens: str = "") -> SafeString:
        """One ``<td>``; its label and the group it ``opens`` serve the cards into which the table folds on a phone."""
        value = self.value(row)
        inner = NOTHING if value is None or value == "" else self.cell.html(value)
        address = self.link(row) if self.link else None
        if address:
            inner = format_html('<a class="row-link" href="{}">{}</a>', address, inner)
        group = format_html(' data-group="{}"', opens) if opens else ""
        return format_html('<td class="{}" data-label="{}"{}>{}</td>', self.css, self.title, group, inner)


@dataclass(frozen=True)
class Group:
    """Columns side by side under one name."""

    title: str
    span: int


def groups(columns: Sequence[Column]) -> list[Group]:
    """The line above the headings; none where no column is of a group."""
    if not any(column.group for column in columns):
        return []
    return [Group(title, len(list(members))) for title, members in groupby(columns, lambda column: column.group)]


def inverted(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def ordering(columns: Sequence[Column], requested: str) -> list[str]:
    """The order_by() arguments for ``?sort=key`` or ``?sort=-key``; always total, by pk last.

    The whole order turns round when descending, pk included, so that one index serves both ways.
    """
    key, descending = requested.removeprefix("-"), requested.startswith("-")
    fields = [*next((column.order_by for column in columns if column.key == key), ()), "pk"]
    if len(fields) == 1:
        return fields
    return [inverted(field) for field in fields] if descending else fields


@dataclass(frozen=True)
class Heading:
    """A column's heading; ``address`` sorts by it, and is empty where that cannot be done."""

    title: str
    css: str
    address: str
    aria_sort: str


def headings(columns: Sequence[Column], query: QueryDict, requested: str) -> list[Heading]:
    """The headings of a list now sorted by ``requested``; a second click on one turns the order round."""
    return [_heading(column, query, requested) for column in columns]


def _heading(column: Column, query: QueryDict, requested: str) -> Heading:
    if not column.order_by:
        return Heading(column.title, column.css, "", "")
    aria_sort = {column.key: "ascending", f"-{column.key}": "descending"}.get(requested, "none")
    turned = f"-{column.key}" if aria_sort == "ascending" else column.key
    return Heading(column.title, column.css, address_with(query, sort=turned), aria_sort)


PAGE_MARKS = ("after", "before", "format")


def address_with(query: QueryDict, **changes: str | None) -> str:
    """``?…``: the query with ``changes`` (None removes a key), back on the first page, without empty values."""
    changed = query.copy()
    for key in (*PAGE_MARKS, *changes):
        changed.pop(key, None)
    for key in [key for key in changed if not any(changed.getlist(key))]:
        del changed[key]
    for key, value in changes.items():
        if value is not None:
            changed[key] = value
    return f"?{changed.urlencode()}"
