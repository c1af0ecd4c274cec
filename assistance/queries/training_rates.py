"""引导性培训率 (沈阳市经验材料 二·四是): of those in status, how many completed a guidance course since certified."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import Area, User
from assistance.models import Enrolment
from assistance.training_enums import CourseKind
from households.models import HardToEmploySpell
from households.queries.humans import human_of
from policy import parameters
from policy.models import value_on


@dataclass(frozen=True)
class Guided:
    """Of an area: who is in status, who of them was trained, and the rate required."""

    area: Area
    people: int
    guided: int
    required: Fraction

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.guided, self.people) if self.people else None

    @property
    def is_reached(self) -> bool | None:
        return None if self.rate is None else self.rate >= self.required

    @property
    def missing(self) -> int:
        return self.people - self.guided


def in_status(user: User, on: dt.date) -> Any:
    """Who is in status on the day, with ``is_guided``."""
    done = Enrolment.objects.standing().completed().annotate(human=human_of("person"))
    done = done.filter(
        human=OuterRef("person"),
        course__kind=CourseKind.GUIDANCE,
        service__on__gte=OuterRef("certified_on"),
        service__on__lte=on,
    )
    rows = HardToEmploySpell.objects.visible_to(user).counted().in_status(on).annotate(is_guided=Exists(done))
    return rows.select_related("person", "household__area")


def guidance_rates(user: User, on: dt.date) -> tuple[list[Guided], str]:
    """The rate of each area below the user's, last of the user's own; and the article of the one required. Raises
    ParameterNotInForce."""
    if user.area is None:
        return [], ""
    required = value_on(parameters.TRAINING_GUIDANCE_RATE_MIN, on, user.area)
    rows = in_status(user, on).select_related(None).order_by().values("household__area__path")
    counted = list(rows.annotate(people=Count("pk"), guided=Count("pk", filter=Q(is_guided=True))))
    areas = [*Area.objects.filter(parent=user.area).order_by("path"), user.area]
    return [_summed(area, counted, required.value) for area in areas], required.source


def _summed(area: Area, counted: list[dict[str, Any]], required: Fraction) -> Guided:
    own = [row for row in counted if row["household__area__path"].startswith(area.path)]
    return Guided(area, sum(row["people"] for row in own), sum(row["guided"] for row in own), required)
