import datetime as dt
import logging
from typing import Any, TypeVar, cast

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.permissions import Act, may
from policy import parameters
from policy.deadlines import Calendar
from policy.models import calendar, value_on
from policy.parameters import Value

from . import workflow
from .models import Approvable, ApprovalRecord, Notice
from .queries import Names, names_for
from .workflow import Decision, Said, Status

logger = logging.getLogger(__name__)

A = TypeVar("A", bound=Approvable)
ONE_DAY = dt.timedelta(days=1)
BATCH = 1000  # rows written in one statement


class DecisionRefused(Exception):
    """The rules do not allow this act on the application; the message is for the officer."""


@transaction.atomic
def submit(*, application: A, actor: User, at: dt.datetime) -> A:
    """Send a draft, or an application returned for correction, on its way: a new round.

    Raises DecisionRefused if it is outside the actor's area, already under way or decided.
    """
    locked = _locked(application, actor)
    today = timezone.localdate(at)
    locked.position = _moved(workflow.submitted, locked.position, locked.chain, locked)
    locked.round += 1
    _open_step(locked, opens_on=today, days=calendar())
    locked.save(update_fields=["status", "step", "round", "opens_on", "due_on", "due_is_provisional"])
    audit.record(event=f"{_noun(locked)}.submitted", subject=locked, actor=actor, at=at, round=locked.round)
    return locked


@transaction.atomic
def decide(
    *,
    application: A,
    actor: User,
    decision: Decision,
    said: Said,
    at: dt.datetime,
    on_behalf_of: User | None = None,
) -> A:
    """Record one officer's decision and move the application along its chain.

    A deputy names the absent officer in ``on_behalf_of``; whose own role does not decide need not, where there is but
    one. Returns the application as it now stands. Raises DecisionRefused if it is not waiting for this officer, not to
    be decided in that name, if anything but an approval comes without a reason, or what is in ``CITING`` without the
    article.
    """
    today = timezone.localdate(at)
    queue = type(application).objects.waiting_for(actor, on=today)  # type: ignore[arg-type]  # abstract manager
    waiting = cast(A | None, queue.select_for_update(of=("self",)).filter(pk=application.pk).first())
    if waiting is None or waiting.step is None or waiting.opens_on is None or waiting.due_on is None:
        raise DecisionRefused("该申请当前不由您审批：可能已由他人办理、仍在公示期，或您已在其他环节审批过。")
    _check_said(decision, said)
    days, step, absent = calendar(), waiting.step, _absent(waiting, actor, on_behalf_of, today)
    seat, _ = waiting.seats.get_or_create(actor=actor, defaults={"step": step})
    waiting.approval_records.create(
        round=waiting.round,
        step=step,
        seat=seat,
        decision=decision.value,
        comment=said.comment.strip(),
        article=said.article.strip() if decision in workflow.CITING else "",
        opened_on=waiting.opens_on,
        due_on=waiting.due_on,
        days_late=days.late(waiting.due_on, today),
        decided_at=at,
        on_behalf_of=absent,
    )
    waiting.position = _moved(workflow.decided, waiting.position, decision, waiting.chain, waiting)
    _close_side_matter(waiting, decision)
    _arrive(waiting, decided_step=waiting.chain.reviewed(step), on=today, days=days)
    begins = waiting.status == Status.APPROVED and decision is not Decision.SUSTAIN  # leaves in force what was
    effects = waiting.take_effect(today) if begins else ()
    waiting.save(update_fields=["status", "step", "opens_on", "due_on", "due_is_provisional", *effects])
    event = f"{_noun(waiting)}.{decision}"
    audit.record(event=event, subject=waiting, actor=actor, at=at, step=step, **audit.named(absent))
    logger.info("application.decided", extra={"application": waiting.pk, "step": step, "decision": decision.value})
    return waiting


def _check_said(decision: Decision, said: Said) -> None:
    if decision is not Decision.APPROVE and not said.comment.strip():
        raise DecisionRefused("退回、不予认定、异议结论或复核结论须填写说明。")
    if decision in workflow.CITING and not said.article.strip():
        raise DecisionRefused("不予认定、异议成立和复核结论须写明依据的文件和条款。")


