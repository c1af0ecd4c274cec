"""调查计划: which households a round goes to, which were visited, and how far each area has come."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum

from accounts.models import Area, User
from households.enums import RoundScope
from households.models import Household, Membership, Registration, Survey, SurveyRound

from .cases import Rows, with_head

ROUNDS_SHOWN = 50


def rounds_of(user: User) -> Any:
    """Rounds that go through the user's area, the latest first, with what set them."""
    rows = SurveyRound.objects.visible_to(user).select_related("area", "set_by").prefetch_related("areas")
    return rows.order_by("-ends_on", "-pk")


def _unemployed(home: Any, on: Any) -> Exists:
    """Whether a household (``home``) has a member registered unemployed on the day."""
    members = Membership.objects.filter(household=home, validity__contains=on)
    return Exists(members.filter(Exists(Registration.objects.unemployment().on(on).filter(person=OuterRef("person")))))


def households_in(survey_round: SurveyRound, on: dt.date) -> Rows:
    """The households a round goes to, as they stand on the day ``on`` or, after it, on its last day."""
    day = min(on, survey_round.ends_on)
    paths = [Q(area__path__startswith=area.path) for area in survey_round.areas.all()]
    members = Membership.objects.filter(household=OuterRef("pk"), validity__contains=day)
    rows = Household.objects.filter(reduce(or_, paths, Q(pk=None)), Exists(members))
    return rows if survey_round.scope == RoundScope.ALL else rows.filter(_unemployed(OuterRef("pk"), day))


def _visits(survey_round: SurveyRound) -> Any:
    return Survey.objects.filter(visited_on__range=(survey_round.starts_on, survey_round.ends_on))


def unvisited_in(survey_round: SurveyRound, on: dt.date) -> Rows:
    """本轮未走访: as the list shows them, with the head and the last survey before."""
    visited = _visits(survey_round).filter(household=OuterRef("pk"))
    return as_listed(households_in(survey_round, on).filter(~Exists(visited)), on)


def as_listed(rows: Rows, on: dt.date) -> Rows:
    """Annotates ``head_name`` and ``surveyed_on``."""
    latest = Survey.objects.filter(household=OuterRef("pk")).order_by("-visited_on", "-pk")
    rows = rows.select_related("area").annotate(surveyed_on=Subquery(latest.values("visited_on")[:1]))
    return with_head(rows, on, household="pk")


def to_visit(user: User, on: dt.date) -> Rows:
    """The worker's list: households of the area that a running round goes to and nobody visited in it, with the title
    and last day of the first such round to end. One query, however many rounds."""
    home = OuterRef(OuterRef("pk"))
    visited = Survey.objects.filter(
        household=home, visited_on__gte=OuterRef("starts_on"), visited_on__lte=OuterRef("ends_on")
    )
    path = ExpressionWrapper(OuterRef("area__path"), output_field=CharField())
    owing = (
        SurveyRound.objects.visible_to(user)
        .running(on)
        .annotate(here=path)
        .filter(~Exists(visited), Q(scope=RoundScope.ALL) | _unemployed(home, on), here__startswith=F("areas__path"))
        .order_by("ends_on", "pk")
    )
    members = Membership.objects.filter(household=OuterRef("pk"), validity__contains=on)
    rows = Household.objects.visible_to(user).annotate(
        round_title=Subquery(owing.values("title")[:1]), round_ends_on=Subquery(owing.values("ends_on")[:1])
    )
    rows = rows.filter(Exists(members), Exists(owing))
    return as_listed(rows, on).order_by("round_ends_on", "pk")


@dataclass
class Coverage:
    """How far a round has come in an area and below; ``people`` are those of the households visited."""

    area: Area
    households: int = 0
    visited: int = 0
    people: int = 0
    clear: int = 0

    @property
    def left(self) -> int:
        return self.households - self.visited

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.visited, self.households) if self.households else None

    @property
    def clear_share(self) -> Fraction | None:
        """五清齐全率, 哈人社发〔2010〕230号 第四条(一)."""
        return Fraction(self.clear, self.people) if self.people else None


def coverage(user: User, survey_round: SurveyRound, area: Area, on: dt.date) -> list[Coverage]:
    """The round's coverage of ``area`` by the areas right below it that it goes through (itself, of a community), and
    the sum last. Households count where they belong now, once; of each its last visit in the round."""
    homes = households_in(survey_round, on).visible_to(user).filter(area__path__startswith=area.path)
    later = _visits(survey_round).filter(
        Q(visited_on__gt=OuterRef("visited_on")) | Q(visited_on=OuterRef("visited_on"), pk__gt=OuterRef("pk")),
        household=OuterRef("household"),
    )
    visits = _visits(survey_round).filter(~Exists(later), household__in=homes.values("pk")).order_by()
    children = list(Area.objects.visible_to(user).filter(parent=area).existing(on).order_by("path")) or [area]
    total = Coverage(area)
    counts = [Coverage(child) for child in children if _goes_through(survey_round, child)]
    for path, number in homes.order_by().values_list("area__path").annotate(Count("pk")):
        for one in _holding(path, counts, total):
            one.households += number
    sums = visits.values_list("household__area__path").annotate(Count("pk"), Sum("member_count"), Sum("clear_members"))
    for path, number, people, clear in sums:
        for one in _holding(path, counts, total):
            one.visited, one.people, one.clear = one.visited + number, one.people + people, one.clear + clear
    return [*counts, total]


def _holding(path: str, counts: Iterable[Coverage], total: Coverage) -> list[Coverage]:
    return [*(one for one in counts if path.startswith(one.area.path)), total]


def _goes_through(survey_round: SurveyRound, area: Area) -> bool:
    return any(area.path.startswith(own.path) or own.path.startswith(area.path) for own in survey_round.areas.all())
