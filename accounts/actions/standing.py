"""What becomes of an account: confirmed by a second person, moved, left unused, expired, opened again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts import audit
from accounts.enums import SECURED_ROLES, AccountStanding, Role
from accounts.models import Area, Job, Organisation, User
from accounts.tokens.actions.revoking import revoke_all

from . import AccountRefused, refuse_place, refuse_unknown
from .posts import ONE_DAY, begin_post, end_post
from .sessions import end_sessions


@dataclass(frozen=True)
class NextPost:
    """Where an officer goes: the role, and the area or the organisation with its area."""

    role: Role
    area: Area | None
    organisation: Organisation | None = None


@transaction.atomic
def confirm_account(*, user: User, actor: User, at: dt.datetime) -> User:
    """The security administrator confirms an account that reviews or administers: it can be used. Raises Refused."""
    locked = _awaiting(user, actor)
    locked.confirmed_by = actor
    locked.save(update_fields=["confirmed_by"])
    _let_in(locked, at=at)
    audit.record(event="account.confirmed", subject=locked, actor=actor, at=at, role=locked.role)
    return locked


@transaction.atomic
def decline_account(*, user: User, reason: str, actor: User, at: dt.datetime) -> User:
    """The security administrator does not confirm it: it is closed, and its person can be given another one.

    Raises Refused.
    """
    locked = _awaiting(user, actor)
    end_post(user=locked, on=timezone.localdate(at) + ONE_DAY)
    locked.standing, locked.id_number, locked.id_digest = AccountStanding.CLOSED, "", None
    locked.save(update_fields=["standing", "id_number", "id_digest"])
    audit.record(event="account.declined", subject=locked, actor=actor, at=at, reason=reason)
    return locked


def _awaiting(user: User, actor: User) -> User:
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if locked.standing != AccountStanding.AWAITING:
        raise AccountRefused("该账号不在待确认状态，请刷新页面查看。")
    if actor.pk in (locked.opened_by_id, locked.pk):
        raise AccountRefused("开立或调整账号的人不能自己确认，须由另一人确认。")
    return locked


@transaction.atomic
def reopen_account(*, user: User, valid_until: dt.date | None, actor: User, at: dt.datetime) -> User:
    """Let an account in again that lay unused or ran out; ``valid_until`` is its new last day. Raises Refused.

    One that reviews or administers waits for the security administrator, as when it was opened.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if locked.standing not in (AccountStanding.UNUSED, AccountStanding.EXPIRED):
        raise AccountRefused("只有因长期未用或到期而停用的账号可以重新启用。")
    before, locked.valid_until = locked.valid_until, valid_until
    if locked.role in SECURED_ROLES and not locked.is_demo:
        _await(locked, actor)
    locked.save()
    if locked.standing != AccountStanding.AWAITING:
        _let_in(locked, at=at)
    told = {"before": {"valid_until": _day(before)}, "after": {"valid_until": _day(valid_until)}}
    audit.record(event="account.reopened", subject=locked, actor=actor, at=at, **told)
    return locked


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _await(user: User, actor: User) -> None:
    """Keep the account shut, unsaved, until somebody other than ``actor`` confirms it."""
    user.standing, user.is_active = AccountStanding.AWAITING, False
    user.opened_by, user.confirmed_by = actor, None


def _let_in(user: User, *, at: dt.datetime) -> None:
    user.standing, user.is_active, user.in_use_since = AccountStanding.IN_USE, True, at
    user.save(update_fields=["standing", "is_active", "in_use_since"])


@transaction.atomic
def move_account(*, user: User, to: NextPost, actor: User, at: dt.datetime) -> User:
    """Move an officer to another post from today on: signed out everywhere, charges of the old post ended.

    What was done in the old post stays with it. A post that reviews or administers waits for the security
    administrator. Raises AccountRefused.
    """
    today = timezone.localdate(at)
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if locked.standing == AccountStanding.CLOSED:
        raise AccountRefused("账号已停用，不能调整岗位。")
    if (locked.role, locked.area_id, locked.organisation_id) == (to.role, _key(to.area), _key(to.organisation)):
        raise AccountRefused("岗位角色、区划和单位都没有变化。")
    refuse_place(to.role, to.organisation)
    if not locked.is_demo:
        refuse_unknown(to.role, locked.id_number)
    end_post(user=locked, on=today)
    before = _placed(locked)
    locked.role, locked.area, locked.organisation = to.role, to.area, to.organisation
    if to.role in SECURED_ROLES:
        _await(locked, actor)
    locked.save()
    begin_post(user=locked, on=today)
    end_sessions(locked)
    revoke_all(owner=locked, actor=actor, at=at)
    with_old_sight = Job.objects.filter(owner=locked).exclude(result_file="")
    with_old_sight.update(expires_at=at)
    audit.record(event="account.moved", subject=locked, actor=actor, at=at, before=before, after=_placed(locked))
    return locked


def _placed(user: User) -> dict[str, Any]:
    place = {"organisation": user.organisation.name} if user.organisation else {}
    return {"role": user.role, "area": user.area.code if user.area else None, **place}


def _key(row: Area | Organisation | None) -> int | None:
    return row.pk if row else None


@transaction.atomic
def close_idle_accounts(*, actor: User, at: dt.datetime) -> tuple[int, int]:
    """Stop the accounts nobody has used for ACCOUNT_UNUSED_DAYS and those past their last day.

    Returns how many of each. Demo accounts stay: the demo's days are long past.
    """
    today = timezone.localdate(at)
    in_use = User.objects.filter(standing=AccountStanding.IN_USE, is_active=True, is_demo=False)
    in_use = in_use.exclude(role=Role.SYSTEM).select_for_update(of=("self",))
    last_use = Greatest(Coalesce("last_login", "in_use_since"), "in_use_since")
    expired = in_use.filter(valid_until__lt=today)
    limit = at - dt.timedelta(days=settings.ACCOUNT_UNUSED_DAYS)
    unused = in_use.annotate(last_use=last_use).filter(
        Q(valid_until=None) | Q(valid_until__gte=today), last_use__lt=limit
    )
    return (
        _stop(unused, AccountStanding.UNUSED, "account.left_unused", actor=actor, at=at),
        _stop(expired, AccountStanding.EXPIRED, "account.expired", actor=actor, at=at),
    )


def _stop(users: Iterable[User], standing: AccountStanding, event: str, *, actor: User, at: dt.datetime) -> int:
    stopped = list(users)
    for user in stopped:
        user.standing, user.is_active = standing, False
        user.save(update_fields=["standing", "is_active"])
        end_sessions(user)
    audit.record_each(event=event, subjects=[(user, {}) for user in stopped], actor=actor, at=at)
    return len(stopped)
