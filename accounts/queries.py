"""Whose accounts one looks after, and whose deeds one may read."""

import datetime as dt
from typing import Self

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from .enums import AreaLevel, Role
from .models import AreaScopedQuerySet, AuditEntry, AuditEntryQuerySet, Organisation, SignIn, User


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


class OrganisationQuerySet(AreaScopedQuerySet):
    """Organisations of the own area and below."""

    def existing(self, on: dt.date) -> Self:
        """Those that take part on the day ``on``."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def accounts() -> AccountQuerySet:
    return AccountQuerySet(User).select_related("area", "organisation", "opened_by", "confirmed_by", "second_factor")


def organisations() -> OrganisationQuerySet:
    return OrganisationQuerySet(Organisation).select_related("area")


def audit_trail() -> AuditTrail:
    return AuditTrail(AuditEntry).select_related("actor", "actor__area")


def live_sign_ins(user: User, *, at: dt.datetime) -> QuerySet[SignIn]:
    """Where ``user`` is signed in at the moment ``at``, the latest first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return user.sign_ins.filter(Exists(alive)).order_by("-at", "-pk")
