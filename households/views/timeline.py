"""What became of a case, as the lines of a timeline."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accounts.models import AuditEntry
from approvals.workflow import Decision
from ui.marks import Event, Tone

DECISION_TONES: dict[str, Tone] = {
    Decision.APPROVE: "ok",
    Decision.RETURN: "warn",
    Decision.REFUSE: "bad",
    Decision.UPHOLD: "bad",
    Decision.DISMISS: "ok",
    Decision.SUSTAIN: "bad",
    Decision.OVERTURN: "ok",
}


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events of moments, in order of time; those of one moment as they come."""
    return sorted(events, key=lambda event: event.when)


def decision_event(case: Any, record: Any, titles: Mapping[Decision, str]) -> Event:
    """A decision on the case, which ``titles`` say how to call: at which step, by whom, why, how late."""
    late = f"，逾期 {record.days_late} 个工作日" if record.days_late else ""
    comment = f"：{record.opinion}" if record.opinion else ""
    detail = f"{record.signature}{comment}（期限 {record.due_on}{late}）"
    title = f"{case.chain.step(record.step).title}：{titles[Decision(record.decision)]}"
    return Event(record.decided_at, title, detail, DECISION_TONES[record.decision])


def withdrawal_event(entry: AuditEntry) -> Event:
    return Event(entry.at, "撤回", f"{entry.actor}：{entry.details.get('reason', '')}", "warn")


def review_events(review: Any, trail: Sequence[AuditEntry]) -> list[Event]:
    """That a review was asked for, where it was."""
    if review is None:
        return []
    asked = [entry for entry in trail if entry.event.endswith(".review_requested")]
    detail = f"{review.recorded_by}登记：{review.reason}（期限依据：{review.source}）"
    return [Event(entry.at, "申请人申请复核", detail, "info") for entry in asked]
