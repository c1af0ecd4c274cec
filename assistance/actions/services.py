"""Services are logged one by one from a person's page, or for many at an event; what was wrong is struck off."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import Area, User
from accounts.refusing import FieldRefused
from assistance.enums import AT_EVENTS, SUPPORTS, Reception, ServiceKind
from assistance.models import Enrolment, Service, ServiceEvent
from assistance.queries.homes import homes_on
from assistance.queries.training import in_class
from households.actions.submissions import sent_before
from households.models import Person

ONE_DAY = dt.timedelta(days=1)


class ServiceRefused(FieldRefused):
    """The service cannot be logged."""


@dataclass(frozen=True)
class NewService:
    """What was done on a day. Support runs from ``first_day`` to ``last_day``, both included; None: until ended.

    Of a refused one ``detail`` is what the person stated, and ``is_signed`` whether over the own signature."""

    kind: ServiceKind
    on: dt.date
    outcome: Reception
    detail: str
    authority: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    continuity: str = ""
    is_signed: bool = False
    submission: uuid.UUID | None = None

    @property
    def period(self) -> DateRange | None:
        if self.first_day is None:
            return None
        return DateRange(self.first_day, self.last_day + ONE_DAY if self.last_day else None)


@dataclass(frozen=True)
class NewEvent:
    """What was held where, for whoever came."""

    kind: ServiceKind
    title: str
    held_on: dt.date
    place: str
    content: str
    submission: uuid.UUID | None = None


@transaction.atomic
def log_service(*, person: Person, service: NewService, actor: User, at: dt.datetime) -> Service:
    """Log what was done for a person of the actor's area; the same form sent twice is one service.

    Raises ServiceRefused.
    """
    own = Person.objects.visible_to(actor).select_for_update(of=("self",), no_key=True).filter(pk=person.pk).first()
    if own is None:
        raise ServiceRefused("该人员不在您的辖区。")
    if (there := sent_before(own.services, service.submission)) is not None:
        return there
    _check_day(service.on, timezone.localdate(at), field="on")
    _check_parts(service)
    if own.dead_on is not None and service.on > own.dead_on:
        raise ServiceRefused(f"该人员已于 {own.dead_on} 死亡。", field="on")
    if service.outcome == Reception.ACCEPTED:
        _check_class([own.pk], service.kind, service.on, field="kind")
    made = Service.objects.create(
        person=own,
        household_id=homes_on([own.pk], service.on)[own.pk],
        kind=service.kind,
        on=service.on,
        outcome=service.outcome,
        is_signed=service.is_signed,
        detail=_said(service.detail, "请写明具体内容和结果。", field="detail"),
        **_support(service),
        given_by=actor,
        recorded_at=at,
        submission=service.submission,
    )
    audit.record(event="service.logged", subject=made, actor=actor, at=at, **_noted(made))
    return made


@transaction.atomic
def hold_event(*, event: NewEvent, people: Sequence[int], actor: User, at: dt.datetime) -> ServiceEvent:
    """Log an event of the actor's own area with who came; the same form sent twice is one event.

    Raises ServiceRefused.
    """
    if actor.area is None:
        raise ServiceRefused("您的账号没有所属区划，不能登记活动。")
    area = Area.objects.select_for_update(no_key=True).get(pk=actor.area.pk)
    if (there := sent_before(ServiceEvent.objects.filter(area=area), event.submission)) is not None:
        return there
    if event.kind not in AT_EVENTS:
        raise ServiceRefused("这项服务须逐人登记。", field="kind")
    _check_day(event.held_on, timezone.localdate(at), field="held_on")
    made = ServiceEvent.objects.create(
        area=area,
        kind=event.kind,
        title=_said(event.title, "请填写活动名称。", field="title"),
        held_on=event.held_on,
        place=_said(event.place, "请填写活动地点。", field="place"),
        content=_said(event.content, "请填写活动内容。", field="content"),
        recorded_by=actor,
        recorded_at=at,
        submission=event.submission,
    )
    came = _attend(made, people, actor, at)
    audit.record(event="service_event.held", subject=made, actor=actor, at=at, kind=made.get_kind_display(), rows=came)
    return made


@transaction.atomic
def add_attendance(*, event: ServiceEvent, people: Sequence[int], actor: User, at: dt.datetime) -> int:
    """Add who came as well to an event of the actor's area. Returns how many. Raises ServiceRefused."""
    rows = ServiceEvent.objects.visible_to(actor).select_for_update(of=("self",))
    own = rows.filter(pk=event.pk).first()
    if own is None:
        raise ServiceRefused("该活动不是您的辖区举办的。")
    came = _attend(own, people, actor, at)
    audit.record(event="service_event.attended", subject=own, actor=actor, at=at, rows=came)
    return came


