"""Accounts and areas: opened, changed and closed, never deleted."""

import datetime as dt
from dataclasses import dataclass

from axes.utils import reset as reset_lock
from django.db import transaction

from . import audit
from .enums import AreaLevel, Role
from .fields import resident_id_digest
from .models import Area, User

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
