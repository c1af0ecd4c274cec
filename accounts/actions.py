"""Accounts and areas: opened, changed and closed, never deleted."""

import datetime as dt
from dataclasses import dataclass

from axes.utils import reset as reset_lock
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from . import audit, queries
from .enums import AreaLevel, Role
from .fields import resident_id_digest
from .models import ONE_DAY, Area, Deputation, User

SYSTEM_USERNAME = "system"


class AccountRefused(Exception):
    """The account cannot be opened or changed; the message is for the administrator."""


@dataclass(frozen=True)
class NewAccount:
    """What an account is opened with. ``id_number`` is the officer's own, normalised, or empty."""

    username: str
    full_name: str
    role: Role
    area: Area | None
    password: str
    id_number: str = ""
    office_phone: str = ""
    is_demo: bool = False


def system_user() -> User:
    """The actor of what the calendar does by itself. It has no password and may do nothing by hand."""
    user, is_new = User.objects.get_or_create(
        username=SYSTEM_USERNAME,
        defaults={"full_name": "系统", "role": Role.SYSTEM, "is_active": False, "must_change_password": False},
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def open_account(new: NewAccount, *, actor: User, at: dt.datetime) -> User:
    """Open an account; its first sign-in must change the password. Raises AccountRefused."""
    if User.objects.filter(username=new.username).exists():
        raise AccountRefused("该登录名已被使用。")
    user = User(
        username=new.username,
        full_name=new.full_name,
        role=new.role,
        area=new.area,
        office_phone=new.office_phone,
        is_demo=new.is_demo,
        must_change_password=not new.is_demo,
        id_number=new.id_number,
        id_digest=resident_id_digest(new.id_number) if new.id_number else None,
    )
    user.set_password(new.password)
    user.save(force_insert=True)
    audit.record(event="account.opened", subject=user, actor=actor, at=at, role=new.role)
    return user


@transaction.atomic
def close_account(*, user: User, actor: User, at: dt.datetime) -> User:
    """Close an account: it can no longer sign in; everything it did stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record(event="account.closed", subject=user, actor=actor, at=at)
    return user


@transaction.atomic
def sign_in(*, user: User, at: dt.datetime) -> User:
    """Write down that somebody proved to be ``user`` and was let in."""
    audit.record(event="user.signed_in", subject=user, actor=user, at=at)
    return user


@transaction.atomic
def keep_out(*, username: str, is_locked: bool, at: dt.datetime) -> None:
    """Write down that somebody tried to sign in and was not let in.

    It stands with the account that was named; where there is none, with the system's, and a digest for the name: people
    type passwords there.
    """
    user = User.objects.filter(username=username).exclude(username=SYSTEM_USERNAME).first()
    if user is None:
        nobody, digest = system_user(), audit.query_digest(username)
        audit.record_refused(event="user.kept_out", subject=nobody, actor=nobody, at=at, digest=digest)
    else:
        audit.record_refused(event="user.kept_out", subject=user, actor=user, at=at, locked=is_locked)


@transaction.atomic
def sign_out(*, user: User, at: dt.datetime) -> User:
    """Write down that ``user`` ended a session."""
    audit.record(event="user.signed_out", subject=user, actor=user, at=at)
    return user


@transaction.atomic
def reset_password(*, user: User, password: str, actor: User, at: dt.datetime) -> User:
    """Give an account a new first password, to be changed at the next sign-in; a lock after wrong guesses is lifted."""
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    reset_lock(username=user.username)
    audit.record(event="password.reset", subject=user, actor=actor, at=at)
    return user


@transaction.atomic
def change_password(*, user: User, password: str, at: dt.datetime) -> User:
    """Set the user's own new password; a forced first change is done with it."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    audit.record(event="password.changed", subject=user, actor=user, at=at)
    return user


@transaction.atomic
def open_area(
    *, code: str, name: str, level: AreaLevel, parent: Area | None, valid_from: dt.date, in_city_proper: bool = False
) -> Area:
    """Add an area to the tree; the same code twice gives the area that is there."""
    path = f"{parent.path if parent else ''}{code}/"
    area, _ = Area.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "level": level,
            "parent": parent,
            "path": path,
            "valid_from": valid_from,
            "in_city_proper": in_city_proper,
        },
    )
    return area