@transaction.atomic
def object_to(*, application: A, text: str, actor: User, at: dt.datetime) -> A:
    """Record an objection made during the notice: the application goes back to the step the notice followed.

    Raises DecisionRefused if no notice runs today or nothing is said.
    """
    today = timezone.localdate(at)
    locked = _locked(application, actor)
    notice = locked.notices.filter(round=locked.round, outcome="", objected_on=None).first()
    if notice is None or not notice.posted_on <= today <= notice.ends_on or locked.status != Status.PENDING:
        raise DecisionRefused("该申请不在公示期内，不能登记异议。")
    if not text.strip():
        raise DecisionRefused("请填写异议内容。")
    notice.objection, notice.objected_on, notice.recorded_by = text.strip(), today, actor
    notice.save(update_fields=["objection", "objected_on", "recorded_by"])
    locked.position = _moved(workflow.objected, locked.position, notice.step)
    locked.round += 1
    _open_step(locked, opens_on=today, days=calendar())
    locked.save(update_fields=["status", "step", "round", "opens_on", "due_on", "due_is_provisional"])
    audit.record(event=f"{_noun(locked)}.objected", subject=locked, actor=actor, at=at, notice=notice.pk)
    return locked


@transaction.atomic
def request_review(*, application: A, reason: str, actor: User, at: dt.datetime) -> A:
    """Record the applicant's request to have what went against it reviewed: it waits for the level above the one that
    decided.

    Raises DecisionRefused if there is no such decision, the days for it are over, it was reviewed before, or no reason
    is given.
    """
    today, days = timezone.localdate(at), calendar()
    locked = _locked(application, actor)
    contested = contested_record(locked)
    if contested is None:
        raise DecisionRefused("该申请没有被不予认定，或撤销没有决定，不能申请复核。")
    if locked.reviews.exists():
        raise DecisionRefused("该申请已经申请过复核，每件只复核一次。")
    if not reason.strip():
        raise DecisionRefused("请填写申请复核的理由。")
    until, source = reviewable_until(locked, contested, days)
    if today > until:
        raise DecisionRefused(f"申请复核的期限已于 {until} 届满（{source}）。")
    locked.position = _moved(workflow.review_requested, locked.position, contested.step, locked.chain)
    locked.round += 1
    limit = _open_step(locked, opens_on=today, days=days)
    locked.save(update_fields=["status", "step", "round", "opens_on", "due_on", "due_is_provisional"])
    locked.reviews.create(
        step=contested.step,
        reason=reason.strip(),
        requested_on=today,
        requestable_until=until,
        source=source,
        due_source=limit.source,
        recorded_by=actor,
    )
    audit.record(event=f"{_noun(locked)}.review_requested", subject=locked, actor=actor, at=at, round=locked.round)
    return locked


def contested_record(application: Approvable) -> ApprovalRecord | None:
    """The decision that went against the applicant, the latest if there were several: the one a review is about."""
    chain, rows = application.chain, application.approval_records.all()
    if chain.contested is Status.APPROVED:
        rows = rows.filter(decision=Decision.APPROVE, step=len(chain.steps))
    else:
        rows = rows.filter(decision__in=[decision.value for decision in workflow.REFUSALS])
    return cast(ApprovalRecord | None, rows.order_by("-decided_at", "-pk").first())


def reviewable_until(application: Approvable, contested: ApprovalRecord, days: Calendar) -> tuple[dt.date, str]:
    """The last day on which a review of ``contested`` can be asked for, and the article. Raises ParameterNotInForce."""
    decided_on = timezone.localdate(contested.decided_at)
    term = value_on(parameters.REVIEW_REQUEST_WORKDAYS, decided_on, application.area)
    return days.due(decided_on, term.value), term.source


@transaction.atomic
def withdraw(*, application: A, reason: str, actor: User, at: dt.datetime) -> A:
    """Take back what is not decided yet. Raises DecisionRefused where it is not the actor's to take back, without a
    reason, or once it is decided."""
    own = type(application).objects.withdrawable_by(actor, on=timezone.localdate(at))  # type: ignore[arg-type]
    locked = cast(A | None, own.select_for_update(of=("self",)).filter(pk=application.pk).first())
    if locked is None:
        raise DecisionRefused("该申请不在您的辖区，或不由您撤回。")
    if not reason.strip():
        raise DecisionRefused("请填写撤回原因。")
    was_in_review = locked.status == Status.IN_REVIEW
    locked.position = _moved(workflow.withdrawn, locked.position, locked.chain)
    if was_in_review:
        locked.reviews.filter(outcome="").update(outcome="withdrawn")
    locked.opens_on = locked.due_on = None
    locked.due_is_provisional = False
    locked.save(update_fields=["status", "step", "opens_on", "due_on", "due_is_provisional"])
    audit.record(event=f"{_noun(locked)}.withdrawn", subject=locked, actor=actor, at=at, reason=reason.strip())
    return locked


