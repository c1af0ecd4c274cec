"""The registers of the offices: enquiries, plans that let people go, proofs of unemployment, supervision, promises."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Area, User
from assistance.models import Enquiry, PublicPromise, Supervision, UnemploymentCheck, WorkforcePlan
from assistance.models.matters import Matter
from assistance.register_enums import OUTCOMES_OF, PlanKind, PlanOutcome
from households.actions.submissions import sent_before
from households.models import Household

from .matters import MatterRefused, Receipt, about, due_by, said

BEFORE_IT_BEGINS = "黑社保发[2004]7号 三(一)3：未经职代会讨论、未报告或未批准的不得实施"


@dataclass(frozen=True)
class NewPlan:
    """How many an employer lets go, from which day on, and how they are settled."""

    kind: PlanKind
    workers: int
    planned_on: dt.date
    text: str


@dataclass(frozen=True)
class NewSupervision:
    """What was found at an office of the delivery of a policy, and by when it is to be mended."""

    office: str
    policy: str
    findings: str
    mend_by: dt.date


@transaction.atomic
def take_enquiry(*, question: str, caller: str, phone: str, receipt: Receipt, actor: User, at: dt.datetime) -> Enquiry:
    """Enter a call; the same form sent twice is one. Raises MatterRefused."""
    area = _office(actor)
    due = due_by("enquiry", receipt.received_on, area, at=at)
    asked = said(question, "请填写咨询内容。", field="question")
    return _enter(
        Enquiry, receipt, actor, at, area=area, question=asked, caller=caller.strip(), phone=phone.strip(), **due
    )


@transaction.atomic
def refer_enquiry(*, enquiry: Enquiry, office: Area, actor: User, at: dt.datetime) -> Enquiry:
    """Let another office answer; the day it is due stays. Raises MatterRefused."""
    own: Enquiry = _held(enquiry, actor)
    if office == own.area:
        raise MatterRefused("该咨询已在这个单位办理。", field="office")
    own.area, own.referred_on, own.referred_by = office, timezone.localdate(at), actor
    own.save(update_fields=["area", "referred_on", "referred_by"])
    audit.record(event="enquiry.referred", subject=own, actor=actor, at=at, area=office.code)
    return own


@transaction.atomic
def answer_enquiry(*, enquiry: Enquiry, result: str, answer: str, actor: User, at: dt.datetime) -> Enquiry:
    """Close an enquiry with what was answered. Raises MatterRefused."""
    answer = said(answer, "请填写答复。", field="answer")
    own: Enquiry = _close(enquiry, actor, at, result=result, answer=answer)
    return own


@transaction.atomic
def report_plan(*, plan: NewPlan, receipt: Receipt, actor: User, at: dt.datetime) -> WorkforcePlan:
    """Enter what an employer reports; it is due before it is to begin. Raises MatterRefused."""
    if not receipt.whom.employer.strip():
        raise MatterRefused("请填写报告的单位。", field="employer")
    _not_later(receipt.received_on, at, field="received_on")
    if plan.planned_on < receipt.received_on:
        raise MatterRefused("拟实施日期不能早于收到日期。", field="planned_on")
    told = {"kind": plan.kind, "workers": plan.workers, "planned_on": plan.planned_on}
    told |= {
        "text": said(plan.text, "请填写方案要点。", field="text"),
        "due_on": plan.planned_on,
        "due_source": BEFORE_IT_BEGINS,
    }
    return _enter(WorkforcePlan, receipt, actor, at, area=_office(actor), **told)


@transaction.atomic
def pass_congress(*, plan: WorkforcePlan, on: dt.date, actor: User, at: dt.datetime) -> WorkforcePlan:
    """The workers' congress discussed it on a day. Raises MatterRefused."""
    own: WorkforcePlan = _held(plan, actor)
    _not_later(on, at, field="on")
    own.congress_on = on
    own.save(update_fields=["congress_on"])
    audit.record(event="workforce_plan.discussed", subject=own, actor=actor, at=at, on=on.isoformat())
    return own


