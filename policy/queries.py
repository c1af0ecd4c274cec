"""What is in force where one works, what set it, and what was before."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db.models import CharField, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value

from accounts.enums import AreaLevel
from accounts.models import Area, User

from . import words
from .deadlines import ONE_DAY
from .models import (
    CalendarException,
    CalendarYear,
    Document,
    DocumentScan,
    ParameterValue,
    Proposal,
    holding_rows,
    is_beyond,
)
from .parameters import CALENDAR, Bounds, CalendarDay, Parameter, bounded, bounds_of, named, not_read_yet

AS_USUAL = "照常"  # neither a weekday off nor a weekend day worked
WITH_DOCUMENT = ("document__replacement__document",)
WITH_PEOPLE = ("proposal__proposed_by", "proposal__decided_by")


class DocumentRegister(QuerySet[Document]):
    """The register of documents is the same for everybody who may read policy."""

    def visible_to(self, user: User) -> Self:
        return self.all()


def documents() -> DocumentRegister:
    """The register, each document with the number of parameters it sets, by what it was replaced, and whether
    its scan is kept."""
    register = DocumentRegister(Document).select_related("replacement__document")
    scans = DocumentScan.objects.filter(document=OuterRef("pk"), struck_at=None)
    return register.annotate(sets=Count("parametervalue__key", distinct=True), is_scanned=Exists(scans))


def named_documents(numbers: Sequence[str]) -> list[tuple[str, Document | None]]:
    """Each of these numbers with the document registered under it, if any."""
    registered = Document.objects.in_bulk(numbers, field_name="number")
    return [(number, registered.get(number)) for number in numbers]


@dataclass(frozen=True)
class Standing:
    """A declared parameter, the row in force for it on a day, or None where the law is silent, and the one after it."""

    parameter: Parameter
    row: ParameterValue | None
    on: dt.date
    next: ParameterValue | None = None

    @property
    def words(self) -> str:
        return words.value_words(self.parameter, self.row.value) if self.row else ""

    @property
    def next_words(self) -> str:
        """What comes after it, as far as it is known."""
        if self.next is None:
            return ""
        return f"自 {self.next.validity.lower} 起：{words.value_words(self.parameter, self.next.value)}"

    @property
    def not_read_yet(self) -> str:
        """Why nothing depends on it yet; empty where something does."""
        return not_read_yet(self.parameter)

    @property
    def is_lapsed(self) -> bool:
        """Whether its document no longer holds, though the value does."""
        return self.row is not None and has_lapsed(self.row.document, self.on)


def has_lapsed(document: Document, on: dt.date) -> bool:
    """Whether the document had expired, or was repealed or replaced, by the day ``on``."""
    replacement = getattr(document, "replacement", None)
    return (document.effective_to is not None and document.effective_to < on) or (
        replacement is not None and replacement.on <= on
    )


def in_force(on: dt.date, area: Area | None, *, proposed: ParameterValue | None = None) -> Mapping[str, ParameterValue]:
    """The row that holds on the day ``on`` in ``area``, by parameter key; none for nobody's area.

    With ``proposed``, an unsaved row of ``area`` or of one around it, what would hold if it began that day.
    """
    if area is None:
        return {}
    rows = list(_rows_on(on, area))
    if proposed is not None:
        replaced = proposed.key.key, proposed.area_id
        rows = [proposed, *(row for row in rows if (row.key.key, row.area_id) != replaced)]
        rows.sort(key=lambda row: row.area.level)
    return holding_rows(rows)


def _rows_on(on: dt.date, area: Area) -> QuerySet[ParameterValue]:
    return ParameterValue.objects.in_force(on, area).select_related("key", "area", *WITH_DOCUMENT, *WITH_PEOPLE)


def announced(on: dt.date, area: Area | None) -> Mapping[str, ParameterValue]:
    """The first row that takes effect in ``area`` after the day ``on``, by parameter key.

    Not what the city announces for a parameter of which the district has a value of its own, without end.
    """
    if area is None:
        return {}
    rows = ParameterValue.objects.annotate(here=Value(area.path, CharField()))
    later = rows.filter(validity__startswith__gt=on, here__startswith=F("area__path")).select_related("key", "area")
    found: dict[str, ParameterValue] = {}
    standing = in_force(on, area)
    for row in later.order_by("validity", "area__level", "pk"):
        now = standing.get(row.key.key)
        if now is None or now.area.level >= row.area.level or now.validity.upper == row.validity.lower:
            found.setdefault(row.key.key, row)
    return found


def standing_of(parameter: Parameter, on: dt.date, area: Area | None) -> Standing:
    return Standing(parameter, in_force(on, area).get(parameter.key), on, announced(on, area).get(parameter.key))


def standing_by_subject(on: dt.date, area: Area | None, *, containing: str = "") -> dict[str, list[Standing]]:
    """Every declared parameter whose title or key contains ``containing``, under its subject."""
    rows, later = in_force(on, area), announced(on, area)
    shown = {
        subject: [
            Standing(parameter, rows.get(parameter.key), on, later.get(parameter.key))
            for parameter in words.parameters_about(subject)
            if containing in parameter.title or containing in parameter.key
        ]
        for subject in words.SUBJECTS
    }
    return {subject: standings for subject, standings in shown.items() if standings}


def lapsed_only(subjects: Mapping[str, list[Standing]]) -> dict[str, list[Standing]]:
    """依据已废止的参数: what still stands on a document that no longer holds."""
    lapsed = {title: [one for one in standings if one.is_lapsed] for title, standings in subjects.items()}
    return {title: standings for title, standings in lapsed.items() if standings}


def why(standing: Standing, area: Area) -> list[str]:
    """Why this value holds in ``area``: sentences, the nearest reason first."""
    row, parameter, on = standing.row, standing.parameter, standing.on
    if row is None:
        return [f"{on} 没有任何文件设定过这个参数。"]
    if row.area.level > AreaLevel.DISTRICT:
        beyond = _beyond(parameter, on, area)
        if beyond:
            return [f"{beyond}，自超出之日起适用{row.area}的取值。"]
        own = f"{area}没有自定取值，" if area.pk != row.area_id else ""
        return [f"{own}适用{row.area}的取值。"]
    above = row.area.parent and in_force(on, row.area.parent).get(parameter.key)
    bounds = in_force(on, row.area).get(bounds_of(parameter).key)
    found = [f"{row.area}依照“各区、县（市）可制定具体实施细则”自定取值，先于市的取值。"]
    if above:
        found.append(f"{above.area}的取值为{words.value_words(parameter, above.value)}（{above.source}）。")
    if bounds:
        found.append(f"市定范围：{words.value_words(bounds_of(parameter), bounds.value)}（{bounds.source}）。")
    coming = announced(on, row.area).get(bounds_of(parameter).key)
    if coming and is_beyond(row, coming):
        within = words.value_words(bounds_of(parameter), coming.value)
        found.append(f"自 {coming.validity.lower} 起市定范围为：{within}（{coming.source}）；届时改为适用市的取值。")
    return found


def _beyond(parameter: Parameter, on: dt.date, area: Area) -> str:
    """What a district around ``area`` set for itself and the city's bounds of the day leave outside, in words."""
    bounds = bounds_of(parameter)
    rows = list(_rows_on(on, area).filter(key__key__in=(parameter.key, bounds.key)))
    within = next((row for row in rows if row.key.key == bounds.key), None)
    own = next((row for row in rows if row.key.key == parameter.key and is_beyond(row, within)), None)
    if own is None or within is None:
        return ""
    set_to, limits = words.value_words(parameter, own.value), words.value_words(bounds, within.value)
    return f"{own.area}自定的 {set_to}（{own.source}）超出市定范围：{limits}（{within.source}）"


