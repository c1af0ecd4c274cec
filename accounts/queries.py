"""Whose accounts one looks after, and whose deeds one may read."""

import datetime as dt
from typing import Any, Self

from django.contrib.sessions.models import Session
from django.db.models import BooleanField, Case, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, JSONObject, TruncDate

from .enums import AreaLevel, ChargeKind, Role
from .models import (
    Area,
    AreaQuerySet,
    AreaScopedQuerySet,
    AuditEntry,
    AuditEntryQuerySet,
    Charge,
    Deputation,
    DeputationQuerySet,
    Organisation,
    Post,
    SignIn,
    User,
)
from .permissions import ALLOWED, Act, may
from .words import LOGINS


class AccountQuerySet(AreaScopedQuerySet):
    """Accounts as an administrator sees them: those of the own area and below, without the system's own."""

    def visible_to(self, user: User) -> Self:
        return super().visible_to(user).exclude(role=Role.SYSTEM)


class AuditTrail(AuditEntryQuerySet):
    """Audit entries as an auditor reads them: what people of the area did; for a city also what the system did."""

    def sight_of(self, user: User) -> Q:
        sees_all = user.area is not None and user.area.level >= AreaLevel.CITY
        return super().sight_of(user) | Q(actor__role=Role.SYSTEM) if sees_all else super().sight_of(user)


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
    """The trail with the post each actor held then: ``role_then`` and ``area_then``, the area's name.

    Entries that do not tell it have it from the post of that day, else from the account as it is. Officers that the
    details name by login stand in ``<detail>_then`` in the same way (``words.details_of``).
    """
    posts = Post.objects.filter(user=OuterRef("actor"), validity__contains=OuterRef("day"))
    by_path = Area.objects.filter(path=OuterRef("actor_area"))
    untold = Q(actor_role="")
    role = Coalesce(Subquery(posts.values("role")[:1]), "actor__role")
    area = Coalesce(Subquery(posts.values("area__name")[:1]), "actor__area__name")
    return (
        AuditTrail(AuditEntry)
        .select_related("actor")
        .alias(day=TruncDate("at"), **{f"{detail}_login": KT(f"details__{detail}") for detail in LOGINS})
        .annotate(
            role_then=Case(When(untold, then=role), default="actor_role"),
            area_then=Case(When(untold, then=area), default=Subquery(by_path.values("name")[:1])),
            **{f"{detail}_then": _officer_then(f"{detail}_login") for detail in LOGINS},
        )
    )


def _officer_then(login: str) -> Subquery:
    """Who has the login name of the outer row's ``login``, with the post of its ``day``, else the present one."""
    posts = Post.objects.filter(user=OuterRef("pk"), validity__contains=OuterRef(OuterRef("day")))
    post = {
        name: Coalesce(Subquery(posts.values(path)[:1]), path)
        for name, path in (("role", "role"), ("area", "area__name"), ("organisation", "organisation__name"))
    }
    named = User.objects.filter(username=OuterRef(login))
    return Subquery(named.values(found=JSONObject(name="full_name", login="username", **post))[:1])


def organisation_rows() -> OrganisationQuerySet:
    """Organisations as their list shows them; annotates ``people``, the accounts in use."""
    in_use = User.objects.filter(organisation=OuterRef("pk"), is_active=True).order_by()
    return organisations().annotate(people=counted(in_use, "organisation"))


def counted(rows: QuerySet[Any], group: str) -> Coalesce:
    """How many of ``rows``, each of which belongs to the outer row by ``group``."""
    return Coalesce(Subquery(rows.values(group).annotate(n=Count("pk")).values("n")), 0)


def area_rows(on: dt.date) -> AreaQuerySet:
    """Areas as their list shows them on the day ``on``.

    Annotates ``responsible`` (who answers by name and can sign in), ``officers`` (accounts in use there) and
    ``is_closed``.
    """
    named = charges_on(on).filter(area=OuterRef("pk"), kind=ChargeKind.RESPONSIBLE, officer__is_active=True)
    in_use = User.objects.filter(area=OuterRef("pk"), is_active=True).exclude(role=Role.SYSTEM).order_by()
    return Area.objects.select_related("parent").annotate(
        responsible=Subquery(named.values("officer__full_name")[:1]),
        officers=counted(in_use, "area"),
        is_closed=ExpressionWrapper(Q(valid_to__lt=on), output_field=BooleanField()),
    )


def charges_on(on: dt.date) -> QuerySet[Charge]:
    """The charges that run on the day ``on``."""
    return Charge.objects.filter(validity__contains=on).select_related("officer")


def officers_for(kind: ChargeKind, area: Area) -> QuerySet[User]:
    """Who can answer for something of that kind in ``area``, the area or the one its 片 or 楼院 lies in."""
    in_use = User.objects.filter(is_active=True).select_related("area").order_by("full_name", "pk")
    if kind == ChargeKind.OFFICER:
        return in_use.filter(area=area.parent_id, role=Role.STREET_OFFICER)
    roles = {ChargeKind.LEADER: (Role.STREET_LEADER,), ChargeKind.DIRECTOR: (Role.COMMUNITY_DIRECTOR,)}
    here = in_use.filter(area=area, organisation=None)
    return here.filter(role__in=roles[kind]) if kind in roles else here


def live_sign_ins(user: User, *, at: dt.datetime) -> QuerySet[SignIn]:
    """Where ``user`` is signed in at the moment ``at``, the latest first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return user.sign_ins.filter(Exists(alive)).order_by("-at", "-pk")


def deputations() -> DeputationQuerySet:
    people = ("officer__area", "deputy", "named_by", "confirmed_by", "ended_by")
    return DeputationQuerySet(Deputation).select_related(*people)


def unconfirmed(user: User, on: dt.date) -> DeputationQuerySet:
    """Deputations not over by the day ``on`` that wait for ``user``: one's own, all as security administrator."""
    rows = Deputation.objects.visible_to(user).filter(confirmed_at=None, ended_at=None, validity__endswith__gt=on)
    return rows if may(user, Act.CONFIRM_USERS) else rows.filter(officer=user)


def lent_by(officer: User, on: dt.date) -> DeputationQuerySet:
    """Who stands in for ``officer`` on the day ``on`` or will, confirmed or not yet."""
    if not getattr(officer, "has_lent", True):  # known of whoever signed in: most never did
        return Deputation.objects.none()
    rows = deputations().filter(officer=officer, ended_at=None, validity__endswith__gt=on)
    return rows.order_by("validity", "pk")


def may_end(user: User, deputation: Deputation) -> bool:
    """Whether ``user`` may end it: the officer, an administrator who may name, the one who may confirm."""
    if may(user, Act.CONFIRM_USERS):
        return Deputation.objects.visible_to(user).filter(pk=deputation.pk).exists()
    return deputation.officer_id == user.pk or may_be_deputised(user).filter(pk=deputation.officer_id).exists()


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
