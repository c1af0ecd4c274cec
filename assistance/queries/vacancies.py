"""Vacancies: what the policy says of them, how old they are, and how many were collected."""

import datetime as dt

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.enums import AreaLevel
from accounts.models import Area
from assistance.enums import Closing
from assistance.models import Vacancy
from policy import parameters
from policy.models import value_on

ONE_DAY = dt.timedelta(days=1)
AGES = (7, 15, 30)  # days: the bands of the age report


def valid_days_on(on: dt.date, area: Area) -> int:
    """For how many days a vacancy holds without being asked after. Raises ParameterNotInForce."""
    days: int = value_on(parameters.VACANCY_VALID_DAYS, on, area).value
    return days


def post_types_on(on: dt.date, area: Area) -> tuple[str, ...]:
    """The code list of post types of the day. Raises ParameterNotInForce."""
    types: tuple[str, ...] = value_on(parameters.VACANCY_POST_TYPES, on, area).value
    return types


def trades_on(on: dt.date, area: Area) -> tuple[str, ...]:
    """The code list of trades of the day: what a vacancy may demand. Each is a name that matching looks for in what a
    person said of the own skills, so it is as short as it is told there. Raises ParameterNotInForce."""
    trades: tuple[str, ...] = value_on(parameters.VACANCY_TRADES, on, area).value
    return trades


def counts_by_area(parent: Area, on: dt.date, years: tuple[int, ...]) -> QuerySet[Area]:
    """Each area just below ``parent``, or a community itself: how many vacancies it collected in each of the years, how
    old those are that are open, and how many of this year's were closed."""
    rows = Area.objects.filter(parent=parent)
    if parent.level == AreaLevel.COMMUNITY:
        rows = Area.objects.filter(pk=parent.pk)
    still = Q(closed_on=None, expires_on__gte=on)
    born = [on - dt.timedelta(days=days) for days in AGES]
    wanted = {f"year_{year}": Q(collected_on__year=year) for year in years}
    wanted |= {"open": still, "older": still & Q(collected_on__lt=born[-1])}
    for days, first, last in zip(AGES, born, (on, *(day - ONE_DAY for day in born)), strict=False):
        wanted[f"age_{days}"] = still & Q(collected_on__gte=first, collected_on__lte=last)
    this_year = Q(closed_on__year=on.year)
    wanted |= {"stale": this_year & Q(closing=Closing.EXPIRED), "full": this_year & Q(closing=Closing.FILLED)}
    return rows.annotate(**{name: _count(condition) for name, condition in wanted.items()})


def _count(condition: Q) -> Coalesce:
    below = Vacancy.objects.filter(condition, area__path__startswith=OuterRef("path"))
    return Coalesce(
        Subquery(below.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")), 0
    )
