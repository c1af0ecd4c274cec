"""一对一帮扶 (S0-23): who answers by name for each zero-employment family, which has nobody, and one's own families."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery

from accounts.models import Area, User
from households.enums import LinkKind
from households.models import FamilyLink, Household, Membership, Registration, ZeroFamilyCase
from households.queries.cases import Rows, most_urgent, with_head


def _links(on: dt.date) -> Rows:
    """Of a row with a household: who answers for it by name and can sign in."""
    return FamilyLink.objects.filter(household=OuterRef("household"), validity__contains=on, officer__is_active=True)


def families(on: dt.date) -> Rows:
    """Zero-employment families on record on the day ``on``, each with the names of its ``worker`` and ``cadre`` and
    whether it ``is_paired``: whether either of them can sign in."""
    links = _links(on)
    rows = ZeroFamilyCase.objects.with_placement().filter(ended_on=None, certified_on__lte=on)
    names = {
        name: Subquery(links.filter(kind=kind).values("officer__full_name")[:1])
        for name, kind in (("worker", LinkKind.WORKER), ("cadre", LinkKind.CADRE))
    }
    named = rows.annotate(**names, is_paired=Exists(links)).select_related("household__area")
    return with_head(named, on)


def cases_unpaired(user: User, on: dt.date) -> Rows:
    """The cases of the families of the area that nobody answers for by name."""
    rows = ZeroFamilyCase.objects.visible_to(user).filter(ended_on=None, certified_on__lte=on)
    return rows.filter(~Exists(_links(on)))


def unpaired(user: User, on: dt.date) -> Rows:
    """``cases_unpaired`` as ``families``; those whose clock ends first come first."""
    return most_urgent(families(on), cases_unpaired(user, on))


@dataclass(frozen=True)
class Coverage:
    """Of the zero-employment families of an area: how many there are, and how many have somebody of their own."""

    area: Area
    families: int
    paired: int

    @property
    def unpaired(self) -> int:
        return self.families - self.paired

    @property
    def percent(self) -> float:
        return round(100 * self.paired / self.families, 1) if self.families else 100.0


def coverage(user: User, on: dt.date) -> list[Coverage]:
    """The coverage of the area of ``user``, by the areas directly below it, or itself."""
    if user.area is None:
        return []
    links = _links(on)
    rows = ZeroFamilyCase.objects.visible_to(user).filter(ended_on=None, certified_on__lte=on)
    counted = list(
        rows.annotate(is_paired=Exists(links))
        .order_by()
        .values_list("household__area__path")
        .annotate(families=Count("pk"), paired=Count("pk", filter=Q(is_paired=True)))
    )
    parts = list(Area.objects.filter(parent=user.area, valid_to=None).order_by("path")) or [user.area]
    return [_sum(part, [row for row in counted if row[0].startswith(part.path)]) for part in parts]


def _sum(area: Area, rows: Sequence[Any]) -> Coverage:
    return Coverage(area, sum(row[1] for row in rows), sum(row[2] for row in rows))


def own_families(user: User, on: dt.date) -> Rows:
    """The families ``user`` answers for by name on the day ``on``, and of each no more than a visit needs: address,
    community, the members with their work (``present``), and the running case of the family (``running``)."""
    present = Membership.objects.filter(validity__contains=on).select_related("person").order_by("relation", "pk")
    work = Registration.objects.filter(validity__contains=on).order_by("-kind")
    open_case = ZeroFamilyCase.objects.with_placement().filter(ended_on=None, certified_on__lte=on)
    links = FamilyLink.objects.filter(household=OuterRef("pk"), officer=user, validity__contains=on)
    return (
        Household.objects.filter(Exists(links))
        .select_related("area")
        .prefetch_related(
            Prefetch("memberships", present, to_attr="present"),
            Prefetch("present__person__registrations", work, to_attr="open_now"),
            Prefetch("zero_cases", open_case, to_attr="running"),
        )
        .annotate(first_due=Subquery(open_case.filter(household=OuterRef("pk")).values("due_on")[:1]))
        .order_by("first_due", "address", "pk")
    )
