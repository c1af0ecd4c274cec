import datetime as dt
import logging
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from policy.deadlines import Calendar
from policy.models import calendar, value_on

from . import workflow
from .models import Approvable, Notice
from .workflow import Decision, Status

logger = logging.getLogger(__name__)

A = TypeVar("A", bound=Approvable)
ONE_DAY = dt.timedelta(days=1)


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
def decide(*, application: A, actor: User, decision: Decision, comment: str, at: dt.datetime) -> A:
    """Record one officer's decision and move the application along its chain.

    Returns the application as it now stands. Raises DecisionRefused if it is not waiting for this officer, or if
    anything but an approval comes without a reason.
    """
    today = timezone.localdate(at)
    queue = type(application).objects.waiting_for(actor, on=today)  # type: ignore[arg-type]  # abstract manager
    waiting = cast(A | None, queue.select_for_update(of=("self",)).filter(pk=application.pk).first())
    if waiting is None or waiting.step is None or waiting.opens_on is None or waiting.due_on is None:
        raise DecisionRefused("该申请当前不由您审批：可能已由他人办理、仍在公示期，或您已在其他环节审批过。")
    if decision is not Decision.APPROVE and not comment.strip():
        raise DecisionRefused("退回、不予认定或异议结论须填写说明。")
    days, step = calendar(), waiting.step
    seat, _ = waiting.seats.get_or_create(actor=actor, defaults={"step": step})
    waiting.approval_records.create(
        round=waiting.round,
        step=step,
        seat=seat,
        decision=decision.value,
        comment=comment.strip(),
        opened_on=waiting.opens_on,
        due_on=waiting.due_on,
        days_late=days.late(waiting.due_on, today),
        decided_at=at,
    )
    waiting.position = _moved(workflow.decided, waiting.position, decision, waiting.chain, waiting)
    _close_objection(waiting, decision)
    effects = _arrive(waiting, decided_step=step, decision=decision, on=today, days=days)
    waiting.save(update_fields=["status", "step", "opens_on", "due_on", "due_is_provisional", *effects])
    audit.record(event=f"{_noun(waiting)}.{decision}", subject=waiting, actor=actor, at=at, step=step)
    logger.info("application.decided", extra={"application": waiting.pk, "step": step, "decision": decision.value})
    return waiting


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
def withdraw(*, application: A, reason: str, actor: User, at: dt.datetime) -> A:
    """Take back what is not decided yet. Raises DecisionRefused without a reason or once it is decided."""
    locked = _locked(application, actor)
    if not reason.strip():
        raise DecisionRefused("请填写撤回原因。")
    locked.position = _moved(workflow.withdrawn, locked.position)
    locked.opens_on = locked.due_on = None
    locked.due_is_provisional = False
    locked.save(update_fields=["status", "step", "opens_on", "due_on", "due_is_provisional"])
    audit.record(event=f"{_noun(locked)}.withdrawn", subject=locked, actor=actor, at=at, reason=reason.strip())
    return locked


@transaction.atomic
def settle_provisional(model: type[Approvable], *, actor: User, at: dt.datetime) -> int:
    """Recompute what was dated beyond the known calendar, now that a calendar was entered. Returns how many rows."""
    days, changed = calendar(), 0
    waiting = model._default_manager.filter(status__in=workflow.IN_OFFICE, due_is_provisional=True)
    for application in waiting.select_for_update(of=("self",)):
        notice = application.notices.filter(round=application.round, end_is_provisional=True).first()
        if notice is not None and application.step == application.chain.after(notice.step, application):
            _post(notice, application, days)
            notice.save(update_fields=["ends_on", "end_is_provisional"])
            application.opens_on = notice.ends_on + ONE_DAY
        _open_step(application, opens_on=cast(dt.date, application.opens_on), days=days)
        application.save(update_fields=["opens_on", "due_on", "due_is_provisional"])
        audit.record(
            event=f"{_noun(application)}.dated", subject=application, actor=actor, at=at, due_on=str(application.due_on)
        )
        changed += 1
    return changed


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


def _open_step(application: Approvable, *, opens_on: dt.date, days: Calendar) -> None:
    """The present step opens on ``opens_on`` and is due so many working days after it."""
    step = cast(workflow.Step, application.current_step)
    limit = value_on(step.workdays, opens_on, application.area).value
    application.opens_on = opens_on
    application.due_on = days.due(opens_on, limit)
    application.due_is_provisional = days.is_provisional(application.due_on)


def _arrive(
    application: Approvable, *, decided_step: int, decision: Decision, on: dt.date, days: Calendar
) -> tuple[str, ...]:
    """Date the position reached: the next step, the notice before it, or the end. Returns further fields set."""
    if application.status != Status.PENDING:
        application.opens_on = application.due_on = None
        application.due_is_provisional = False
        return tuple(application.take_effect(on)) if application.status == Status.APPROVED else ()
    opens_on = on
    if application.chain.step(decided_step).notice is not None:
        notice = application.notices.model(
            application=application, round=application.round, step=decided_step, posted_on=on
        )
        _post(notice, application, days)
        notice.save(force_insert=True)
        opens_on = notice.ends_on + ONE_DAY
    _open_step(application, opens_on=opens_on, days=days)
    return ()


def _post(notice: Notice, application: Approvable, days: Calendar) -> None:
    """Date the notice by the working days in force when it was posted."""
    parameter = cast(Any, application.chain.step(notice.step).notice)
    term = value_on(parameter, notice.posted_on, application.area)
    notice.ends_on, notice.source = days.due(notice.posted_on, term.value), term.source
    notice.end_is_provisional = days.is_provisional(notice.ends_on)


def _close_objection(application: Approvable, decision: Decision) -> None:
    """Write the finding on the objection onto the notice it was made to."""
    if decision in (Decision.UPHOLD, Decision.DISMISS):
        application.notices.filter(objected_on__isnull=False, outcome="").update(outcome=decision.value)
