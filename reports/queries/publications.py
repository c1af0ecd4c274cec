"""What was published, and what an area would publish."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from accounts.cells import counted, listed
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.permissions import Act, may
from policy.deadlines import ONE_DAY
from policy.periods import Period
from reports.cells import EP8
from reports.enums import ReturnCode
from reports.models import Publication, PublishedFigure
from reports.rules import OPENINGS, STATES, Figures, Opening, checks

from .figures import figures_of

LOOK_BACK = 12  # published months whose events are counted again; an older difference is shown, but not adjusted
NAMED = 10  # areas named in one sentence


@dataclass
class DraftFigure:
    """A figure before it is published; ``row_ids`` are left out of a draft that is only looked at."""

    value: int = 0
    adjustment: int = 0
    row_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """What ``area`` would publish for ``period``. ``openings`` is empty in an area's first return."""

    area: Area
    period: Period
    figures: dict[str, DraftFigure]
    adjustments: list[dict[str, Any]]
    openings: dict[str, Opening]
    previous: Publication | None

    @property
    def values(self) -> dict[str, int]:
        return {line: figure.value for line, figure in self.figures.items()}


def children_on(area: Area, day: dt.date) -> list[Area]:
    """The areas right below ``area`` that exist on ``day``, by code."""
    return list(area.children.all().existing(day).order_by("code"))


def published(areas: Iterable[Area], labels: Iterable[str]) -> dict[tuple[str, int], Publication]:
    """Publications by (period label, area pk)."""
    rows = Publication.objects.of(ReturnCode.EP8).filter(area__in=list(areas), label__in=list(labels))
    return {(row.label, row.area_id): row for row in rows.select_related("published_by")}


def published_values(publications: Iterable[Publication]) -> dict[int, dict[str, DraftFigure]]:
    """Values and adjustments by publication pk and line, without the rows."""
    figures: dict[int, dict[str, DraftFigure]] = defaultdict(dict)
    rows = PublishedFigure.objects.filter(publication__in=list(publications))
    for key, line, value, adjustment in rows.values_list("publication", "line", "value", "adjustment"):
        figures[key][line] = DraftFigure(value, adjustment)
    return figures


def earlier_publications(area: Area, period: Period, *, since: dt.date = dt.date.min) -> list[Publication]:
    """The area's publications before ``period`` of months from ``since`` on, latest first, as far back as corrections
    reach."""
    rows = Publication.objects.of(ReturnCode.EP8).filter(area=area, first__gte=since).ending_before(period.first)
    return list(rows.order_by("-last", "-pk")[:LOOK_BACK])


def previous_of(period: Period, earlier: list[Publication]) -> Publication | None:
    """Of the earlier publications that of the month right before ``period``."""
    return earlier[0] if earlier and earlier[0].last + ONE_DAY == period.first else None


def obstacles(area: Area, period: Period, *, actor: User, on: dt.date) -> list[str]:
    """Why ``actor`` cannot publish the return of ``area`` for ``period`` on the day ``on``; the figures apart."""
    if not may(actor, Act.PUBLISH) or actor.area_id != area.pk:
        return [f"{area}的报表由{area}本级上报，您不能代为上报。"]
    if on <= period.last:
        return [f"报告期{period.label}到{period.last}为止，{period.last + ONE_DAY}起方可上报。"]
    return _out_of_turn(area, period) or _not_yet_below(area, period)


def _out_of_turn(area: Area, period: Period) -> list[str]:
    latest = Publication.objects.of(ReturnCode.EP8).filter(area=area).order_by("-last", "-pk").first()
    if latest is None or latest.last + ONE_DAY == period.first:
        return []
    if latest.last >= period.first:
        done = Publication.objects.of(ReturnCode.EP8).filter(area=area, label=period.label).exists()
        if done:
            return [f"{area}{period.label}的报表已经上报，不能再次上报。"]
        return [f"{area}已上报{latest.label}的报表，不能再补报以前的报告期。"]
    return [f"报表须逐月上报：{area}最近一次上报的是{latest.label}，请先上报其后的报告期。"]


def _not_yet_below(area: Area, period: Period) -> list[str]:
    if area.level == AreaLevel.COMMUNITY:
        return []
    children = children_on(area, period.last)
    if not children:
        return [f"{area}没有下级，无数可报。"]
    there = published(children, [period.label])
    missing = [child.name for child in children if (period.label, child.pk) not in there]
    if not missing:
        return []
    names = "、".join(missing[:NAMED]) + (f"等{len(missing)}个下级" if len(missing) > NAMED else "")
    return [f"下级尚未全部上报，还缺：{names}。"]


def failing(draft: Draft) -> list[str]:
    """The checks a draft does not meet, each as a sentence."""
    return [f"{outcome.sentence}。" for outcome in checks(draft.values, draft.openings) if not outcome.holds]


def draft(area: Area, period: Period, *, with_rows: bool = False) -> Draft:
    """What ``area`` would publish: a community its own rows, any other the sum of what its children published."""
    earlier = earlier_publications(area, period)
    if area.level == AreaLevel.COMMUNITY:
        return _of_community(area, period, earlier)
    return _of_parent(area, period, earlier, with_rows=with_rows)


# --- A community: its own rows ----------------------------------------------------------------------------------------


def _of_community(area: Area, period: Period, earlier: list[Publication]) -> Draft:
    rows = listed(EP8.values(), period=period, community=area)
    figures = {line: DraftFigure(len(keys), 0, keys) for line, keys in rows.items()}
    previous = previous_of(period, earlier)
    values = published_values(earlier)
    adjustments = _corrections(area, earlier, values) + _inherited(area, period, earlier)
    if previous:
        adjustments += _moves(area, period, previous, figures)
    for adjustment in adjustments:
        figures[adjustment["line"]].adjustment += adjustment.get("by", 0) + adjustment.get("moved", 0)
    openings = _openings(figures, values[previous.pk]) if previous else {}
    return Draft(area, period, figures, adjustments, openings, previous)


