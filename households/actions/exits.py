"""退出: proposed in the community with evidence, decided at the street."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import User
from approvals import actions as approvals
from approvals.workflow import Decision, Status

from ..enums import ExitReason, FactKind
from ..models import Exit, HardToEmploySpell, Household, ZeroFamilyCase
from ..models.findings import Origin
from .assessment import assess

LOSSES = {ExitReason.UNABLE: FactKind.UNABLE_TO_WORK, ExitReason.NO_DESIRE: FactKind.UNWILLING_TO_WORK}
BY_HAND = "社区提出、街道决定"


class ExitRefused(Exception):
    """The exit cannot be proposed; the message is for the worker."""


@transaction.atomic
def propose_exit(
    *, ends: HardToEmploySpell | ZeroFamilyCase, reason: ExitReason, effective_on: dt.date, evidence: str,
    worker: User, at: dt.datetime,
) -> Exit:  # fmt: skip
    """Propose the end of a person's status or of a family's case, and send it to the street.

    Raises ExitRefused without evidence, for a day before certification or after today, or if one is under way.
    """
    today = timezone.localdate(at)
    if not evidence.strip():
        raise ExitRefused("请写明事实和证明材料。")
    if not ends.certified_on <= effective_on <= today:
        raise ExitRefused(f"退出日期应在认定日期（{ends.certified_on}）与今天之间。")
    if not type(ends).objects.visible_to(worker).filter(pk=ends.pk).exists():
        raise ExitRefused("该对象不在您的辖区。")
    try:
        with transaction.atomic():
            drafted = draft_exit(
                ends, reason=reason, effective_on=effective_on, evidence=evidence.strip(), source=BY_HAND, actor=worker, at=at
            )
    except IntegrityError as error:
        raise ExitRefused("该对象已有退出在办理。") from error
    return approvals.submit(application=drafted, actor=worker, at=at)


def draft_exit(
    ends: HardToEmploySpell | ZeroFamilyCase, *, reason: str, effective_on: dt.date, evidence: str, source: str,
    actor: User, at: dt.datetime,
) -> Exit:  # fmt: skip  # noqa: PLR0913 -- what an exit is made of
    """A draft of an exit: it waits in the community's list until somebody confirms it."""
    subject: dict[str, Any] = {"spell": ends} if isinstance(ends, HardToEmploySpell) else {"family_case": ends}
    drafted = Exit.objects.create(
        **subject,
        household=ends.household,
        area=ends.household.area,
        chain_code=Exit.chains[-1].code,
        reason=reason,
        effective_on=effective_on,
        evidence=evidence,
        source=source,
        drafted_by=actor,
        drafted_at=at,
    )
    audit.record(event="exit.drafted", subject=drafted, actor=actor, at=at, reason=reason, on=str(effective_on))
    return drafted


@transaction.atomic
def decide(*, application: Exit, actor: User, decision: Decision, comment: str, at: dt.datetime) -> Exit:
    """Decide an exit at the street; an approval ends the status or the case on its day. Raises DecisionRefused."""
    decided = approvals.decide(application=application, actor=actor, decision=decision, comment=comment, at=at)
    if decided.status == Status.APPROVED:
        _end(decided, actor, at)
    return decided


def _end(decided: Exit, actor: User, at: dt.datetime) -> None:
    if decided.spell is not None:
        decided.spell.exited_on, decided.spell.exit_reason = decided.effective_on, decided.reason
        decided.spell.save(update_fields=["exited_on", "exit_reason"])
        audit.record(event="spell.exited", subject=decided.spell, actor=actor, at=at, reason=decided.reason)
        _record_loss(decided, actor, at)
    if decided.family_case is not None:
        case = decided.family_case
        known = {end.value for end in ZeroFamilyCase.End}
        case.ended_on = decided.effective_on
        case.end_reason = decided.reason if decided.reason in known else ZeroFamilyCase.End.OTHER.value
        case.save(update_fields=["ended_on", "end_reason"])
        audit.record(event="family_case.ended", subject=case, actor=actor, at=at, reason=case.end_reason)


def _record_loss(decided: Exit, actor: User, at: dt.datetime) -> None:
    """What the street decided about ability or wish is a fact from that day on; the rules are asked again."""
    kind = LOSSES.get(ExitReason(decided.reason))
    spell = decided.spell
    if kind is None or spell is None or spell.person.facts.filter(kind=kind, validity__upper_inf=True).exists():
        return
    spell.person.facts.create(
        kind=kind, validity=DateRange(decided.effective_on, None), evidence=f"{decided.number} {decided.evidence}"[:200]
    )
    household = Household.objects.get(pk=spell.household_id)
    assess(household=household, actor=actor, at=at, origin=Origin.ACT)