@transaction.atomic
def strike_off(*, service: Service, reason: str, actor: User, at: dt.datetime) -> Service:
    """Strike off what was logged by mistake: it stays, with the reason, and counts no more. Raises ServiceRefused."""
    rows = Service.objects.visible_to(actor).standing().select_for_update(of=("self",))
    own = rows.filter(pk=service.pk).first()
    if own is None:
        raise ServiceRefused("该记录已经划去，或不在您的辖区。")
    if Enrolment.objects.filter(service=own).exists():
        raise ServiceRefused("该服务是培训班的结业，请在培训班页面更正结果。")
    own.struck_because = _said(reason, "请填写划去原因。", field="reason")
    own.struck_by, own.struck_at = actor, at
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="service.struck_off", subject=own, actor=actor, at=at, reason=own.struck_because)
    return own


def _attend(event: ServiceEvent, people: Sequence[int], actor: User, at: dt.datetime) -> int:
    """A service each for those who are not there yet. Raises ServiceRefused where nobody is left to enter."""
    known = Person.objects.visible_to(actor).filter(pk__in=people, dead_on=None)
    there = event.services.standing().values("person")
    keys = sorted(known.exclude(pk__in=there).values_list("pk", flat=True))
    if not keys:
        raise ServiceRefused("请勾选参加活动的人员。", field="people")
    _check_class(keys, event.kind, event.held_on, field="people")
    homes = homes_on(keys, event.held_on)
    made = Service.objects.bulk_create(_came(event, key, homes[key], actor, at) for key in keys)
    _record_each(made, actor, at)
    return len(made)


def _came(event: ServiceEvent, person: int, household: int, actor: User, at: dt.datetime) -> Service:
    return Service(
        person_id=person,
        household_id=household,
        event=event,
        kind=event.kind,
        on=event.held_on,
        outcome=Reception.ACCEPTED,
        detail=f"{event.title}：{event.content}"[:500],
        given_by=actor,
        recorded_at=at,
    )


def _record_each(made: Iterable[Service], actor: User, at: dt.datetime) -> None:
    audit.record_each(
        event="service.logged", subjects=((service, _noted(service)) for service in made), actor=actor, at=at
    )


def _noted(service: Service) -> dict[str, str]:
    outcome = Reception(service.outcome).label
    return {"kind": ServiceKind(service.kind).label, "on": service.on.isoformat(), "outcome": outcome}


def _check_day(day: dt.date, today: dt.date, *, field: str) -> None:
    if day > today:
        raise ServiceRefused("日期不能晚于今天。", field=field)


def _check_class(people: Sequence[int], kind: str, on: dt.date, *, field: str) -> None:
    """What somebody learns in a course is logged with its result, not beside it."""
    if (place := in_class(people, ServiceKind(kind), on).first()) is not None:
        raise ServiceRefused(
            f"{place.person.name}当日在“{place.course}”学习，结业时在培训班登记结果，不在这里重复登记。", field=field
        )


def _support(service: NewService) -> dict[str, Any]:
    """What support and insurance have to say, and nothing else may."""
    if service.kind in SUPPORTS:
        return {"authority": service.authority.strip(), "period": service.period}
    return {"continuity": service.continuity} if service.kind == ServiceKind.INSURANCE else {}


def _check_parts(service: NewService) -> None:
    is_support, is_insurance = service.kind in SUPPORTS, service.kind == ServiceKind.INSURANCE
    if is_support and not service.authority.strip():
        raise ServiceRefused("请填写办理部门。", field="authority")
    if is_support and service.first_day is None:
        raise ServiceRefused("请填写扶持期限的起始日期。", field="first_day")
    if is_support and service.first_day and service.last_day and service.last_day < service.first_day:
        raise ServiceRefused("扶持期限的终止日期不能早于起始日期。", field="last_day")
    if is_insurance and not service.continuity:
        raise ServiceRefused("请选择社会保险关系的接续情况。", field="continuity")
    if service.kind == ServiceKind.REFERRAL and service.outcome == Reception.ACCEPTED:
        raise ServiceRefused(
            "职业介绍登记为“推荐岗位”，不在这里登记；这里只登记本人拒绝接受或未联系上的。", field="kind"
        )
    if service.is_signed and service.outcome != Reception.REFUSED:
        raise ServiceRefused("拒绝接受服务的，才有本人签字的声明。", field="is_signed")


def _said(words: str, lacking: str, *, field: str) -> str:
    if not words.strip():
        raise ServiceRefused(lacking, field=field)
    return words.strip()
