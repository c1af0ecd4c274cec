"""What the pages show: the form of an area for a month, and the months there are."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import Area
from policy.periods import Period, report_month_of
from reports.enums import ReturnCode
from reports.layout import Layout, Line, layout_named, layout_of
from reports.models import Publication
from reports.rules import OPENINGS, Opening, Outcome, checks, first_openings
from ui.marks import Mark

from .figures import figures_of
from .first_months import taken_over
from .publications import DraftFigure, children_on, published, published_values

MONTHS_SHOWN = 13


@dataclass(frozen=True)
class Entry:
    """A figure of one area: what was published, None if nothing was, and what is counted now."""

    area: Area
    told: int | None
    live: int
    adjustment: int = 0

    @property
    def value(self) -> int:
        return self.live if self.told is None else self.told

    @property
    def shown(self) -> str:
        return f"{self.value:,}"

    @property
    def difference(self) -> Mark | None:
        """“上报 37，现为 38” where a published figure would be another today."""
        if self.told is None or self.told == self.live:
            return None
        return Mark(f"上报 {self.told:,}，现为 {self.live:,}", "warn")


@dataclass(frozen=True)
class Row:
    """A line of the form, with last month's value, None if that form had no such line, and the areas below."""

    line: Line
    own: Entry
    previous: int | None
    below: tuple[Entry, ...]
    fails: bool

    @property
    def previous_shown(self) -> str:
        return "—" if self.previous is None else f"{self.previous:,}"

    @property
    def change(self) -> int:
        """Against last month; none where there is nothing to compare with."""
        return 0 if self.previous is None else self.own.value - self.previous

    @property
    def change_shown(self) -> str:
        return f"{self.change:+,}"


@dataclass(frozen=True)
class AreaState:
    """Whether an area has published."""

    area: Area
    publication: Publication | None


@dataclass(frozen=True)
class Sheet:
    """The return of ``area`` for ``period``: published figures where there are, else as counted now."""

    area: Area
    period: Period
    layout: Layout
    publication: Publication | None
    below: tuple[AreaState, ...]
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def failures(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.holds)

    @property
    def published_below(self) -> int:
        return sum(state.publication is not None for state in self.below)

    @property
    def has_differences(self) -> bool:
        return any(row.own.difference for row in self.rows)


@dataclass(frozen=True)
class _Known:
    """What the form is drawn from: figures as counted now, and as published, of this month and the last."""

    live: dict[tuple[str, int], dict[str, int]]
    publications: dict[tuple[str, int], Publication]
    values: dict[int, dict[str, DraftFigure]]

    def told(self, label: str, area: Area) -> dict[str, DraftFigure]:
        """What ``area`` published for the month, by line; empty if it did not."""
        publication = self.publications.get((label, area.pk))
        return self.values[publication.pk] if publication else {}

    def entry(self, label: str, area: Area, line: str) -> Entry:
        figure = self.told(label, area).get(line)
        now = self.live[label, area.pk][line]
        return Entry(area, figure.value, now, figure.adjustment) if figure else Entry(area, None, now)

    def value(self, label: str, area: Area, line: str) -> int | None:
        """The published figure, None of a line that form had not; else what is counted now."""
        if told := self.told(label, area):
            return told[line].value if line in told else None
        return self.live[label, area.pk][line]


def sheet(area: Area, period: Period) -> Sheet:
    """The form of ``area``, once published the one it was published in, with the areas below it beside, in at most
    six queries."""
    below = children_on(area, period.last)
    before = period.previous()
    there = published([area, *below], [period.label, before.label])
    periods = [period] if (before.label, area.pk) in there else [period, before]
    live = figures_of([area, *below], periods=periods, within=area)
    known = _Known(live, there, published_values(there.values()))
    publication = there.get((period.label, area.pk))
    form = layout_named(publication.layout) if publication else layout_of(ReturnCode.EP8)
    own = {line.code: known.entry(period.label, area, line.code) for line in form.lines}
    values = {line: one.value for line, one in own.items()}
    outcomes = checks(values, _openings(known, period, area))
    if (before.label, area.pk) not in there:
        outcomes += first_openings(values, taken_over(area, period))
    failing = {outcome.lines[0] for outcome in outcomes if not outcome.holds}
    rows = tuple(
        Row(
            line=line,
            own=own[line.code],
            previous=known.value(before.label, area, line.code),
            below=tuple(known.entry(period.label, child, line.code) for child in below),
            fails=line.code in failing,
        )
        for line in form.lines
    )
    states = tuple(AreaState(child, there.get((period.label, child.pk))) for child in below)
    return Sheet(area, period, form, publication, states, rows, outcomes)


def _openings(known: _Known, period: Period, area: Area) -> dict[str, Opening]:
    """What the openings of a published return stand on; nothing for one not published, or the first."""
    figures, last_month = known.told(period.label, area), known.told(period.previous().label, area)
    if not figures or not last_month:
        return {}
    return {line: Opening(last_month[closing].value, figures[line].adjustment) for line, closing in OPENINGS.items()}


@dataclass(frozen=True)
class Month:
    """A report month of an area: its own publication, and how many of the areas below have published."""

    period: Period
    publication: Publication | None
    below: int
    published_below: int
    is_running: bool


def months(area: Area, *, on: dt.date, opens_on: int) -> list[Month]:
    """The report month of the day ``on`` and those before it, latest first, in three queries."""
    periods = [report_month_of(on, opens_on=opens_on)]
    while len(periods) < MONTHS_SHOWN:
        periods.append(periods[-1].previous())
    children = list(area.children.all())
    there = published([area, *children], [period.label for period in periods])
    found = []
    for period in periods:
        existing = [one for one in children if one.valid_from <= period.last and _open_on(one, period.last)]
        done = sum((period.label, child.pk) in there for child in existing)
        own = there.get((period.label, area.pk))
        found.append(Month(period, own, len(existing), done, period.contains(on)))
    return found


def _open_on(area: Area, day: dt.date) -> bool:
    return area.valid_to is None or area.valid_to >= day
