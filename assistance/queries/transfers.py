"""工作移交: what each officer answers for by name, and who can take it over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.enums import Role
from accounts.models import Charge, User
from accounts.queries import accounts
from assistance.models import Measure, Preparation, WorkTransfer
from households.models import FamilyLink

ALIKE = ({Role.COMMUNITY_WORKER, Role.COMMUNITY_DIRECTOR},)  # who may take over a family from one another


def links_of(officer: Any) -> QuerySet[FamilyLink]:
    return FamilyLink.objects.filter(officer=officer, validity__upper_inf=True)


def charges_of(officer: Any) -> QuerySet[Charge]:
    return Charge.objects.filter(officer=officer, validity__upper_inf=True)


def measures_of(officer: Any) -> Any:
    return Measure.objects.open().filter(owner=officer)


def preparations_of(officer: Any) -> Any:
    return Preparation.objects.filter(owner=officer, replaced_at=None, case__ended_on=None)


@dataclass(frozen=True)
class Duty:
    """Something an officer answers for by name: the ``rows`` of an officer, and the field of theirs that says who.

    Whatever else waits for officers (alerts, visits and rechecks due, refusals to look into, confirmations) waits for
    whoever serves in the area, and needs no handing over.
    """

    field: str
    rows: Callable[[Any], Any]


DUTIES: Mapping[str, Duty] = {
    "families": Duty("officer", links_of),
    "measures": Duty("owner", measures_of),
    "preparations": Duty("owner", preparations_of),
    "charges": Duty("officer", charges_of),
}


def loads(user: User) -> Any:
    """The officers of the area who answer for anything by name: for how much of each of ``DUTIES`` (``held_…``); also
    those whose account is closed."""
    anything = Q()
    for duty in DUTIES.values():
        anything |= Q(Exists(duty.rows(OuterRef("pk"))))
    held = {f"held_{name}": _number(duty) for name, duty in DUTIES.items()}
    return accounts().visible_to(user).filter(anything).annotate(**held)


def _number(duty: Duty) -> Coalesce:
    counted = duty.rows(OuterRef("pk")).order_by().values(duty.field).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())


def successors(leaving: User) -> Any:
    """Who can take over all that ``leaving`` answers for: in use, of the very same area and a like post; of the same
    post where places are among it."""
    alike: set[str] = next((set(group) for group in ALIKE if leaving.role in group), {leaving.role})
    if charges_of(leaving).exists():
        alike = {leaving.role}
    rows = accounts().filter(is_active=True, area=leaving.area_id, role__in=alike)
    return rows.exclude(pk=leaving.pk).order_by("full_name", "pk")


def transfers_of(officer: User) -> QuerySet[WorkTransfer]:
    """What the officer gave over or took over, the latest first."""
    rows = WorkTransfer.objects.filter(Q(leaving=officer) | Q(successor=officer))
    return rows.select_related("leaving", "successor", "made_by").order_by("-made_at", "-pk")