@transaction.atomic
def settle_provisional(model: type[Approvable], *, actor: User, at: dt.datetime) -> int:
    """Recompute what was dated beyond the known calendar, now that a calendar was entered. Returns how many rows."""
    days, notices = calendar(), cast(Any, model).notices.rel.related_model.objects
    rows = model._default_manager.filter(status__in=workflow.IN_OFFICE, due_is_provisional=True)
    waiting = list(rows.select_for_update(of=("self",)).select_related("area").order_by("pk"))
    posted = notices.filter(application__in=waiting, round=F("application__round"), end_is_provisional=True)
    running, dated = {notice.application_id: notice for notice in posted}, []
    for application in waiting:
        notice = running.get(application.pk)
        if notice is not None and application.step == application.chain.after(notice.step, application):
            _post(notice, application, days)
            dated.append(notice)
            application.opens_on = notice.ends_on + ONE_DAY
        _open_step(application, opens_on=cast(dt.date, application.opens_on), days=days)
    notices.bulk_update(dated, ["ends_on", "end_is_provisional"], batch_size=BATCH)
    model._default_manager.bulk_update(waiting, ["opens_on", "due_on", "due_is_provisional"], batch_size=BATCH)
    said = [(application, {"due_on": str(application.due_on)}) for application in waiting]
    audit.record_each(event=f"{model._meta.model_name}.dated", subjects=said, actor=actor, at=at)
    return len(waiting)


def _locked(application: A, actor: User) -> A:
    rows = type(application).objects.visible_to(actor)  # type: ignore[arg-type]  # abstract manager
    locked = cast(A | None, rows.select_for_update(of=("self",)).filter(pk=application.pk).first())
    if locked is None:
        raise DecisionRefused("该申请不在您的辖区。")
    return locked


def _moved(transition: Any, *args: Any) -> workflow.Position:
    try:
        return transition(*args)
    except workflow.TransitionNotAllowed as refused:
        raise DecisionRefused(str(refused)) from refused


def _noun(application: Approvable) -> str:
    return application._meta.model_name or ""


def _absent(application: Approvable, actor: User, named: User | None, on: dt.date) -> User | None:
    if named is None and may(actor, Act.DECIDE):
        return None
    return in_the_name_of(named, names=names_for(application, actor, on))


def in_the_name_of(named: User | None, *, names: Names) -> User | None:
    """The absent officer for whom somebody acts who ``named`` one, or None for the own name.

    Nobody need be named where there is but one. Raises DecisionRefused if it cannot be done in that name.
    """
    if named is None and names.is_own:
        return None
    if named is None and len(names.absent) == 1:
        return names.absent[0]
    if named is None:
        raise DecisionRefused("请选择代谁办理。")
    if named not in names.absent:
        raise DecisionRefused(f"您今天不能代{named}办理本件：不在代理期间，或{named}不能办理本件。")
    return named


def _open_step(application: Approvable, *, opens_on: dt.date, days: Calendar) -> Value:
    """The present step opens on ``opens_on`` and is due so many working days after it, by the value returned."""
    step = cast(workflow.Step, application.current_step)
    limit = value_on(step.workdays, opens_on, application.area)
    application.opens_on = opens_on
    application.due_on = days.due(opens_on, limit.value)
    application.due_is_provisional = days.is_provisional(application.due_on)
    return limit


def _arrive(application: Approvable, *, decided_step: int, on: dt.date, days: Calendar) -> None:
    """Date the position reached: the next step, the notice before it, or the end."""
    if application.status != Status.PENDING:
        application.opens_on = application.due_on = None
        application.due_is_provisional = False
        return
    opens_on = on
    if application.chain.step(decided_step).notice is not None:
        notice = application.notices.model(
            application=application, round=application.round, step=decided_step, posted_on=on
        )
        _post(notice, application, days)
        notice.save(force_insert=True)
        opens_on = notice.ends_on + ONE_DAY
    _open_step(application, opens_on=opens_on, days=days)


def _post(notice: Notice, application: Approvable, days: Calendar) -> None:
    """Date the notice by the working days in force when it was posted."""
    parameter = cast(Any, application.chain.step(notice.step).notice)
    term = value_on(parameter, notice.posted_on, application.area)
    notice.ends_on, notice.source = days.due(notice.posted_on, term.value), term.source
    notice.end_is_provisional = days.is_provisional(notice.ends_on)


def _close_side_matter(application: Approvable, decision: Decision) -> None:
    """Write the finding onto the notice that was objected to, or onto the review that was asked for."""
    if decision in (Decision.UPHOLD, Decision.DISMISS):
        application.notices.filter(objected_on__isnull=False, outcome="").update(outcome=decision.value)
    if decision in (Decision.SUSTAIN, Decision.OVERTURN):
        application.reviews.filter(outcome="").update(outcome=decision.value)
