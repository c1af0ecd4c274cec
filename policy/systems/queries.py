"""Which area has which written systems on a day, and which it lacks."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.enums import AreaLevel
from accounts.models import Area
from policy.deadlines import ONE_DAY
from policy.models import SystemKind, WrittenSystem

LEVELS = (AreaLevel.DISTRICT, AreaLevel.STREET, AreaLevel.COMMUNITY)


def areas_with_systems(on: dt.date) -> QuerySet[Area]:
    """Districts, streets and communities that exist on the day ``on``, each annotated for every kind with
    ``since_<kind>``, the day the one in force began, and with ``lacking``, the number of kinds it has none of."""
    begun = WrittenSystem.objects.filter(area=OuterRef("pk"), struck_at=None, in_force_from__lte=on)
    since = {
        f"since_{kind.value}": Subquery(begun.filter(kind=kind).order_by("-in_force_from").values("in_force_from")[:1])
        for kind in SystemKind
    }
    kinds = begun.order_by().values("area").annotate(kinds=Count("kind", distinct=True)).values("kinds")
    held = Coalesce(Subquery(kinds, output_field=IntegerField()), 0)
    rows = Area.objects.existing(on).filter(level__in=LEVELS).select_related("parent")
    return rows.annotate(**since, held=held).annotate(lacking=Value(len(SystemKind)) - F("held"))


@dataclass(frozen=True)
class Filed:
    """A system of an area as it stands on a day: ``last_day`` is that before the next of its kind began."""

    system: WrittenSystem
    last_day: dt.date | None
    on: dt.date

    @property
    def is_in_force(self) -> bool:
        has_begun = self.system.struck_at is None and self.system.in_force_from <= self.on
        return has_begun and (self.last_day is None or self.last_day >= self.on)


@dataclass(frozen=True)
class Shelf:
    """One kind of system in one area: all that were filed, the newest first."""

    kind: SystemKind
    filed: list[Filed]

    @property
    def is_lacking(self) -> bool:
        return not any(one.is_in_force for one in self.filed)


def shelves_of(area: Area, on: dt.date) -> list[Shelf]:
    """Everything filed by the area, kind by kind, as it stands on the day ``on``."""
    rows = list(area.written_systems.select_related("added_by", "struck_by").order_by("-in_force_from", "-pk"))
    return [Shelf(kind, _filed([row for row in rows if row.kind == kind], on)) for kind in SystemKind]


def _filed(rows: list[WrittenSystem], on: dt.date) -> list[Filed]:
    found, following = [], None
    for row in rows:
        found.append(Filed(row, following - ONE_DAY if following and row.struck_at is None else None, on))
        following = row.in_force_from if row.struck_at is None else following
    return found
