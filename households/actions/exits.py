"""退出: proposed in the community with evidence, decided at the street."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from accounts.uploads import CheckedFile
from approvals import actions as approvals
from approvals.uploads.actions import attach
from approvals.workflow import Decision, Said, Status
from households.enums import Evidence, ExitReason, FactKind
from households.models import Exit, HardToEmploySpell, Household, ZeroFamilyCase
from households.models.findings import Origin

from .assessment import assess
from .citing import cited

LOSSES = {ExitReason.UNABLE: FactKind.UNABLE_TO_WORK, ExitReason.NO_DESIRE: FactKind.UNWILLING_TO_WORK}
END = ZeroFamilyCase.End
FAMILY_ENDS = {
    ExitReason.STABLE: END.STABLE,
    ExitReason.UNABLE: END.UNABLE,
    ExitReason.NO_DESIRE: END.NO_DESIRE,
    ExitReason.LOST_CONTACT: END.LOST_CONTACT,
    ExitReason.MOVED_OUT: END.MOVED_OUT,
    ExitReason.RETIRED: END.NO_MEMBER,
    ExitReason.DEAD: END.NO_MEMBER,
    ExitReason.REVOKED: END.REVOKED,
    ExitReason.OTHER: END.OTHER,
}
BY_HAND = "社区提出、街道决定"


class ExitRefused(Exception):
    """The exit cannot be proposed; the message is for the worker."""


@dataclass(frozen=True)
class Proposal:
    """Why and from when a status or a case ends, on what evidence, and by what rule it was proposed.

    ``scans`` show the evidence, all of the one kind.
    """

    reason: ExitReason
    effective_on: dt.date
    evidence: str
    source: str = BY_HAND
    scans: Sequence[CheckedFile] = ()
    scanned: Evidence = Evidence.OTHER


@transaction.atomic
def propose_exit(
    *, ends: HardToEmploySpell | ZeroFamilyCase, proposal: Proposal, worker: User, at: dt.datetime
) -> Exit:
    """Propose the end of a person's status or of a family's case, and send it to the street.

    Raises ExitRefused without evidence, for a day before certification or after today, for what has ended already,
    or if an exit is under way; and UploadRefused if a scan is there twice.
    """
    if not type(ends).objects.visible_to(worker).filter(pk=ends.pk).exists():
        raise ExitRefused("该对象不在您的辖区。")
    _check(ends, proposal.effective_on, proposal.evidence, at)
    drafted = draft_unless_under_way(ends, proposal, actor=worker, at=at)
    if drafted is None:
        raise ExitRefused("该对象已有退出在办理。")
    sent = approvals.submit(application=drafted, actor=worker, at=at)
    if proposal.scans:
        attach(application=sent, kind=proposal.scanned, files=proposal.scans, actor=worker, at=at)
    return sent


@transaction.atomic
def submit_exit(*, application: Exit, effective_on: dt.date, evidence: str, worker: User, at: dt.datetime) -> Exit:
    """Send a drafted exit, or one returned for correction, to the street, with its day and evidence as they are now.

    Raises ExitRefused as ``propose_exit`` does, and DecisionRefused if it is under way or decided.
    """
    own = Exit.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=application.pk).first()
    if own is None:
        raise ExitRefused("该退出不在您的辖区。")
    if own.status not in (Status.DRAFT, Status.RETURNED):
        raise approvals.DecisionRefused("该退出已提交或已办结，不能再修改。")
    ends = own.spell or own.family_case
    assert ends is not None  # exit_ends_a_persons_status_or_a_familys_case
    _check(ends, effective_on, evidence, at)
    own.effective_on, own.evidence = effective_on, evidence.strip()
    own.save(update_fields=["effective_on", "evidence"])
    return approvals.submit(application=own, actor=worker, at=at)


def _check(ends: HardToEmploySpell | ZeroFamilyCase, effective_on: dt.date, evidence: str, at: dt.datetime) -> None:
    ended_on = ends.exited_on if isinstance(ends, HardToEmploySpell) else ends.ended_on
    if ended_on is not None:
        raise ExitRefused(f"该对象已于 {ended_on} 退出，不能再次退出。")
    if not evidence.strip():
        raise ExitRefused("请写明事实和证明材料。")
    if not ends.certified_on <= effective_on <= timezone.localdate(at):
        raise ExitRefused(f"退出日期应在认定日期（{ends.certified_on}）与今天之间。")


def _drafted(ends: HardToEmploySpell | ZeroFamilyCase, proposal: Proposal, *, actor: User, at: dt.datetime) -> Exit:
    subject: dict[str, Any] = {"spell": ends} if isinstance(ends, HardToEmploySpell) else {"family_case": ends}
    drafted = Exit.objects.create(
        **subject,
        household=ends.household,
        area=ends.household.area,
        chain_code=Exit.chain_for(proposal.reason).code,
        reason=proposal.reason,
        effective_on=proposal.effective_on,
        evidence=proposal.evidence.strip(),
        source=proposal.source,
        drafted_by=actor,
        drafted_at=at,
    )
    audit.record(
        event="exit.drafted",
        subject=drafted,
        actor=actor,
        at=at,
        reason=proposal.reason,
        on=proposal.effective_on.isoformat(),
    )
    return drafted


def draft_unless_under_way(
    ends: HardToEmploySpell | ZeroFamilyCase, proposal: Proposal, *, actor: User, at: dt.datetime
) -> Exit | None:
    """A draft of an exit, which waits in the community's list until somebody confirms it; None where another is under
    way or was approved."""
    try:
        with refused_if_taken(ExitRefused("该对象已有退出在办理。")):
            return _drafted(ends, proposal, actor=actor, at=at)
    except ExitRefused:
        return None


@transaction.atomic
def decide(
    *,
    application: Exit,
    actor: User,
    decision: Decision,
    comment: str | Said,
    at: dt.datetime,
    on_behalf_of: User | None = None,
) -> Exit:
    """Decide an exit at the street, or review what was decided against the one or the other side; an approval ends the
    status or the case on its day, a review that sets an approval aside lets it go on as if it had never ended.

    Raises DecisionRefused.
    """
    said = cited(application, decision, comment, timezone.localdate(at))
    decided = approvals.decide(
        application=application, actor=actor, decision=decision, said=said, at=at, on_behalf_of=on_behalf_of
    )
    home = Household.objects.select_for_update(of=("self",)).get(pk=decided.household_id)
    if decision is Decision.OVERTURN and decided.status == Status.REFUSED:
        _restore(decided, home, actor, at)
    elif decided.status == Status.APPROVED and decision is not Decision.SUSTAIN:
        if decided.spell_id is not None:
            _end_spell(decided, home, actor, at)
        else:
            _end_family_case(decided, home, actor, at)
    return decided


def _end_spell(decided: Exit, home: Household, actor: User, at: dt.datetime) -> None:
    spell = HardToEmploySpell.objects.select_for_update(of=("self",)).get(exits=decided)
    if spell.exited_on is not None:
        raise approvals.DecisionRefused(f"该人员已于 {spell.exited_on} 退出，请退回社区撤回本件。")
    spell.exited_on, spell.exit_reason = decided.effective_on, decided.reason
    spell.save(update_fields=["exited_on", "exit_reason"])
    audit.record(event="spell.exited", subject=spell, actor=actor, at=at, reason=decided.reason)
    if _record_loss(decided, spell):
        assess(household=home, actor=actor, at=at, origin=Origin.ACT)


def _end_family_case(decided: Exit, home: Household, actor: User, at: dt.datetime) -> None:
    """End the family's case; its members are no longer of category C02, so the rules are asked again."""
    case = ZeroFamilyCase.objects.select_for_update(of=("self",)).get(exits=decided)
    if case.ended_on is not None:
        raise approvals.DecisionRefused(f"该家庭已于 {case.ended_on} 结案，请退回社区撤回本件。")
    case.ended_on, case.end_reason = decided.effective_on, FAMILY_ENDS[ExitReason(decided.reason)]
    case.save(update_fields=["ended_on", "end_reason"])
    audit.record(event="family_case.ended", subject=case, actor=actor, at=at, reason=case.end_reason)
    assess(household=home, actor=actor, at=at, origin=Origin.ACT)


