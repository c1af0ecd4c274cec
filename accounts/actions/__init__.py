"""Accounts and areas: opened, changed and closed, never deleted."""

import datetime as dt
from dataclasses import dataclass

from axes.utils import reset as reset_lock
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import (
    ADMINISTRATORS,
    ORGANISATION_ROLES,
    SECURED_ROLES,
    AccountStanding,
    AreaLevel,
    OrganisationKind,
    Role,
)
from accounts.fields import resident_id_digest, resident_id_digests
from accounts.models import Area, Organisation, PastPassword, User
from accounts.refusing import refused_if_taken
from accounts.tokens.actions.revoking import revoke_all

from .posts import ONE_DAY, begin_post, end_post
from .sessions import end_sessions

SYSTEM_USERNAME = "system"


class AccountRefused(Exception):
    """The account cannot be opened or changed; the message is for the administrator."""


@dataclass(frozen=True)
class NewAccount:
    """What an account is opened with. ``id_number`` is the officer's own, normalised, or empty.

    ``valid_until`` is the last day of a temporary account.
    """

    username: str
    full_name: str
    role: Role
    area: Area | None
    password: str
    id_number: str = ""
    office_phone: str = ""
    is_demo: bool = False
    organisation: Organisation | None = None
    valid_until: dt.date | None = None


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


def refuse_place(role: Role, organisation: Organisation | None) -> None:
    """Raise AccountRefused where the people of ``organisation`` do not sign in as ``role``."""
    expected = ORGANISATION_ROLES[OrganisationKind(organisation.kind)] if organisation else role
    if role not in (expected, Role.HELPER):
        raise AccountRefused(f"{organisation}的人员只能担任{expected.label}或{Role.HELPER.label}。")


def refuse_unknown(role: Role, id_number: str) -> None:
    """Raise AccountRefused where one of the three administrators would be nobody in particular (三员分立)."""
    if role in ADMINISTRATORS and not id_number:
        raise AccountRefused("系统管理员、安全管理员、安全审计员须由三人分任，请登记本人身份证号。")


@transaction.atomic
def open_account(new: NewAccount, *, actor: User, at: dt.datetime) -> User:
    """Open an account; its first sign-in must change the password. Raises AccountRefused.

    An account that reviews or administers can be used only after the security administrator has confirmed it.
    """
    if User.objects.filter(username=new.username).exists():
        raise AccountRefused("该登录名已被使用。")
    if User.objects.filter(id_digest__in=resident_id_digests(new.id_number)).exists():
        raise AccountRefused("已有账号登记了该身份证号，一人只开立一个账号。")
    refuse_place(new.role, new.organisation)
    if not new.is_demo:
        refuse_unknown(new.role, new.id_number)
    waits = new.role in SECURED_ROLES and not new.is_demo and actor.role != Role.SYSTEM
    user = User(
        username=new.username,
        full_name=new.full_name,
        role=new.role,
        area=new.area,
        organisation=new.organisation,
        office_phone=new.office_phone,
        is_demo=new.is_demo,
        must_change_password=not new.is_demo,
        id_number=new.id_number,
        id_digest=resident_id_digest(new.id_number) if new.id_number else None,
        standing=AccountStanding.AWAITING if waits else AccountStanding.IN_USE,
        is_active=not waits,
        date_joined=at,
        in_use_since=at,
        password_set_at=at,
        valid_until=new.valid_until,
        opened_by=actor,
    )
    user.set_password(new.password)
    with refused_if_taken(AccountRefused("该登录名或身份证号刚刚由另一个账号登记，请核对。")):
        user.save(force_insert=True)
    begin_post(user=user, on=timezone.localdate(at))
    audit.record(event="account.opened", subject=user, actor=actor, at=at, role=new.role)
    return user


@transaction.atomic
def close_account(*, user: User, actor: User, at: dt.datetime) -> User:
    """Close an account for good: it can no longer sign in; everything it did stays, its post and charges end.

    The ID number goes with it: whoever comes back is given another account.
    """
    user.is_active, user.standing = False, AccountStanding.CLOSED
    user.id_number, user.id_digest = "", None
    user.save(update_fields=["is_active", "standing", "id_number", "id_digest"])
    end_post(user=user, on=timezone.localdate(at) + ONE_DAY)
    end_sessions(user)
    revoke_all(owner=user, actor=actor, at=at)
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
    """Give an account a new first password, to be changed at the next sign-in.

    A lock after wrong guesses is lifted, and whoever is signed in with the account is signed out.
    """
    _renew_password(user, password, must_change=True, at=at)
    end_sessions(user)
    revoke_all(owner=user, actor=actor, at=at)
    reset_lock(username=user.username)
    audit.record(event="password.reset", subject=user, actor=actor, at=at)
    return user


@transaction.atomic
def change_password(*, user: User, password: str, at: dt.datetime, session: str = "") -> User:
    """Set the user's own new password; a forced change is done with it. Only ``session`` stays signed in."""
    _renew_password(user, password, must_change=False, at=at)
    end_sessions(user, but=session)
    audit.record(event="password.changed", subject=user, actor=user, at=at)
    return user


def _renew_password(user: User, password: str, *, must_change: bool, at: dt.datetime) -> None:
    """Set the password; of those given up as many stay known as the rule of the history needs."""
    PastPassword.objects.create(user=user, encoded=user.password, left_at=at)
    known = user.past_passwords.order_by("-left_at", "-pk").values_list("pk", flat=True)
    user.past_passwords.exclude(pk__in=list(known[: settings.PASSWORD_HISTORY - 1])).delete()
    user.set_password(password)
    user.must_change_password = must_change
    user.password_set_at = at
    user.save(update_fields=["password", "must_change_password", "password_set_at"])


def path_below(parent: Area | None, code: str) -> str:
    """The path of the area ``code`` below ``parent``, or of the root."""
    return f"{parent.path if parent else ''}{code}/"


@transaction.atomic
def open_area(
    *, code: str, name: str, level: AreaLevel, parent: Area | None, valid_from: dt.date, in_city_proper: bool = False
) -> Area:
    """Add an area to the tree; the same code twice gives the area that is there."""
    area, _ = Area.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "level": level,
            "parent": parent,
            "path": path_below(parent, code),
            "valid_from": valid_from,
            "in_city_proper": in_city_proper,
        },
    )
    return area