def beyond_bounds(rows: Iterable[ParameterValue], on: dt.date) -> set[int]:
    """Which of these rows the city's bounds of the day ``on`` leave outside, by primary key."""
    own = [row for row in rows if row.area.level < AreaLevel.CITY]
    if not own:
        return set()
    keys = {bounds_of(named(row.key.key)).key for row in own}
    limits = list(ParameterValue.objects.filter(key__key__in=keys, validity__contains=on).select_related("key", "area"))
    return {
        row.pk
        for row in own
        for limit in limits
        if bounded(limit.key.key).key == row.key.key
        and row.area.path.startswith(limit.area.path)
        and is_beyond(row, limit)
    }


def bounds_on(parameter: Parameter, on: dt.date, area: Area) -> Bounds | None:
    """Within what a district may set ``parameter`` on the day ``on``; None where it may not, or nothing says so."""
    bounds = bounds_of(parameter)
    row = in_force(on, area).get(bounds.key)
    return bounds.read(row.value) if row else None


def own_values(parameter: Parameter, area: Area, since: dt.date) -> QuerySet[ParameterValue]:
    """The values that districts in ``area`` set for themselves and that hold on ``since`` or begin later."""
    rows = ParameterValue.objects.filter(key__key=parameter.key, area__path__startswith=area.path)
    lasting = Q(validity__upper_inf=True) | Q(validity__endswith__gt=since)
    holding = rows.exclude(area=area).filter(lasting)
    return holding.select_related("key", "area", "document").order_by("area__path", "validity", "pk")