@transaction.atomic
def decide_plan(
    *, plan: WorkforcePlan, outcome: PlanOutcome, decision: str, actor: User, at: dt.datetime
) -> WorkforcePlan:
    """Close a plan: noted, approved or refused; without the congress it can only be refused. Raises MatterRefused."""
    own: WorkforcePlan = _held(plan, actor)
    if outcome not in OUTCOMES_OF[PlanKind(own.kind)]:
        raise MatterRefused("裁员方案备案，安置方案须审核批准。", field="outcome")
    if outcome != PlanOutcome.REFUSED and own.congress_on is None:
        raise MatterRefused("未经职代会讨论的方案不得实施，请先登记讨论日期。", field="outcome")
    decision = said(decision, "请写明审核机关、文号和意见。", field="decision")
    closed: WorkforcePlan = _close(own, actor, at, outcome=outcome, decision=decision)
    return closed


@transaction.atomic
def open_check(*, receipt: Receipt, actor: User, at: dt.datetime) -> UnemploymentCheck:
    """Begin to look into whether somebody is out of work; the community where the person lives answers for it.

    Raises MatterRefused.
    """
    if not receipt.whom.id_number.strip():
        raise MatterRefused("请填写申请人的身份证号。", field="id_number")
    home = about(receipt.whom, actor=actor, on=receipt.received_on)["household_id"]
    area = Household.objects.select_related("area").get(pk=home).area if home else _office(actor)
    due = due_by("unemployment", receipt.received_on, area, at=at)
    return _enter(UnemploymentCheck, receipt, actor, at, area=area, **due)


@transaction.atomic
def note_check(*, check: UnemploymentCheck, findings: str, actor: User, at: dt.datetime) -> UnemploymentCheck:
    """Say what was found of somebody's unemployment. Raises MatterRefused."""
    own: UnemploymentCheck = _held(check, actor)
    own.findings = said(findings, "请填写核实情况。", field="findings")
    own.checked_on, own.checked_by = timezone.localdate(at), actor
    own.save(update_fields=["findings", "checked_on", "checked_by"])
    audit.record(event="unemployment_check.made", subject=own, actor=actor, at=at)
    return own


@transaction.atomic
def decide_check(
    *, check: UnemploymentCheck, refusal: str, decision: str, actor: User, at: dt.datetime
) -> UnemploymentCheck:
    """Issue the proof, or refuse it for one of three reasons (``refusal``), by another than who looked into it.

    Raises MatterRefused.
    """
    own: UnemploymentCheck = _held(check, actor)
    if own.checked_on is None:
        raise MatterRefused("还没有登记核实情况。")
    if own.checked_by == actor:
        raise MatterRefused("核实的人不能决定，请由其他人决定。")
    decision = said(decision, "请写明决定理由。", field="decision")
    closed: UnemploymentCheck = _close(own, actor, at, is_granted=not refusal, refusal=refusal, decision=decision)
    return closed


@transaction.atomic
def supervise(*, found: NewSupervision, receipt: Receipt, actor: User, at: dt.datetime) -> Supervision:
    """Enter what was found at an office, to be mended by a day. Raises MatterRefused."""
    _not_later(receipt.received_on, at, field="received_on")
    if found.mend_by < receipt.received_on:
        raise MatterRefused("整改期限不能早于督查日期。", field="mend_by")
    told = {
        "office": said(found.office, "请填写被督查单位。", field="office"),
        "policy": said(found.policy, "请填写督查的政策。", field="policy"),
        "findings": said(found.findings, "请填写发现的问题。", field="findings"),
    }
    due = {"due_on": found.mend_by, "due_source": "督查要求的整改期限"}
    return _enter(Supervision, receipt, actor, at, area=_office(actor), **told, **due)


