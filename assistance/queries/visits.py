"""Visits, the call-backs that are due, and the visits somebody else looks into."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Least, Lower

from accounts.models import Area, User
from assistance.enums import CALLBACKS
from assistance.models import Recheck, Visit
from households.models import HardToEmploySpell, Membership, Registration
from households.queries.humans import of_humans
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce

from .placements import of_the_ever_certified, with_stories


def of_people(people: Iterable[int]) -> Any:
    """Every visit to these people, those recorded under a registration merged into theirs included, latest first."""
    rows = of_humans(Visit.objects.all(), list(people))
    return rows.select_related("person", "visited_by", "struck_by").prefetch_related("photos").order_by("-on", "-pk")


def visits() -> Any:
    """Visits as the list shows them."""
    return Visit.objects.select_related("person", "household__area", "visited_by")


def rechecks(user: User, on: dt.date) -> Any:
    """Visits drawn by lot that wait for ``user``, what is due first."""
    rows = Recheck.objects.waiting_for(user)
    return rows.select_related("visit__person", "visit__household__area", "visited_by").order_by("due_on", "pk")


def callback_days(area: Area | None, on: dt.date) -> Mapping[str, int]:
    """After how many days of an employment each call-back is due; none while it is not set."""
    if area is None:
        return {}
    try:
        days: Mapping[str, int] = value_on(parameters.CALLBACK_DAYS, on, area).value
    except ParameterNotInForce:
        return {}
    return days


def employed_cases(on: dt.date) -> Any:
    """Employments of the day ``on`` of people certified when they began, each with ``begun_on``."""
    begun = Registration.objects.employment().on(on).filter(person__merged_into=None)
    begun = begun.annotate(begun_on=Lower("validity", output_field=DateField()))
    certified = HardToEmploySpell.objects.filter(
        Q(exited_on=None) | Q(exited_on__gte=OuterRef("begun_on")),
        person=OuterRef("person"),
        certified_on__lte=OuterRef("begun_on"),
    )
    return begun.filter(Exists(certified))


def with_callbacks(rows: Any, days: Mapping[str, int]) -> Any:
    """Annotates ``self_on``, ``family_on`` and ``employer_on``, when each was called back on if it was, and ``due_on``,
    when the next is due: None once all are done."""
    made = {
        f"{kind}_on": Subquery(
            Visit.objects.met().filter(registration=OuterRef("pk"), kind=kind).order_by("on").values("on")[:1]
        )
        for kind in CALLBACKS
    }
    lacking = [
        Case(When(Q(**{f"{kind}_on": None}), then=_after(days[kind])), default=None, output_field=DateField())
        for kind in CALLBACKS
        if kind in days
    ]
    due = Least(*lacking) if len(lacking) > 1 else next(iter(lacking), Value(None, DateField()))
    return rows.annotate(**made).annotate(due_on=due)


def _after(days: int) -> Cast:
    moment = ExpressionWrapper(F("begun_on") + Value(dt.timedelta(days=days)), output_field=DateTimeField())
    return Cast(moment, DateField())


def employed(user: User, on: dt.date) -> Any:
    """The employed cases of the user's area."""
    return employed_cases(on).filter(of_the_ever_certified(user))


def callbacks(user: User, on: dt.date) -> Any:
    """The employed cases of the user's area with their call-backs, what is due first, those that are whole included."""
    homes = Membership.objects.filter(person=OuterRef("person"), left_for=None).order_by("-validity")
    rows = with_stories(employed(user, on).select_related("person")).annotate(
        area_name=Subquery(homes.values("household__area__name")[:1]),
        area_path=Subquery(homes.values("household__area__path")[:1]),
    )
    return with_callbacks(rows, callback_days(user.area, on)).order_by("due_on", "pk")


def callbacks_due(user: User, on: dt.date) -> Any:
    """Those of which a call-back is due by ``on``."""
    return callbacks(user, on).filter(due_on__lte=on)
