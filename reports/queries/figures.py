"""Figures as the database counts them now."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from django.db.models import QuerySet

from accounts.cells import counted
from accounts.enums import AreaLevel
from accounts.models import Area
from households.enums import Category
from policy import parameters
from policy.deadlines import ONE_DAY, add_months
from policy.models import value_on
from policy.periods import Period, report_month, report_month_of
from reports.cells import EP8

FIRST_YEAR, LAST_YEAR = 2000, 2099
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class UnknownPeriod(Exception):
    """There is no such report month; the message is for the reader."""


def _city_of(area: Area) -> Area:
    """The city whose report month holds: all areas of a city, and a province above it, count by the same days."""
    if area.level == AreaLevel.CITY:
        return area
    codes = area.path.rstrip("/").split("/")
    cities = Area.objects.filter(level=AreaLevel.CITY)
    found = cities.filter(code__in=codes).first() or cities.filter(path__startswith=area.path).order_by("path").first()
    return found or area


def _opens_on(year: int, month: int, area: Area) -> int:
    month_end = add_months(dt.date(year, month, 1), 1) - ONE_DAY
    return value_on(parameters.EP8_PERIOD_START_DAY, month_end, _city_of(area)).value


def period_of_month(label: str, area: Area) -> Period:
    """The report month named ``label`` ("2010-11"). Raises UnknownPeriod, ParameterNotInForce."""
    found = MONTH.fullmatch(label)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise UnknownPeriod(f"“{label}”不是报告期。报告期写作年和月，如 2026-10。")
    year, month = int(found[1]), int(found[2])
    return report_month(year, month, opens_on=_opens_on(year, month, area))


def period_of_day(day: dt.date, area: Area) -> Period:
    """The report month in which ``day`` lies. Raises ParameterNotInForce."""
    return report_month_of(day, opens_on=_opens_on(day.year, day.month, area))


def figures_of(
    areas: Sequence[Area], *, periods: Sequence[Period], within: Area
) -> dict[tuple[str, int], dict[str, int]]:
    """Every line of each of ``areas`` (all inside ``within``) by (period label, area pk), in two queries."""
    by_community = counted(EP8.values(), periods=periods, area=within)
    paths = dict(Area.objects.below(within).values_list("pk", "path"))
    figures = {(period.label, area.pk): dict.fromkeys(EP8, 0) for period in periods for area in areas}
    wanted = {area.path: area.pk for area in areas}
    for (label, community), lines in by_community.items():
        for path in _path_and_above(paths.get(community, "")):
            if path in wanted:
                totals = figures[label, wanted[path]]
                for line, count in lines.items():
                    if count:
                        totals[line] += count
    return figures


def _path_and_above(path: str) -> Iterator[str]:
    """The paths from the root down to ``path``."""
    return accumulate(f"{code}/" for code in path.split("/")[:-1])


def ep8_figures(area: Area, period: Period) -> dict[str, int]:
    """Line → figure of ``area`` and all below it, as counted now."""
    return dict(figures_of([area], periods=[period], within=area)[period.label, area.pk])


def ep8_rows(area: Area, period: Period, line: str) -> QuerySet:
    """The rows ``line`` counts in ``area``, as counted now, each with ``community`` (pk), by primary key.

    Lines 01 to 21 list spells, 22 to 27 services and call-backs with ``human`` (pk), 28 to 39, 46 and 53 people, 40 to
    45 cases of families (``EP8[line].base.code``).
    """
    return EP8[line].behind(period=period, area=area).order_by("pk")


def overlap(area: Area, period: Period) -> dict[str, int]:
    """Category ("C01") → how many of line 02 hold it, primary or not."""
    held = ep8_rows(area, period, "02").values_list("categories", flat=True)
    counts = Counter(number for numbers in held for number in numbers)
    return {category.name: counts[category] for category in Category}
