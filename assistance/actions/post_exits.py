"""离岗, 清退 and 空岗报告: the holding of a post ends with the employment in one act; that it is empty is reported."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from assistance.enums import REMOVALS, LeavingCause, NoticeGiven
from assistance.models import EmptyPostReport, PostExit, PostHolding
from assistance.rules.posts import report_due
from households.actions.registrations import RegistrationRefused, end_registration
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce

from .post_holdings import own_holding
from .posts import PostRefused

KNOWN = "已登记离岗，或已提出清退；清退尚未复核签字的，可以先撤回。"


@dataclass(frozen=True)
class Leaving:
    """Why somebody left a post, and the last day; of an employment that ended already its own last day holds."""

    cause: LeavingCause
    reason: str
    last_day: dt.date


@dataclass(frozen=True)
class Removal:
    """Why somebody is to be removed, and how the person was told."""

    cause: LeavingCause
    reason: str
    last_day: dt.date
    told_on: dt.date
    told_how: NoticeGiven


@transaction.atomic
def leave(*, holding: PostHolding, leaving: Leaving, worker: User, at: dt.datetime) -> PostExit:
    """End a holding and the employment in one act, for another cause than those of a removal. Raises PostRefused."""
    own = own_holding(holding, worker)
    if leaving.cause in REMOVALS:
        raise PostRefused("清退须告知本人，并由两人签字。", field="cause")
    reason = _said(leaving.reason)
    if own.last_day is None:
        _end(own, leaving.last_day, leaving.cause, worker, at)
    with refused_if_taken(PostRefused(KNOWN)):
        made = own.exits.create(cause=leaving.cause, reason=reason, signed_by=worker, signed_at=at)
    audit.record(event="post.left", subject=made, actor=worker, at=at, cause=leaving.cause.label)
    return made


@transaction.atomic
def propose_removal(*, holding: PostHolding, removal: Removal, worker: User, at: dt.datetime) -> PostExit:
    """Sign a removal first; it is carried out when somebody else signs it, too. Raises PostRefused."""
    own = own_holding(holding, worker)
    today = timezone.localdate(at)
    if removal.cause not in REMOVALS:
        raise PostRefused("该原因不属于清退。", field="cause")
    if own.last_day is not None:
        raise PostRefused(f"该人员已于 {own.last_day} 离岗，请登记离岗原因。")
    if not own.begun_on <= removal.told_on <= today:
        raise PostRefused(f"告知日期应在上岗日期（{own.begun_on}）与今天之间。", field="told_on")
    if removal.last_day < removal.told_on:
        raise PostRefused("最后在岗日不能早于告知本人的日期。", field="last_day")
    failed = own.assessments.standing().filter(is_competent=False)
    if removal.cause == LeavingCause.INCOMPETENT and not failed.exists():
        raise PostRefused("以考核不能胜任清退的，须先登记考核不胜任。", field="cause")
    with refused_if_taken(PostRefused(KNOWN)):
        made = own.exits.create(
            cause=removal.cause,
            reason=_said(removal.reason),
            proposed_last_day=removal.last_day,
            told_on=removal.told_on,
            told_how=removal.told_how,
            signed_by=worker,
            signed_at=at,
        )
    audit.record(event="post.removal_signed", subject=made, actor=worker, at=at, cause=removal.cause.label)
    return made


@transaction.atomic
def countersign(*, removal: PostExit, officer: User, at: dt.datetime) -> PostExit:
    """Sign a removal as the second person: the holding and the employment end. Raises PostRefused."""
    own = _waiting(removal, officer)
    if own.signed_by_id == officer.pk:
        raise PostRefused("清退须由另一人复核签字。")
    assert own.proposed_last_day is not None  # a constraint holds it of removals
    if own.proposed_last_day > timezone.localdate(at):
        raise PostRefused(f"拟定的最后在岗日（{own.proposed_last_day}）未到，届时再签字。")
    holding = own_holding(own.holding, officer)
    if holding.last_day is not None:
        raise PostRefused(f"该人员已于 {holding.last_day} 离岗，请撤回清退，登记离岗原因。")
    _end(holding, own.proposed_last_day, LeavingCause(own.cause), officer, at)
    own.countersigned_by, own.countersigned_at = officer, at
    own.save(update_fields=["countersigned_by", "countersigned_at"])
    audit.record(event="post.removed", subject=own, actor=officer, at=at, cause=own.get_cause_display())
    return own


@transaction.atomic
def withdraw_removal(*, removal: PostExit, reason: str, actor: User, at: dt.datetime) -> PostExit:
    """Take back a removal that is signed once only: the person stays. Raises PostRefused."""
    own = _waiting(removal, actor)
    own.withdrawn_because, own.withdrawn_by, own.withdrawn_at = _said(reason), actor, at
    own.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    audit.record(event="post.removal_withdrawn", subject=own, actor=actor, at=at, reason=own.withdrawn_because)
    return own


@transaction.atomic
def report_empty_post(
    *, holding: PostHolding, reported_on: dt.date, evidence: str, worker: User, at: dt.datetime
) -> EmptyPostReport:
    """Write down the employer's report of the empty post, judged by the days of its last day held.
    It stays as it is: a late one was late for ever. Raises PostRefused."""
    own = own_holding(holding, worker)
    last_day, today = own.last_day, timezone.localdate(at)
    if last_day is None or not own.exits.done().exists():
        raise PostRefused("请先登记离岗原因，再登记空岗报告。")
    if not last_day <= reported_on <= today:
        raise PostRefused(f"报告日期应在最后在岗日（{last_day}）与今天之间。", field="reported_on")
    if not evidence.strip():
        raise PostRefused("请填写报告凭证。", field="evidence")
    try:
        within = value_on(parameters.POST_REPORT_DAYS, last_day, own.post.area)
    except ParameterNotInForce as silent:
        raise PostRefused(str(silent)) from silent
    with refused_if_taken(PostRefused("该空岗已登记报告。")):
        made = EmptyPostReport.objects.create(
            holding=own,
            due_on=report_due(last_day, within.value),
            due_source=within.source[:200],
            reported_on=reported_on,
            evidence=evidence.strip(),
            entered_on=today,
            recorded_by=worker,
            recorded_at=at,
        )
    on = reported_on.isoformat()
    audit.record(event="post.emptiness_reported", subject=made, actor=worker, at=at, on=on, outcome=str(made.standing))
    return made


def _end(holding: PostHolding, last_day: dt.date, cause: LeavingCause, actor: User, at: dt.datetime) -> None:
    registration = holding.placement.registration
    try:
        end_registration(registration=registration, last_day=last_day, reason=cause.label, worker=actor, at=at)
    except RegistrationRefused as refused:
        raise PostRefused(str(refused), field="last_day") from refused


def _waiting(removal: PostExit, actor: User) -> PostExit:
    rows = PostExit.objects.waiting().visible_to(actor).select_for_update(of=("self",))
    own = rows.select_related("holding").filter(pk=removal.pk).first()
    if own is None:
        raise PostRefused("该清退已经办结、撤回，或不在您的辖区。")
    return own


def _said(reason: str) -> str:
    if not reason.strip():
        raise PostRefused("请写明具体情况。", field="reason")
    return reason.strip()
