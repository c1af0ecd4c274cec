"""Which families lack which of the five links of 四包一帮 (S1-07), in a fixed number of statements."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from accounts.enums import ChargeKind
from accounts.models import Area, Charge, PatchPart, User
from households.enums import LinkKind
from households.models import CourtyardStay, FamilyLink, Household

LINKS = {
    "has_leader": "街道领导包片",
    "has_officer": "社保干事包社区",
    "has_director": "社区主任包楼院",
    "has_worker": "社区专干包家庭",
    "has_cadre": "党员干部一帮一",
}
COMPLETE = Q(**dict.fromkeys(LINKS, True))


def with_links(households: Any, on: dt.date) -> Any:
    """Annotates for each of LINKS whether somebody who can sign in answers for the household on the day ``on``."""
    running = Charge.objects.filter(validity__contains=on, officer__is_active=True)
    parts = PatchPart.objects.filter(validity__contains=on)
    stays = CourtyardStay.objects.filter(household=OuterRef("pk"), validity__contains=on, courtyard__valid_to=None)
    links = FamilyLink.objects.filter(household=OuterRef("pk"), validity__contains=on, officer__is_active=True)
    led = running.filter(kind=ChargeKind.LEADER, patch=OuterRef("patch"))
    directed = running.filter(kind=ChargeKind.DIRECTOR, courtyard=OuterRef("courtyard"))
    return households.annotate(
        has_leader=Exists(parts.filter(Exists(led), community=OuterRef("area"))),
        has_officer=Exists(running.filter(kind=ChargeKind.OFFICER, area=OuterRef("area"))),
        has_director=Exists(stays.filter(Exists(directed))),
        has_worker=Exists(links.filter(kind=LinkKind.WORKER)),
        has_cadre=Exists(links.filter(kind=LinkKind.CADRE)),
    )


@dataclass(frozen=True)
class Coverage:
    """Of the households of an area: how many there are, have all five links, and lack each (in the order of LINKS)."""

    area: Area
    households: int
    complete: int
    lacking: tuple[int, ...]

    @property
    def percent(self) -> float:
        return round(100 * self.complete / self.households, 1) if self.households else 100.0


def coverage(user: User, on: dt.date) -> list[Coverage]:
    """The coverage of the area of ``user``, part by part: by the areas directly below it, or itself."""
    if user.area is None:
        return []
    rows = with_links(Household.objects.visible_to(user).inhabited(), on)
    counts = {name: Count("pk", filter=Q(**{name: False})) for name in LINKS}
    by_community = (
        rows.order_by()
        .values("area__path")
        .annotate(
            households=Count("pk"), complete=Count("pk", filter=COMPLETE), **{f"no_{k}": v for k, v in counts.items()}
        )
    )
    counted = list(by_community)
    parts = list(Area.objects.filter(parent=user.area, valid_to=None).order_by("path")) or [user.area]
    return [_sum(part, [row for row in counted if row["area__path"].startswith(part.path)]) for part in parts]


def _sum(area: Area, rows: Sequence[dict[str, Any]]) -> Coverage:
    return Coverage(
        area,
        sum(row["households"] for row in rows),
        sum(row["complete"] for row in rows),
        tuple(sum(row[f"no_{name}"] for row in rows) for name in LINKS),
    )


@dataclass(frozen=True)
class Responsible:
    """One of the five links of a household, in words; ``who`` is empty where it is lacking."""

    title: str
    who: str
    place: str = ""


def links_of(household: Household, on: dt.date) -> list[Responsible]:
    """The five links of one household on the day ``on``."""
    part = PatchPart.objects.filter(community=household.area_id, validity__contains=on).select_related("patch").first()
    stay = household.courtyard_stays.filter(validity__contains=on).select_related("courtyard").first()
    own = {
        link.kind: link.officer
        for link in household.family_links.filter(validity__contains=on).select_related("officer")
    }
    patch, courtyard = part and part.patch, stay and stay.courtyard
    places = Q(area=household.area_id, kind=ChargeKind.OFFICER)
    places |= Q(patch=patch and patch.pk, kind=ChargeKind.LEADER) if patch else Q()
    places |= Q(courtyard=courtyard.pk, kind=ChargeKind.DIRECTOR) if courtyard else Q()
    charges = Charge.objects.filter(places, validity__contains=on).select_related("officer")
    held = {charge.kind: charge.officer for charge in charges}
    at_areas = [held.get(kind) for kind in (ChargeKind.LEADER, ChargeKind.OFFICER, ChargeKind.DIRECTOR)]
    who = [*at_areas, own.get(LinkKind.WORKER), own.get(LinkKind.CADRE)]
    where = (patch, household.area, courtyard, None, None)
    return [
        Responsible(title, str(officer or ""), str(place or ""))
        for title, officer, place in zip(LINKS.values(), who, where, strict=True)
    ]
