"""工作移交: what each officer answers for by name, and who can take it over."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.enums import Role
from accounts.models import Charge, User
from accounts.queries import accounts
from assistance.models import Measure, WorkTransfer
from households.models import FamilyLink

ALIKE = ({Role.COMMUNITY_WORKER, Role.COMMUNITY_DIRECTOR},)  # who may take over a family from one another


def links_of(officer: Any) -> QuerySet[FamilyLink]:
    return FamilyLink.objects.filter(officer=officer, validity__upper_inf=True)


def charges_of(officer: Any) -> QuerySet[Charge]:
    return Charge.objects.filter(officer=officer, validity__upper_inf=True)


def measures_of(officer: Any) -> Any:
    return Measure.objects.open().filter(owner=officer)


def loads(user: User) -> Any:
    """The officers of the area who answer for anything by name: for how many families, measures and charges
    (``held_…``); also those whose account is closed."""
    held = {
        "held_families": links_of(OuterRef("pk")),
        "held_measures": measures_of(OuterRef("pk")),
        "held_charges": charges_of(OuterRef("pk")),
    }
    anything = Q()
    for rows in held.values():
        anything |= Q(Exists(rows))
    return accounts().visible_to(user).filter(anything).annotate(**{name: _number(rows) for name, rows in held.items()})


def _number(rows: Any) -> Coalesce:
    counted = rows.order_by().values("officer" if rows.model is not Measure else "owner").annotate(n=Count("pk"))
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
