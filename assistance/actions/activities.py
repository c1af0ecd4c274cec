"""活动、宣传和先进典型: logged by whoever did it, struck off at most."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Area, User
from assistance.models import Activity, Campaign, ModelCase
from assistance.register_enums import ActivityKind
from households.actions.submissions import sent_before

from .matters import MatterRefused, Whom, about, said


@dataclass(frozen=True)
class NewActivity:
    """What was done where. ``employer`` is the name or number of the one visited."""

    kind: ActivityKind
    on: dt.date
    place: str
    result: str
    campaign: Campaign | None = None
    audience: str = ""
    materials: str = ""
    reached: int = 0
    employer: str = ""
    submission: uuid.UUID | None = None


@dataclass(frozen=True)
class NewCase:
    """A story; whoever it names has agreed on a day, in some way."""

    title: str
    story: str
    names_somebody: bool
    id_number: str = ""
    consented_on: dt.date | None = None
    consent: str = ""
    submission: uuid.UUID | None = None


@transaction.atomic
def log_activity(*, activity: NewActivity, officer: User, at: dt.datetime) -> Activity:
    """Log what the officer's office did; the same form sent twice is one activity. Raises MatterRefused."""
    area = _office(officer)
    if (there := sent_before(Activity.objects.filter(area=area), activity.submission)) is not None:
        return there
    if activity.on > timezone.localdate(at):
        raise MatterRefused("日期不能晚于今天。", field="on")
    campaign = activity.campaign
    if campaign is not None and not Campaign.objects.known_to(officer).filter(pk=campaign.pk).exists():
        raise MatterRefused("该专项活动不在您的辖区。", field="campaign")
    if campaign is not None and activity.on not in campaign.validity:
        raise MatterRefused("日期不在该专项活动的起止日期内。", field="on")
    is_visit = activity.kind == ActivityKind.ENTERPRISE
    if is_visit and not activity.employer.strip():
        raise MatterRefused("请填写走访的企业。", field="employer")
    employer = about(Whom(employer=activity.employer), actor=officer, on=activity.on)["employer"] if is_visit else None
    made = Activity.objects.create(
        area=area,
        campaign=campaign,
        kind=activity.kind,
        on=activity.on,
        place=said(activity.place, "请填写地点或媒体。", field="place"),
        audience=activity.audience.strip(),
        materials=activity.materials.strip(),
        reached=activity.reached,
        employer=employer,
        result=said(activity.result, "请填写内容和结果。", field="result"),
        recorded_by=officer,
        recorded_at=at,
        submission=activity.submission,
    )
    kind, on = made.get_kind_display(), made.on.isoformat()
    audit.record(event="activity.logged", subject=made, actor=officer, at=at, kind=kind, on=on)
    return made


@transaction.atomic
def tell_case(*, case: NewCase, officer: User, at: dt.datetime) -> ModelCase:
    """Put a story into the library. Raises MatterRefused, also for one that names somebody who did not agree."""
    area = _office(officer)
    if (there := sent_before(ModelCase.objects.filter(area=area), case.submission)) is not None:
        return there
    if case.id_number.strip() and not case.names_somebody:
        raise MatterRefused("写了具体人员的，请选择“写明了具体人员”。", field="names_somebody")
    if case.names_somebody and (case.consented_on is None or not case.consent.strip()):
        raise MatterRefused("写明具体人员的，须先征得本人同意，并填写同意的日期和方式。", field="consented_on")
    if case.consented_on is not None and case.consented_on > timezone.localdate(at):
        raise MatterRefused("同意日期不能晚于今天。", field="consented_on")
    made = ModelCase.objects.create(
        area=area,
        title=said(case.title, "请填写标题。", field="title"),
        story=said(case.story, "请填写事迹。", field="story"),
        person=about(Whom(case.id_number), actor=officer, on=timezone.localdate(at))["person"],
        names_somebody=case.names_somebody,
        consented_on=case.consented_on if case.names_somebody else None,
        consent=case.consent.strip() if case.names_somebody else "",
        recorded_by=officer,
        recorded_at=at,
        submission=case.submission,
    )
    audit.record(event="model_case.told", subject=made, actor=officer, at=at)
    return made


@transaction.atomic
def strike(*, entry: Activity | ModelCase, reason: str, officer: User, at: dt.datetime) -> None:
    """Strike off what was logged wrongly, or what somebody does not agree to any more. Raises MatterRefused."""
    rows = type(entry)._default_manager.visible_to(officer).standing()
    own = rows.select_for_update(of=("self",)).filter(pk=entry.pk).first()
    if own is None:
        raise MatterRefused("该记录已经划去，或不在您的辖区。")
    own.struck_because = said(reason, "请填写划去原因。", field="reason")
    own.struck_by, own.struck_at = officer, at
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    event = "activity.struck_off" if isinstance(own, Activity) else "model_case.struck_off"
    audit.record(event=event, subject=own, actor=officer, at=at, reason=own.struck_because)


def _office(officer: User) -> Area:
    """The officer's own area, held, so that of two sendings of one form one waits for the other."""
    if officer.area is None:
        raise MatterRefused("您的账号没有所属区划，不能登记。")
    return Area.objects.select_for_update(no_key=True).get(pk=officer.area.pk)
