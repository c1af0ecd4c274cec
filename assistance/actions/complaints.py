"""举报投诉: received from an officer or from the public page, accepted or declined, investigated and replied to."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit, origin
from accounts.actions import system_user
from accounts.enums import AreaLevel
from accounts.models import Area, AuditEntry, User
from assistance.enums import ServiceKind
from assistance.models import Complaint, Service
from assistance.register_enums import INVESTIGATED, TAKEN_BY_AN_OFFICER, ComplaintChannel, Finding
from households.actions.submissions import sent_before

from .matters import MatterRefused, Receipt, about, due_by, said

HOUR = dt.timedelta(hours=1)
PUBLIC = "complaint.sent_in"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another


@dataclass(frozen=True)
class NewComplaint:
    """What is complained of. ``against_area`` is None where the office is not known."""

    channel: ComplaintChannel
    against: str
    against_area: Area | None
    text: str
    contact_name: str = ""
    contact_phone: str = ""


@dataclass(frozen=True)
class Acceptance:
    """Whether the complaint is aimed at the office complained of, and the officer complained of, where one is."""

    is_targeted: bool
    against_officer: User | None = None
    service: Service | None = None


@dataclass(frozen=True)
class Conclusion:
    """What was found, and what whoever complained is told."""

    finding: Finding
    findings: str
    reply: str


@transaction.atomic
def take_complaint(*, complaint: NewComplaint, receipt: Receipt, officer: User, at: dt.datetime) -> Complaint:
    """Enter a complaint that came by phone, letter or visit. The same form sent twice is one. Raises MatterRefused."""
    if officer.area is None:
        raise MatterRefused("您的账号没有所属区划，不能登记举报投诉。")
    if complaint.channel not in TAKEN_BY_AN_OFFICER:
        raise MatterRefused("请选择渠道。", field="channel")
    return _receive(complaint, receipt, officer, at, "complaint.received")


@transaction.atomic
def send_in(*, complaint: NewComplaint, receipt: Receipt, at: dt.datetime) -> Complaint:
    """Enter a complaint from the public page, in the system's name. Raises MatterRefused, also where the page is
    switched off or took as many in the last hour as ``settings.PUBLIC_COMPLAINTS_HOURLY`` allows."""
    if not settings.PUBLIC_COMPLAINTS:
        raise MatterRefused("网上举报投诉已暂停，请拨打电话或到窗口反映。")
    actor = system_user()
    if sent_before(Complaint.objects, receipt.submission) is None:
        _refuse_floods(actor, at)
    return _receive(complaint, receipt, actor, at, PUBLIC)


def _refuse_floods(actor: User, at: dt.datetime) -> None:
    """Counted is what the audit holds of the address and of all; that survives a restart."""
    recent = AuditEntry.objects.filter(actor=actor, at__gt=at - HOUR, event=PUBLIC)
    limits = settings.PUBLIC_COMPLAINTS_HOURLY
    if recent.filter(address=origin.current().address)[: limits["address"]].count() >= limits["address"]:
        raise MatterRefused("一小时内提交的次数已满，请稍后再提交，或拨打电话反映。")
    if recent[: limits["all"]].count() >= limits["all"]:
        raise MatterRefused("现在提交的人太多，请稍后再提交，或拨打电话反映。")


def _receive(complaint: NewComplaint, receipt: Receipt, actor: User, at: dt.datetime, event: str) -> Complaint:
    office = _office_for(complaint.against_area)
    if (there := sent_before(Complaint.objects, receipt.submission)) is not None:
        return there
    made = Complaint.objects.create(
        number="TS" + "".join(secrets.choice(LETTERS) for _ in range(10)),
        area=office,
        channel=complaint.channel,
        against=said(complaint.against, "请写明举报投诉的单位或人员。", field="against"),
        against_area=complaint.against_area,
        text=said(complaint.text, "请写明举报投诉的内容。", field="text"),
        contact_name=complaint.contact_name.strip(),
        contact_phone=complaint.contact_phone.strip(),
        received_on=receipt.received_on,
        recorded_by=actor,
        recorded_at=at,
        submission=receipt.submission,
        **about(receipt.whom, actor=actor, on=receipt.received_on),
        **due_by("complaint", receipt.received_on, office, at=at),
    )
    audit.record(
        event=event, subject=made, actor=actor, at=at, kind=made.get_channel_display(), due_on=str(made.due_on)
    )
    return made


def _office_for(against: Area | None) -> Area:
    """The office above the one complained of, within the city; the city's own answers for itself. It is held, so that
    of two sendings of one form one waits for the other."""
    above = against.parent if against is not None else None
    offices = Area.objects.select_for_update(no_key=True)
    return offices.get(pk=above.pk) if above and above.level < AreaLevel.CITY else offices.get(level=AreaLevel.CITY)


@transaction.atomic
def accept(*, complaint: Complaint, acceptance: Acceptance, officer: User, at: dt.datetime) -> Complaint:
    """Accept a complaint (受理): from now on it is looked into. Raises MatterRefused."""
    own = _own(complaint, officer, accepted=False)
    if acceptance.is_targeted and own.against_area is None:
        raise MatterRefused("没有指明区划的，不能认定为有针对性。", field="is_targeted")
    if acceptance.against_officer == officer:
        raise MatterRefused("举报投诉的是您本人，须由其他人受理。", field="against_officer")
    if acceptance.service is not None and acceptance.service.kind != ServiceKind.TAX_RELIEF:
        raise MatterRefused("只能关联税费减免的记录。", field="service")
    own.accepted_on, own.accepted_by = timezone.localdate(at), officer
    own.is_targeted, own.against_officer = acceptance.is_targeted, acceptance.against_officer
    own.service = acceptance.service
    own.save(update_fields=["accepted_on", "accepted_by", "is_targeted", "against_officer", "service"])
    audit.record(event="complaint.accepted", subject=own, actor=officer, at=at, targeted=own.is_targeted)
    return own


@transaction.atomic
def decline(*, complaint: Complaint, reply: str, officer: User, at: dt.datetime) -> Complaint:
    """Do not accept a complaint that is not this office's to look into; ``reply`` says why and where to turn.

    Raises MatterRefused.
    """
    own = _own(complaint, officer, accepted=False)
    own.reply = said(reply, "请写明不予受理的理由，以及应向哪里反映。", field="reply")
    return _close(own, Finding.DECLINED, officer, at)


@transaction.atomic
def conclude(*, complaint: Complaint, conclusion: Conclusion, officer: User, at: dt.datetime) -> Complaint:
    """Close an accepted complaint, by somebody it is not about, with what was found. Raises MatterRefused."""
    own = _own(complaint, officer, accepted=True)
    if conclusion.finding not in INVESTIGATED:
        raise MatterRefused("请选择调查结论。", field="finding")
    own.findings = said(conclusion.findings, "请写明调查情况。", field="findings")
    own.reply = said(conclusion.reply, "请写明答复。", field="reply")
    return _close(own, conclusion.finding, officer, at)


def _close(own: Complaint, finding: Finding, officer: User, at: dt.datetime) -> Complaint:
    own.finding, own.closed_on, own.closed_by = finding, timezone.localdate(at), officer
    own.save(update_fields=["finding", "findings", "reply", "closed_on", "closed_by"])
    audit.record(event="complaint.closed", subject=own, actor=officer, at=at, outcome=own.get_finding_display())
    return own


def _own(complaint: Complaint, officer: User, *, accepted: bool) -> Complaint:
    """The open complaint, held, from the officer's worklist."""
    rows: QuerySet[Any] = Complaint.objects.may_be_judged_by(officer).filter(accepted_on__isnull=not accepted)
    own: Complaint | None = rows.select_for_update(of=("self",)).filter(pk=complaint.pk).first()
    if own is None:
        raise MatterRefused("该件已由他人办理，不在您的辖区，或者举报投诉的是您本人或您的单位。")
    return own
