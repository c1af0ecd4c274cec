"""Whose accounts one looks after, and whose deeds one may read."""

from typing import Any, Self

from .enums import AreaLevel, Role
from .models import AreaScopedQuerySet, AuditEntry, AuditEntryQuerySet, Deputation, DeputationQuerySet, User
from .permissions import ALLOWED, Act, may


class AccountQuerySet(AreaScopedQuerySet):
    """Accounts as an administrator sees them: those of the own area and below, without the system's own."""

    def visible_to(self, user: User) -> Self:
        return super().visible_to(user).exclude(role=Role.SYSTEM)


class AuditTrail(AuditEntryQuerySet):
    """Audit entries as an auditor reads them: what people of the area did; for a city also what the system did."""

    def visible_to(self, user: User) -> Self:
        rows = super().visible_to(user)
        if user.area is not None and user.area.level >= AreaLevel.CITY:
            rows |= self.filter(actor__role=Role.SYSTEM)
        return rows


def accounts() -> AccountQuerySet:
    return AccountQuerySet(User).select_related("area")


def audit_trail() -> AuditTrail:
    return AuditTrail(AuditEntry).select_related("actor", "actor__area")


def deputations() -> DeputationQuerySet:
    return DeputationQuerySet(Deputation).select_related("officer__area", "deputy", "named_by", "ended_by")


def may_be_deputised(user: User) -> Any:
    """The officers for whom ``user`` may name a deputy: oneself, or as administrator those of the area and below."""
    rows = User.objects.filter(is_active=True, area__isnull=False, role__in=_roles_with(Act.DECIDE))
    if may(user, Act.MANAGE_USERS):
        return accounts().visible_to(user).filter(pk__in=rows).order_by("area__path", "pk")
    return rows.filter(pk=user.pk).select_related("area")


def may_stand_in(officers: Any) -> Any:
    """Those who may stand in for any of ``officers``: in the same area, and with a sight of its cases."""
    rows = User.objects.filter(is_active=True, area__in=officers.values("area"), role__in=_roles_with(Act.READ_CASES))
    return rows.select_related("area").order_by("area__path", "pk")


def _roles_with(act: Act) -> list[str]:
    return [role for role, acts in ALLOWED.items() if act in acts]
