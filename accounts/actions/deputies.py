"""代理: who stands in for whom, named and ended, never by the deputy alone."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit, queries
from accounts.models import ONE_DAY, Deputation, User
from accounts.refusing import refused_if_taken


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
    """Say who decides in an officer's name while the officer is away: the officer does, or an administrator, whose
    word holds once it is confirmed.

    Raises DeputationRefused where the actor may not name one for the officer, the deputy is of another area, sees no
    cases, or is away as well, and for days that are over, in the wrong order or taken.
    """
    User.objects.select_for_update().filter(pk__in=[new.officer.pk, new.deputy.pk]).order_by("pk").count()
    officers = queries.may_be_deputised(actor)
    if not officers.filter(pk=new.officer.pk).exists():
        raise DeputationRefused("只能由本人或本级系统管理员指定代理人，被代理人须有审批权限。")
    _check_deputy(new, actor, timezone.localdate(at))
    with refused_if_taken(DeputationRefused(f"{new.officer}在这段时间已有代理人，请先结束原来的代理。")):
        named = Deputation.objects.create(
            officer=new.officer,
            deputy=new.deputy,
            validity=DateRange(new.first_day, new.last_day + ONE_DAY),
            reason=new.reason.strip(),
            named_by=actor,
            named_at=at,
            confirmed_by=actor if actor == new.officer else None,
            confirmed_at=at if actor == new.officer else None,
        )
    days = {"since": new.first_day.isoformat(), "last_day": new.last_day.isoformat()}
    audit.record(
        event="deputy.named",
        subject=named,
        actor=actor,
        at=at,
        deputy=new.deputy.username,
        **days,
        **audit.named(new.officer),
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
def confirm_deputation(*, deputation: Deputation, actor: User, at: dt.datetime) -> Deputation:
    """Confirm what an administrator named: from now on the deputy decides by it. Raises DeputationRefused."""
    waiting = queries.unconfirmed(actor, timezone.localdate(at))
    locked = waiting.select_for_update(of=("self",)).filter(pk=deputation.pk).first()
    if locked is None:
        raise DeputationRefused("该代理不由您确认，或已经确认、结束、期满。")
    locked.confirmed_by, locked.confirmed_at = actor, at
    locked.save(update_fields=["confirmed_by", "confirmed_at"])
    audit.record(event="deputy.confirmed", subject=locked, actor=actor, at=at)
    return locked


@transaction.atomic
def end_deputation(*, deputation: Deputation, actor: User, at: dt.datetime) -> Deputation:
    """End a deputation before its last day: from this moment on nobody decides by it. Raises DeputationRefused."""
    open_ones = Deputation.objects.visible_to(actor).filter(ended_at=None)
    locked = open_ones.select_for_update(of=("self",)).filter(pk=deputation.pk).first()
    if locked is None:
        raise DeputationRefused("该代理不在您的辖区，或已经结束。")
    if not queries.may_end(actor, locked):
        raise DeputationRefused("只有被代理人本人、本级系统管理员或安全管理员能结束代理。")
    locked.ended_by, locked.ended_at = actor, at
    locked.save(update_fields=["ended_by", "ended_at"])
    audit.record(event="deputy.ended", subject=locked, actor=actor, at=at)
    return locked
