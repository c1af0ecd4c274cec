"""劳务型服务企业的推进: a street is found to have the conditions, and somebody is named to push a district."""

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import FieldRefused, refused_if_taken
from assistance.models import PushMember, Readiness

ONE_DAY = dt.timedelta(days=1)


class PushRefused(FieldRefused):
    """It cannot be kept so."""


@transaction.atomic
def find_ready(
    *, street: Area, found_on: dt.date, due_on: dt.date, ground: str, officer: User, at: dt.datetime
) -> Readiness:
    """Say that a street of the officer's area can have a labour-service enterprise, and by when. Raises PushRefused."""
    own = _own_area(street, AreaLevel.STREET, officer)
    if found_on > timezone.localdate(at):
        raise PushRefused("日期不能晚于今天。", field="found_on")
    if due_on < found_on:
        raise PushRefused("建立期限不能早于认定日期。", field="due_on")
    ground = _said(ground, "ground", "请写明具备的条件。")
    with refused_if_taken(PushRefused("该街道已认定为有条件。")):
        made = Readiness.objects.create(
            area=own, found_on=found_on, due_on=due_on, ground=ground, found_by=officer, found_at=at
        )
    audit.record(event="push.ready", subject=made, actor=officer, at=at, due_on=due_on.isoformat())
    return made


@transaction.atomic
def withdraw_ready(*, readiness: Readiness, reason: str, officer: User, at: dt.datetime) -> Readiness:
    """Take back that a street can have one. Raises PushRefused."""
    rows = Readiness.objects.standing().visible_to(officer).select_for_update(of=("self",))
    own = rows.filter(pk=readiness.pk).first()
    if own is None:
        raise PushRefused("该认定已经撤回，或不在您的辖区。")
    own.struck_because = _said(reason, "reason", "请填写撤回原因。")
    own.struck_by, own.struck_at = officer, at
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="push.ready_withdrawn", subject=own, actor=officer, at=at, reason=own.struck_because)
    return own


@transaction.atomic
def name_member(*, district: Area, name: str, post: str, since: dt.date, officer: User, at: dt.datetime) -> PushMember:
    """Name who pushes a district of the officer's area from a day on. Raises PushRefused."""
    own = _own_area(district, AreaLevel.DISTRICT, officer)
    name, post = _said(name, "name", "请填写姓名。"), _said(post, "post", "请填写单位和职务。")
    with refused_if_taken(PushRefused("该区县这一天已有推进组成员，请先结束上一位。", field="since")):
        made = PushMember.objects.create(
            area=own, name=name, post=post, validity=DateRange(since, None), named_by=officer, named_at=at
        )
    audit.record(event="push.member_named", subject=made, actor=officer, at=at, since=since.isoformat())
    return made


@transaction.atomic
def end_member(*, member: PushMember, last_day: dt.date, officer: User, at: dt.datetime) -> PushMember:
    """End somebody's pushing with a last day. Raises PushRefused."""
    own = PushMember.objects.visible_to(officer).select_for_update(of=("self",)).filter(pk=member.pk).first()
    if own is None or own.last_day is not None:
        raise PushRefused("该成员已经结束推进，或不在您的辖区。")
    if not own.since <= last_day <= timezone.localdate(at):
        raise PushRefused(f"最后一日应在开始日期（{own.since}）与今天之间。", field="last_day")
    own.validity = DateRange(own.since, last_day + ONE_DAY)
    own.save(update_fields=["validity"])
    audit.record(event="push.member_ended", subject=own, actor=officer, at=at, last_day=last_day.isoformat())
    return own


def _own_area(area: Area, level: AreaLevel, officer: User) -> Area:
    """The area, held, of the officer's own."""
    rows = Area.objects.visible_to(officer).filter(level=level, pk=area.pk)
    own = rows.select_for_update(of=("self",), no_key=True).first()
    if own is None:
        raise PushRefused("该区划不在您的辖区。")
    return own


def _said(words: str, field: str, lacking: str) -> str:
    if not words.strip():
        raise PushRefused(lacking, field=field)
    return words.strip()
