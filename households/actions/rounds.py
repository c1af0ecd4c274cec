"""调查计划: setting a round of surveys, and calling it off."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Area, User
from accounts.refusing import FieldRefused
from households.enums import RoundScope
from households.models import SurveyRound


class RoundRefused(FieldRefused):
    """The round cannot be set or called off."""


@dataclass(frozen=True)
class RoundPlan:
    """What a round is: both days count."""

    title: str
    areas: Sequence[Area]
    scope: RoundScope
    starts_on: dt.date
    ends_on: dt.date
    document: str


@transaction.atomic
def set_round(*, plan: RoundPlan, officer: User, at: dt.datetime) -> SurveyRound:
    """Set a round through areas of the officer's own. Raises RoundRefused."""
    today, wanted = timezone.localdate(at), {area.pk for area in plan.areas}
    areas = list(Area.objects.visible_to(officer).existing(today).filter(pk__in=wanted).order_by("path"))
    if officer.area is None or not wanted or len(areas) != len(wanted):
        raise RoundRefused("请选择您辖区内的调查区划。", field="areas")
    if plan.ends_on < plan.starts_on:
        raise RoundRefused("截止日期不能早于开始日期。", field="ends_on")
    if plan.ends_on < today:
        raise RoundRefused("截止日期不能早于今天。", field="ends_on")
    if not plan.document.strip():
        raise RoundRefused("请写明依据文件。", field="document")
    row = SurveyRound.objects.create(
        title=plan.title.strip(),
        area=officer.area,
        scope=plan.scope,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        document=plan.document.strip(),
        set_by=officer,
        set_at=at,
    )
    row.areas.set(areas)
    audit.record(
        event="survey_round.set",
        subject=row,
        actor=officer,
        at=at,
        since=row.starts_on.isoformat(),
        last_day=row.ends_on.isoformat(),
        area=[area.code for area in areas],
    )
    return row


@transaction.atomic
def call_off(*, survey_round: SurveyRound, reason: str, officer: User, at: dt.datetime) -> SurveyRound:
    """Call off a round set in the officer's area or below. Raises RoundRefused."""
    own = SurveyRound.objects.set_by(officer).select_for_update(of=("self",)).filter(pk=survey_round.pk).first()
    if own is None or own.cancelled_on is not None:
        raise RoundRefused("该轮调查不由您制定，或已取消。")
    if not reason.strip():
        raise RoundRefused("请写明取消原因。", field="reason")
    own.cancelled_on, own.cancel_reason = timezone.localdate(at), reason.strip()
    own.save(update_fields=["cancelled_on", "cancel_reason"])
    audit.record(event="survey_round.cancelled", subject=own, actor=officer, at=at, reason=own.cancel_reason)
    return own