class DeputationRefused(Exception):
    """No such deputy can be named, or the deputation cannot be ended; the message is for who asks."""


@dataclass(frozen=True)
class NewDeputation:
    """Who stands in for whom, from the first to the last day, both counted, and why."""

    officer: User
    deputy: User
    first_day: dt.date
    last_day: dt.date
    reason: str


@transaction.atomic
def name_deputy(new: NewDeputation, *, actor: User, at: dt.datetime) -> Deputation:
    """Say who decides in an officer's name while the officer is away: the officer does, or an administrator.

    Raises DeputationRefused where the actor may not name one for the officer, the deputy is of another area, sees no
    cases, or is away as well, and for days that are over, in the wrong order or taken.
    """
    User.objects.select_for_update().filter(pk__in=[new.officer.pk, new.deputy.pk]).order_by("pk").count()
    officers = queries.may_be_deputised(actor)
    if not officers.filter(pk=new.officer.pk).exists():
        raise DeputationRefused("只能由本人或本级系统管理员指定代理人，被代理人须有审批权限。")
    _check_deputy(new, actor, timezone.localdate(at))
    try:
        with transaction.atomic():
            named = Deputation.objects.create(
                officer=new.officer,
                deputy=new.deputy,
                validity=DateRange(new.first_day, new.last_day + ONE_DAY),
                reason=new.reason.strip(),
                named_by=actor,
                named_at=at,
            )
    except IntegrityError as error:
        raise DeputationRefused(f"{new.officer}在这段时间已有代理人，请先结束原来的代理。") from error
    days = {"since": new.first_day.isoformat(), "last_day": new.last_day.isoformat()}
    audit.record(
        event="deputy.named",
        subject=named,
        actor=actor,
        at=at,
        on_behalf_of=new.officer.username,
        deputy=new.deputy.username,
        **days,
    )
    return named


def _check_deputy(new: NewDeputation, actor: User, today: dt.date) -> None:
    if new.last_day < new.first_day or new.last_day < today:
        raise DeputationRefused("代理的最后一天不能早于第一天，也不能早于今天。")
    if not new.reason.strip():
        raise DeputationRefused("请填写代理事由。")
    if new.deputy == actor:
        raise DeputationRefused("代理人不能自己指定自己。")
    may_stand_in = queries.may_stand_in(User.objects.filter(pk=new.officer.pk))
    if new.deputy == new.officer or not may_stand_in.filter(pk=new.deputy.pk).exists():
        raise DeputationRefused(f"{new.deputy}不能代理：代理人须是同一区划、同一层级、能查看业务的其他在用账号。")
    days = DateRange(new.first_day, new.last_day + ONE_DAY)
    same_days = Deputation.objects.filter(ended_at=None, validity__overlap=days)
    if same_days.filter(officer=new.deputy).exists():
        raise DeputationRefused(f"{new.deputy}在这段时间自己也由他人代理，不能再代理他人。")
    if same_days.filter(deputy=new.officer).exists():
        raise DeputationRefused(f"{new.officer}在这段时间正代理他人，请先结束该代理。")


@transaction.atomic
def end_deputation(*, deputation: Deputation, actor: User, at: dt.datetime) -> Deputation:
    """End a deputation before its last day: from this moment on nobody decides by it. Raises DeputationRefused."""
    open_ones = Deputation.objects.visible_to(actor).filter(ended_at=None)
    locked = open_ones.select_for_update(of=("self",)).filter(pk=deputation.pk).first()
    if locked is None:
        raise DeputationRefused("该代理不在您的辖区，或已经结束。")
    if locked.officer_id != actor.pk and not queries.may_be_deputised(actor).filter(pk=locked.officer_id).exists():
        raise DeputationRefused("只有被代理人本人或本级系统管理员能结束代理。")
    locked.ended_by, locked.ended_at = actor, at
    locked.save(update_fields=["ended_by", "ended_at"])
    audit.record(event="deputy.ended", subject=locked, actor=actor, at=at)
    return locked
