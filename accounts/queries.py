"""Whose accounts one looks after, and whose deeds one may read."""

from typing import Self

from .enums import AreaLevel, Role
from .models import AreaScopedQuerySet, AuditEntry, AuditEntryQuerySet, User


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