@transaction.atomic
def mend(*, supervision: Supervision, mended: str, actor: User, at: dt.datetime) -> Supervision:
    """Close a supervision with what was mended, and how that is known. Raises MatterRefused."""
    mended = said(mended, "请写明整改情况和证明。", field="mended")
    own: Supervision = _close(supervision, actor, at, mended=mended)
    return own


@transaction.atomic
def promise(
    *, text: str, owner: str, deadline: dt.date, receipt: Receipt, actor: User, at: dt.datetime
) -> PublicPromise:
    """Enter what is promised to the citizens until a day. Raises MatterRefused."""
    _not_later(receipt.received_on, at, field="received_on")
    if deadline < receipt.received_on:
        raise MatterRefused("兑现期限不能早于承诺日期。", field="deadline")
    told = {
        "text": said(text, "请填写承诺内容。", field="text"),
        "owner": said(owner, "请填写责任单位和责任人。", field="owner"),
    }
    due = {"due_on": deadline, "due_source": "向市民承诺的期限"}
    return _enter(PublicPromise, receipt, actor, at, area=_office(actor), **told, **due)


@transaction.atomic
def tell_progress(*, promise: PublicPromise, progress: str, actor: User, at: dt.datetime) -> PublicPromise:
    """Say how far a promise is; the audit keeps that it was said before. Raises MatterRefused."""
    own: PublicPromise = _held(promise, actor)
    own.progress, own.progress_on = said(progress, "请填写进展。", field="progress"), timezone.localdate(at)
    own.save(update_fields=["progress", "progress_on"])
    audit.record(event="public_promise.reported_on", subject=own, actor=actor, at=at)
    return own


@transaction.atomic
def settle(*, promise: PublicPromise, is_kept: bool, evidence: str, actor: User, at: dt.datetime) -> PublicPromise:
    """Close a promise as kept or not, by evidence. Raises MatterRefused."""
    evidence = said(evidence, "请写明兑现的证明，或者未兑现的原因。", field="evidence")
    own: PublicPromise = _close(promise, actor, at, is_kept=is_kept, evidence=evidence)
    return own


def _enter(model: type[Any], receipt: Receipt, actor: User, at: dt.datetime, *, area: Area, **values: Any) -> Any:
    """A new matter; the office is held, so that of two sendings of one form one waits for the other."""
    held = Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    if (there := sent_before(model.objects, receipt.submission)) is not None:
        return there
    made = model.objects.create(
        area=held,
        received_on=receipt.received_on,
        recorded_by=actor,
        recorded_at=at,
        submission=receipt.submission,
        **about(receipt.whom, actor=actor, on=receipt.received_on),
        **values,
    )
    audit.record(event="matter.entered", subject=made, actor=actor, at=at, due_on=str(made.due_on))
    return made


def _held(matter: Matter, actor: User) -> Any:
    """The open matter, held, of the actor's area."""
    rows: Any = type(matter)._default_manager
    own = rows.visible_to(actor).open().select_for_update(of=("self",)).filter(pk=matter.pk).first()
    if own is None:
        raise MatterRefused("该件已经办结，或不在您的辖区。")
    return own


def _close(matter: Matter, actor: User, at: dt.datetime, **values: Any) -> Any:
    own = _held(matter, actor)
    for name, value in values.items():
        setattr(own, name, value)
    own.closed_on, own.closed_by = timezone.localdate(at), actor
    own.save(update_fields=[*values, "closed_on", "closed_by"])
    audit.record(event="matter.closed", subject=own, actor=actor, at=at)
    return own


def _not_later(day: dt.date, at: dt.datetime, *, field: str) -> None:
    if day > timezone.localdate(at):
        raise MatterRefused("日期不能晚于今天。", field=field)


def _office(actor: User) -> Area:
    if actor.area is None:
        raise MatterRefused("您的账号没有所属区划，不能登记。")
    return actor.area
