"""用人信息: collected from employers, published, asked after again, and closed when nobody did."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import FieldRefused
from assistance.enums import Closing, Health
from assistance.models import Employer, Vacancy
from assistance.queries.vacancies import post_types_on, trades_on, valid_days_on
from households.actions.submissions import sent_before
from policy.parameters import ParameterNotInForce


class VacancyRefused(FieldRefused):
    """The vacancy cannot be kept so."""


@dataclass(frozen=True)
class VacancySaid:
    """What an employer looks for. ``wage`` is yuan a month; ``skill`` is empty where none is asked for."""

    position: str
    post_type: str
    wanted: int
    wage: Decimal
    works_in: Area
    place: str
    collected_on: dt.date
    expires_on: dt.date
    skill: str = ""
    strength: Health = Health.FIT
    is_funded: bool = False
    note: str = ""
    enquiries: str = ""


@transaction.atomic
def collect_vacancy(
    *,
    employer: Employer,
    area: Area,
    said: VacancySaid,
    worker: User,
    at: dt.datetime,
    submission: uuid.UUID | None = None,
) -> Vacancy:
    """Keep what an employer of the city looks for, as the community ``area`` of the worker's area collected it.

    A form sent twice is one vacancy. Raises VacancyRefused.
    """
    known_employer = Employer.objects.visible_to(worker).select_for_update(of=("self",), no_key=True)
    own = known_employer.filter(pk=employer.pk).first()
    if own is None or own.closed_on is not None:
        raise VacancyRefused("该单位已停业或迁出，不能登记用人信息。", field="employer")
    known = sent_before(Vacancy.objects.kept_by(worker), submission)
    if known is not None:
        return known
    if worker.area is None or not worker.area.contains(area) or area.level != AreaLevel.COMMUNITY:
        raise VacancyRefused("来源社区须在您的辖区。", field="area")
    made = Vacancy(employer=own, area=area, submission=submission, collected_by=worker, collected_at=at)
    _keep(made, said, timezone.localdate(at))
    audit.record(event="vacancy.collected", subject=made, actor=worker, at=at, after=_told(made))
    return made


@transaction.atomic
def correct_vacancy(*, vacancy: Vacancy, said: VacancySaid, worker: User, at: dt.datetime) -> Vacancy:
    """Correct a vacancy that is not closed; offers made of it keep the terms they had. Raises VacancyRefused."""
    own = _own(vacancy, worker)
    before = _told(own)
    _keep(own, said, timezone.localdate(at))
    audit.record(event="vacancy.corrected", subject=own, actor=worker, at=at, before=before, after=_told(own))
    return own


@transaction.atomic
def publish_vacancy(*, vacancy: Vacancy, enquiries: str, worker: User, at: dt.datetime) -> Vacancy:
    """Publish a vacancy with the telephone whoever is interested calls. Raises VacancyRefused."""
    own, today = _own(vacancy, worker), timezone.localdate(at)
    if own.published_on is not None:
        raise VacancyRefused("该用人信息已经发布。")
    if own.expires_on < today:
        raise VacancyRefused("该用人信息已过有效期，请先向单位复核。")
    if not enquiries.strip():
        raise VacancyRefused("请填写对外公布的咨询电话。", field="enquiries")
    own.published_on, own.enquiries = today, enquiries.strip()
    own.save(update_fields=["published_on", "enquiries"])
    audit.record(event="vacancy.published", subject=own, actor=worker, at=at, on=today.isoformat())
    return own


@transaction.atomic
def renew_vacancy(*, vacancy: Vacancy, worker: User, at: dt.datetime) -> Vacancy:
    """Note that the employer was asked again and still looks: it holds on for as long as a new one would.

    Also of one that closed because nobody had asked. Raises VacancyRefused, and ParameterNotInForce.
    """
    own, today = _own(vacancy, worker, also_expired=True), timezone.localdate(at)
    own.expires_on = today + dt.timedelta(days=valid_days_on(today, own.area))
    own.closed_on, own.closing = None, ""
    own.save(update_fields=["expires_on", "closed_on", "closing"])
    audit.record(event="vacancy.renewed", subject=own, actor=worker, at=at, last_day=own.expires_on.isoformat())
    return own


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, worker: User, at: dt.datetime) -> Vacancy:
    """Close a vacancy whose employer looks for nobody any more. Raises VacancyRefused."""
    own = _own(vacancy, worker)
    return _close(own, Closing.WITHDRAWN, worker, at)


@transaction.atomic
def close_stale(*, on: dt.date, actor: User, at: dt.datetime) -> int:
    """Close what nobody asked after in time, and what found all its people. Returns how many; a second run finds none.

    What an officer is just writing on is left to the next night.
    """
    rows = Vacancy.objects.filter(closed_on=None).select_for_update(of=("self",), skip_locked=True)
    expired = list(rows.filter(expires_on__lt=on).order_by("pk"))
    full = Vacancy.objects.lacking(on).values("pk")
    filled = list(rows.filter(expires_on__gte=on).exclude(pk__in=full).order_by("pk"))
    for own, why in [*((one, Closing.FILLED) for one in filled), *((one, Closing.EXPIRED) for one in expired)]:
        _close(own, why, actor, at, on=on)
    return len(expired) + len(filled)


def _close(own: Vacancy, why: Closing, actor: User, at: dt.datetime, on: dt.date | None = None) -> Vacancy:
    own.closed_on, own.closing = on or timezone.localdate(at), why
    own.save(update_fields=["closed_on", "closing"])
    audit.record(event="vacancy.closed", subject=own, actor=actor, at=at, reason=why.label)
    return own


def _own(vacancy: Vacancy, worker: User, *, also_expired: bool = False) -> Vacancy:
    rows = Vacancy.objects.kept_by(worker).select_for_update(of=("self",)).select_related("area", "employer")
    own = rows.filter(pk=vacancy.pk).first()
    if own is None:
        raise VacancyRefused("该用人信息不是您的辖区收集的，由来源社区办理。")
    if own.closed_on is not None and not (also_expired and own.closing == Closing.EXPIRED):
        raise VacancyRefused(f"该用人信息已于 {own.closed_on} 关闭（{own.get_closing_display()}）。")
    return own


def _keep(own: Vacancy, said: VacancySaid, today: dt.date) -> None:
    _refuse(own, said, today)
    for name, value in vars(said).items():
        setattr(own, name, value.strip() if isinstance(value, str) else value)
    own.save()


def _refuse(own: Vacancy, said: VacancySaid, today: dt.date) -> None:
    for field, text in (("position", said.position), ("place", said.place)):
        if not text.strip():
            raise VacancyRefused(f"请填写{_title(field)}。", field=field)
    if said.wanted < 1:
        raise VacancyRefused("招用人数至少为 1 人。", field="wanted")
    if said.collected_on > today:
        raise VacancyRefused("收集日期不能晚于今天。", field="collected_on")
    if own.published_on is not None and (said.collected_on > own.published_on or not said.enquiries.strip()):
        raise VacancyRefused("已发布的信息须有咨询电话，收集日期不能晚于发布日期。", field="enquiries")
    _refuse_by_policy(own, said, today)


def _refuse_by_policy(own: Vacancy, said: VacancySaid, today: dt.date) -> None:
    try:
        days, types = valid_days_on(said.collected_on, own.area), post_types_on(said.collected_on, own.area)
        trades = trades_on(said.collected_on, own.area)
    except ParameterNotInForce as silent:
        raise VacancyRefused(str(silent)) from silent
    if said.post_type not in types and said.post_type != own.post_type:
        raise VacancyRefused(f"{said.collected_on} 的岗位类型中没有“{said.post_type}”。", field="post_type")
    if said.skill not in ("", own.skill, *trades):
        raise VacancyRefused(f"{said.collected_on} 的专业（工种）中没有“{said.skill}”。", field="skill")
    latest = max(said.collected_on, own.expires_on or today, today + dt.timedelta(days=days))
    if not said.collected_on <= said.expires_on <= latest:
        words = f"有效期应在收集日期与 {latest} 之间（{days} 天），到期前向单位复核可以延长。"
        raise VacancyRefused(words, field="expires_on")


def _told(own: Vacancy) -> dict[str, str]:
    """What stands of the vacancy: nothing in it is of anybody."""
    names = (*VacancySaid.__dataclass_fields__, "employer", "area")
    return {_title(name): str(getattr(own, name) or "") for name in names}


def _title(name: str) -> str:
    return str(Vacancy._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a field of its own
