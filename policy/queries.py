"""What is in force where one works, what set it, and what was before."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db.models import CharField, Count, F, Prefetch, Q, QuerySet, Value

from accounts.enums import AreaLevel
from accounts.models import Area, User

from . import words
from .deadlines import ONE_DAY
from .models import CalendarException, CalendarYear, Document, ParameterValue
from .parameters import Parameter


class DocumentRegister(QuerySet[Document]):
    """The register of documents is the same for everybody who may read policy."""

    def visible_to(self, user: User) -> Self:
        return self.all()


def documents() -> DocumentRegister:
    """The register, each document with the number of parameters it sets."""
    return DocumentRegister(Document).annotate(sets=Count("parametervalue__key", distinct=True))


@dataclass(frozen=True)
class Standing:
    """A declared parameter and the row in force for it, or None where the law is silent."""

    parameter: Parameter
    row: ParameterValue | None

    @property
    def words(self) -> str:
        return words.value_words(self.parameter, self.row.value) if self.row else ""


def in_force(on: dt.date, area: Area | None) -> Mapping[str, ParameterValue]:
    """The row in force on the day ``on`` in ``area``, by parameter key; none for nobody's area."""
    if area is None:
        return {}
    found: dict[str, ParameterValue] = {}
    for row in ParameterValue.objects.in_force(on, area).select_related("key", "document", "area"):
        found.setdefault(row.key.key, row)
    return found


def standing_by_subject(on: dt.date, area: Area | None, *, containing: str = "") -> dict[str, list[Standing]]:
    """Every declared parameter whose title or key contains ``containing``, under its subject."""
    rows = in_force(on, area)
    shown = {
        subject: [
            Standing(parameter, rows.get(parameter.key))
            for parameter in words.parameters_about(subject)
            if containing in parameter.title or containing in parameter.key
        ]
        for subject in words.SUBJECTS
    }
    return {subject: standings for subject, standings in shown.items() if standings}


def values_around(user: User) -> QuerySet[ParameterValue]:
    """Values of the areas above the user's, of the own and of those below; none without an area."""
    if user.area is None:
        return ParameterValue.objects.none()
    here = Value(user.area.path, CharField())
    return (
        ParameterValue.objects.annotate(here=here)
        .filter(Q(area__path__startswith=user.area.path) | Q(here__startswith=F("area__path")))
        .select_related("key", "area", "document")
    )


def history(parameter: Parameter, user: User) -> QuerySet[ParameterValue]:
    """A parameter's values that concern the user, area by area from the top, the latest first."""
    return values_around(user).filter(key__key=parameter.key).order_by("area__path", "-validity", "pk")


def enacting_areas(user: User) -> Any:
    """Where the user may put a value in force: the own area, and the districts in it."""
    areas = Area.objects.visible_to(user).filter(level__gte=AreaLevel.DISTRICT)
    return areas.order_by("path")


@dataclass(frozen=True)
class Stretch:
    """Days in a row that a holiday notice names together, both counted."""

    first: dt.date
    last: dt.date
    title: str
    is_workday: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def stretches(year: CalendarYear) -> list[Stretch]:
    """What was announced for ``year``; a day worked always stands alone."""
    found: list[Stretch] = []
    for exception in year.exceptions.all():
        last = found[-1] if found else None
        goes_on = last and not exception.is_workday and (last.title, last.is_workday) == (exception.title, False)
        if last and goes_on and last.last + ONE_DAY == exception.day:
            found[-1] = replace(last, last=exception.day)
        else:
            found.append(Stretch(exception.day, exception.day, exception.title, exception.is_workday))
    return found


def calendar_years() -> QuerySet[CalendarYear]:
    """The announced years, the latest first, each with its days off and its days worked."""
    days = CalendarException.objects.order_by("day")
    return (
        CalendarYear.objects.select_related("document").prefetch_related(Prefetch("exceptions", days)).order_by("-year")
    )
