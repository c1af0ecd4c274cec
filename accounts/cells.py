"""A figure is a set of rows and a condition: the number and the list behind it cannot disagree."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from .models import Area
from .settling import settled


class Days(Protocol):
    """A period: its name and its first and last day, both counted."""

    @property
    def first(self) -> dt.date: ...
    @property
    def last(self) -> dt.date: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class Base:
    """The rows that several figures count.

    ``rows(period, area, on)`` gives at least all rows of the period that any community under ``area`` may answer for,
    one row per primary key. ``community(on)`` is the pk of the one that answered for a row on the day ``on``.
    """

    code: str
    rows: Callable[[Any, Area, dt.date], QuerySet]
    community: Callable[[dt.date], Combinable]


@dataclass(frozen=True)
class Cell:
    """A figure: the rows of ``base`` for which ``condition(period)`` holds, each counted once.

    An empty condition counts every row of the base. A condition joins nothing: what it asks of other tables it asks
    with ``pk__in`` or ``Exists``; what several conditions ask, the base annotates, so that it is worked out once a row.
    """

    code: str
    base: Base
    condition: Callable[[Any], Q]

    def behind(self, *, period: Days, area: Area) -> QuerySet:
        """The rows behind the figure of ``area`` and all below it, annotated with ``community``; not ordered."""
        communities = Area.objects.below(area).values("pk")
        rows = self.base.rows(period, area, period.last).annotate(community=self.base.community(period.last))
        return rows.filter(self.condition(period), community__in=communities)


def _by_base(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.base.code, []).append(cell)
    return found


def counted(
    cells: Iterable[Cell], *, periods: Sequence[Days], area: Area, on: dt.date | None = None
) -> dict[tuple[str, int], dict[str, int]]:
    """Every figure by (period label, community pk): one query, however many figures, bases and periods.

    Rows belong to the community that answered on the last day of the period, or ``on``. Communities outside ``area``
    may be among them.
    """
    groups = _by_base(cells)
    width = max(map(len, groups.values()))
    parts = [_grouped(group, width, period, area, on or period.last) for group in groups.values() for period in periods]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    figures: dict[tuple[str, int], dict[str, int]] = {}
    for row in rows:
        found = figures.setdefault((row["label"], row["community"]), {})
        found |= {cell.code: row[f"count_{place}"] for place, cell in enumerate(groups[row["counted"]])}
    return figures


def _grouped(group: list[Cell], width: int, period: Days, area: Area, on: dt.date) -> QuerySet:
    """What the cells of one base count by community, in ``width`` columns: those that are left over count nothing."""
    base = group[0].base
    counts = [Count("pk", filter=cell.condition(period)) for cell in group]
    columns = [*counts, *[Value(0)] * (width - len(group))]
    rows = settled(base.rows(period, area, on)).values(community=base.community(on))
    rows = rows.annotate(label=Value(period.label, CharField()), counted=Value(base.code, CharField()))
    return rows.annotate(**{f"count_{place}": column for place, column in enumerate(columns)})


def listed(cells: Iterable[Cell], *, period: Days, community: Area) -> Mapping[str, list[int]]:
    """The primary keys behind every figure of one community, ascending: one query per base."""
    keys: dict[str, list[int]] = {}
    for group in _by_base(cells).values():
        base = group[0].base
        arrays = {
            f"keys_{place}": ArrayAgg("pk", filter=cell.condition(period), order_by="pk", default=Value([]))
            for place, cell in enumerate(group)
        }
        rows = settled(base.rows(period, community, period.last)).annotate(community=base.community(period.last))
        found = rows.filter(community=community.pk).aggregate(**arrays)
        keys |= {cell.code: list(found[f"keys_{place}"]) for place, cell in enumerate(group)}
    return keys