def values_around(user: User) -> QuerySet[ParameterValue]:
    """Values of the areas above the user's, of the own and of those below; none without an area."""
    if user.area is None:
        return ParameterValue.objects.none()
    here = Value(user.area.path, CharField())
    return (
        ParameterValue.objects.annotate(here=here)
        .filter(Q(area__path__startswith=user.area.path) | Q(here__startswith=F("area__path")))
        .select_related("key", "area", *WITH_DOCUMENT, *WITH_PEOPLE)
    )


def history(parameter: Parameter, user: User) -> QuerySet[ParameterValue]:
    """A parameter's values that concern the user, area by area from the top, the latest first."""
    return values_around(user).filter(key__key=parameter.key).order_by("area__path", "-validity", "pk")


def proposing_areas(user: User) -> Any:
    """Where the user may propose a value: the own area, and the districts in it."""
    areas = Area.objects.visible_to(user).filter(level__gte=AreaLevel.DISTRICT)
    return areas.order_by("path")


def reading_areas(user: User) -> Any:
    """Of which areas the user may ask what is in force: the own, and the districts in it."""
    districts = Q(level__gte=AreaLevel.DISTRICT)
    return Area.objects.visible_to(user).filter(districts | Q(pk=user.area_id)).order_by("path")


def proposals(parameter: Parameter, user: User) -> QuerySet[Proposal]:
    """What is proposed for a parameter or its bounds in the user's area and waits to be decided."""
    rows = Proposal.objects.visible_to(user).open().filter(key__key__in=(parameter.key, bounds_of(parameter).key))
    return rows.select_related("key", "area", "proposed_by").order_by("since", "pk")


def calendar_proposals(user: User) -> QuerySet[Proposal]:
    """The working calendars proposed in the user's area that wait to be decided."""
    rows = Proposal.objects.visible_to(user).open().filter(key__key__startswith=CALENDAR)
    return rows.select_related("key", "area", "proposed_by").order_by("since", "pk")


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


def calendar_changes(year: int, days: Sequence[CalendarDay]) -> dict[dt.date, tuple[str, str]]:
    """The days of ``year`` that would differ if these were announced for it, each with its words before and after."""
    standing = dict(_day_words(CalendarException.objects.filter(day__year=year)))
    given = dict(_day_words(days))
    changed = sorted(day for day in {*standing, *given} if standing.get(day) != given.get(day))
    return {day: (standing.get(day, AS_USUAL), given.get(day, AS_USUAL)) for day in changed}


def _day_words(days: Iterable[CalendarDay | CalendarException]) -> Iterator[tuple[dt.date, str]]:
    for day in days:
        yield day.day, f"{'上班' if day.is_workday else '放假'} {day.title}".strip()


def calendar_years() -> QuerySet[CalendarYear]:
    """The announced years, the latest first, each with its days off and its days worked."""
    days = CalendarException.objects.order_by("day")
    return (
        CalendarYear.objects.select_related("document").prefetch_related(Prefetch("exceptions", days)).order_by("-year")
    )