def _restore(decided: Exit, home: Household, actor: User, at: dt.datetime) -> None:
    """What the exit ended goes on, but for what was certified anew since; what it found of the person was never so."""
    if decided.spell_id is not None:
        spell = HardToEmploySpell.objects.select_for_update(of=("self",)).get(exits=decided)
        if (found := LOSSES.get(ExitReason(decided.reason))) is not None:
            spell.person.facts.filter(kind=found, evidence__startswith=f"{decided.number} ").delete()
        if not spell.person.spells.open().exists():
            spell.exited_on, spell.exit_reason = None, ""
            spell.save(update_fields=["exited_on", "exit_reason"])
            audit.record(event="spell.restored", subject=spell, actor=actor, at=at, exit=decided.pk)
    elif not home.zero_cases.filter(ended_on=None).exists():
        case = ZeroFamilyCase.objects.select_for_update(of=("self",)).get(exits=decided)
        case.ended_on, case.end_reason = None, ""
        case.save(update_fields=["ended_on", "end_reason"])
        audit.record(event="family_case.restored", subject=case, actor=actor, at=at, exit=decided.pk)
    assess(household=home, actor=actor, at=at, origin=Origin.ACT)


def _record_loss(decided: Exit, spell: HardToEmploySpell) -> bool:
    """What the street decided about ability or wish is a fact from that day on. Returns whether it is a new one."""
    kind = LOSSES.get(ExitReason(decided.reason))
    if kind is None:
        return False
    since = decided.effective_on
    for known in spell.person.facts.filter(kind=kind, validity__overlap=DateRange(since, None)).order_by("validity"):
        if known.validity.upper is None:
            return False
        since = max(since, known.validity.upper)
    spell.person.facts.create(
        kind=kind, validity=DateRange(since, None), evidence=f"{decided.number} {decided.evidence}"[:200]
    )
    return True