def _openings(figures: dict[str, DraftFigure], last_month: dict[str, DraftFigure]) -> dict[str, Opening]:
    return {line: Opening(last_month[closing].value, figures[line].adjustment) for line, closing in OPENINGS.items()}


def _corrections(
    area: Area, earlier: list[Publication], values: dict[int, dict[str, DraftFigure]]
) -> list[dict[str, Any]]:
    """What has changed in published months and is not yet adjusted.

    Of events (certified, exited, placed) every month is compared, less what later months adjusted of it already. A
    state on a day carries later corrections along by itself, so only that of the last month is compared.
    """
    if not earlier:
        return []
    now = figures_of([area], periods=[Period(one.first, one.last) for one in earlier], within=area)
    done = _adjusted(earlier, of="")
    found = []
    for one in earlier:
        live, told = now[one.label, area.pk], values[one.pk]
        for line in (line for line in EP8 if line in told):
            if line in OPENINGS or (line in STATES and one is not earlier[0]):
                continue
            by = live[line] - told[line].value - (0 if line in STATES else done[line, one.label])
            found += [{"line": line, "period": one.label, "by": by}] if by else []
    closings = {closing: line for line, closing in OPENINGS.items()}
    return found + [entry | {"line": closings[entry["line"]]} for entry in found if entry["line"] in closings]


def _adjusted(publications: Iterable[Publication], *, of: str) -> dict[tuple[str, str], int]:
    """By line and period, what these publications corrected of the community ``of`` that closed, or of their own."""
    done: dict[tuple[str, str], int] = defaultdict(int)
    for entry in (entry for one in publications for entry in one.adjustments):
        if "by" in entry and entry.get("of", "") == of:
            done[entry["line"], entry["period"]] += entry["by"]
    return done


def _inherited(area: Area, period: Period, earlier: list[Publication]) -> list[dict[str, Any]]:
    """What has changed in months that communities now part of this one published before they closed: they publish no
    more, so whoever follows them corrects it. Events alone: a state came along with the households."""
    found = []
    gone = _followed(area, period.last)
    told = {one: earlier_publications(one, period, since=_looked_back(period)) for one in gone}
    others = [publication for publications in told.values() for publication in publications] + earlier
    for one, publications in told.items():
        if not publications:
            continue
        now = figures_of([one], periods=[Period(row.first, row.last) for row in publications], within=one)
        values = published_values(publications)
        own, passed_on = _adjusted(publications, of=""), _adjusted(others, of=one.code)
        for row in publications:
            for line in (line for line in EP8 if line in values[row.pk] and line not in STATES):
                key = line, row.label
                by = now[row.label, one.pk][line] - values[row.pk][line].value - own[key] - passed_on[key]
                found += [{"line": line, "period": row.label, "by": by, "of": one.code}] if by else []
    return found


def _followed(area: Area, on: dt.date) -> list[Area]:
    """The communities closed before ``on`` that ``area`` follows, itself or through others closed since."""
    closed = Area.objects.filter(level=area.level, successor__isnull=False, valid_to__lt=on).order_by("code")
    by_successor: dict[int, list[Area]] = defaultdict(list)
    for one in closed:
        by_successor[one.successor_id or 0].append(one)
    found = list(by_successor[area.pk])
    for one in found:  # grows while it is gone through: a closed community is followed by one only
        found += by_successor[one.pk]
    return found


def _looked_back(period: Period) -> dt.date:
    """The first day of the earliest month whose events are counted again."""
    for _ in range(LOOK_BACK):
        period = period.previous()
    return period.first


def _moves(area: Area, period: Period, previous: Publication, figures: dict[str, DraftFigure]) -> list[dict[str, Any]]:
    """Households open at the beginning that changed community since the last month's last day: come less gone."""
    before = counted([EP8[line] for line in OPENINGS], periods=[period], area=area, on=previous.last)
    stayed = before.get((period.label, area.pk), {})
    moved = {line: figures[line].value - stayed.get(line, 0) for line in OPENINGS}
    return [{"line": line, "moved": count} for line, count in moved.items() if count]


# --- Any other area: the sum of its children --------------------------------------------------------------------------


def _of_parent(area: Area, period: Period, earlier: list[Publication], *, with_rows: bool) -> Draft:
    below = published(children_on(area, period.last), [period.label])
    figures = {line: DraftFigure() for line in EP8}
    rows = PublishedFigure.objects.filter(publication__in=below.values()).order_by("publication__area__code")
    wanted = ("line", "value", "adjustment", *(("row_ids",) if with_rows else ()))
    for line, value, adjustment, *row_ids in rows.values_list(*wanted):
        figure = figures[line]
        figure.value += value
        figure.adjustment += adjustment
        figure.row_ids += row_ids[0] if row_ids else []
    previous = previous_of(period, earlier)
    last_month = published_values([previous])[previous.pk] if previous else {}
    for line, closing in OPENINGS.items() if previous else ():
        # not the sum: a child may be new, closed, or moved here since
        figures[line].adjustment = figures[line].value - last_month[closing].value
    openings = _openings(figures, last_month) if previous else {}
    return Draft(area, period, figures, [], openings, previous)


def live_and_published(live: Figures, told: dict[str, DraftFigure]) -> dict[str, tuple[int, int]]:
    """Line → (published, counted now) where the two differ."""
    return {line: (told[line].value, live[line]) for line in told if told[line].value != live[line]}
