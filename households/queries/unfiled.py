"""符合条件未立案: whom the rules find eligible without a certification, and the reasons recorded for it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from accounts.models import Area, User
from approvals.workflow import LIVE
from households.enums import FamilyKind
from households.models import (
    Certification,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    NoCase,
    PersonFinding,
    ZeroFamilyCase,
)

from .cases import Rows, with_head


def _of_family() -> Any:
    return NoCase.objects.filter(person=None)


def _of_person() -> Any:
    return NoCase.objects.filter(person=OuterRef("person"), categories__contains=[OuterRef("category")])


def _holding(reasons: Any, on: dt.date) -> Any:
    """Of the reasons for a finding those that hold on the day."""
    return reasons.filter(
        household=OuterRef("household"), recorded_on__gte=Lower(OuterRef("validity")), holds_until__gte=on
    )


def _explained(reasons: Any, on: dt.date) -> dict[str, Any]:
    """Annotations: until when a reason holds for a finding, and its key; None where there is none."""
    holding = _holding(reasons, on).order_by("-holds_until", "-pk")
    return {
        "no_case": Subquery(holding.values("pk")[:1]),
        "explained_until": Subquery(holding.values("holds_until")[:1]),
        "explained_why": Subquery(holding.values("reason")[:1]),
    }


def _families_without_case(on: dt.date) -> Rows:
    """Findings of households that look zero-employment, neither certified nor applied for, nor closed since then."""
    running = ZeroFamilyCase.objects.running(on).filter(household=OuterRef("household"))
    closed = ZeroFamilyCase.objects.filter(household=OuterRef("household"), ended_on__gte=Lower(OuterRef("validity")))
    applied = Certification.objects.filter(household=OuterRef("household"), person=None, status__in=LIVE)
    return HouseholdFinding.objects.on(on).filter(
        ~Exists(running), ~Exists(closed), ~Exists(applied), kind=FamilyKind.ZERO_EMPLOYMENT
    )


def families(on: dt.date) -> Rows:
    """Households that look zero-employment, neither certified nor applied for, nor closed since they look so; with
    ``explained_until`` where a worker recorded why."""
    rows = _families_without_case(on).annotate(**_explained(_of_family(), on))
    return with_head(rows.select_related("household__area"), on)


def _findings_without_case(on: dt.date) -> Rows:
    in_status = HardToEmploySpell.objects.filter(person=OuterRef("person")).filter(
        Q(exited_on=None) | Q(exited_on__gte=Lower(OuterRef("validity")))
    )
    applied = Certification.objects.filter(
        Q(person=OuterRef("person")) | Q(person=None, household=OuterRef("household")), status__in=LIVE
    )
    return PersonFinding.objects.on(on).filter(~Exists(in_status), ~Exists(applied))


def people(on: dt.date) -> Rows:
    """People who look eligible, neither in status nor applied for alone or with the family, nor exited since they look
    so: one row a person, that of the first category nobody explained, else of the first."""
    earlier = _findings_without_case(on).filter(person=OuterRef("person"), category__lt=OuterRef("category"))
    unexplained = _findings_without_case(on).filter(~Exists(_holding(_of_person(), on)), person=OuterRef("person"))
    first = Q(no_case=None) & ~Exists(earlier.filter(~Exists(_holding(_of_person(), on))))
    only_explained = Q(no_case__isnull=False) & ~Exists(unexplained) & ~Exists(earlier)
    rows = _findings_without_case(on).annotate(**_explained(_of_person(), on)).filter(first | only_explained)
    return rows.select_related("person", "household__area")


def categories_without_case(finding: PersonFinding, on: dt.date) -> list[int]:
    """The categories the person of ``finding`` is found in today without a case."""
    rows = PersonFinding.objects.on(on).filter(person=finding.person_id, household=finding.household_id)
    return list(rows.order_by("category").values_list("category", flat=True))


def families_found(user: User, on: dt.date) -> Rows:
    """The worker's list of families: nobody applied, nobody said why."""
    rows = _families_without_case(on).visible_to(user).filter(~Exists(_holding(_of_family(), on)))
    return with_head(rows.select_related("household__area"), on).order_by("validity", "pk")


def people_found(user: User, on: dt.date) -> Rows:
    """The worker's list of people: nobody applied, nobody said why; those of ``people`` without a reason."""
    unexplained = _findings_without_case(on).filter(~Exists(_holding(_of_person(), on)))
    earlier = unexplained.filter(person=OuterRef("person"), category__lt=OuterRef("category"))
    rows = unexplained.visible_to(user).filter(~Exists(earlier))
    return rows.select_related("person", "household__area").order_by("validity", "pk")


@dataclass
class AreaCount:
    """How many in an area and below look eligible without a case: without a reason, and with one."""

    area: Area
    families: int = 0
    people: int = 0
    families_explained: int = 0
    people_explained: int = 0


def by_area(user: User, area: Area, on: dt.date) -> list[AreaCount]:
    """Counts of ``area`` by the areas right below it (itself, of a community), and their sum last."""
    children = list(Area.objects.visible_to(user).filter(parent=area).existing(on).order_by("path")) or [area]
    counts = [AreaCount(child) for child in children]
    total = AreaCount(area)
    for name, rows in (("families", families(on)), ("people", people(on))):
        found = rows.visible_to(user).filter(household__area__path__startswith=area.path).order_by()
        groups = found.values_list("household__area__path").annotate(
            without=Count("pk", filter=Q(no_case=None)), explained=Count("pk", filter=Q(no_case__isnull=False))
        )
        for path, without, explained in groups:
            for count in (*(one for one in counts if path.startswith(one.area.path)), total):
                setattr(count, name, getattr(count, name) + without)
                setattr(count, f"{name}_explained", getattr(count, f"{name}_explained") + explained)
    return [*counts, total]


def reasons_of(household: Household) -> Any:
    """What was recorded of a household and its people, the latest first."""
    rows = NoCase.objects.filter(household=household).select_related("person", "recorded_by")
    return rows.order_by("-recorded_on", "-pk")
