"""What the page of a revocation shows, put together for the page itself and for the worklist on the desk."""

import datetime as dt
from typing import Any

from django.urls import reverse

from accounts.models import User
from approvals.queries import Names, names_for
from approvals.workflow import IN_OFFICE, LIVE, Decision, Status
from households.case_tables import REVOCATION_DECISIONS, kind_of, revocation_mark, subject_of
from households.forms.casework import REVOCATION_CANNED, REVOCATION_WITHDRAWALS, WithdrawalForm
from households.models import Revocation
from policy.models import calendar
from ui.forms import Dialogue
from ui.marks import Event

from .attachment_panel import attachment_panel
from .case_page import Stage, Wording, choices, records_of, signed, trail_of
from .review_page import review_page
from .timeline import decision_event, in_order, review_events, withdrawal_event

WORDS = Wording(
    REVOCATION_DECISIONS,
    REVOCATION_CANNED,
    {
        Decision.REFUSE: "本件办结为不同意撤销，认定继续有效；证据补足后可重新提出。",
        Decision.SUSTAIN: "撤销决定维持，不能再次复核。",
        Decision.OVERTURN: "撤销决定自今天起无效：因本次撤销而退出、结案的恢复在册，其间重新认定的除外。",
    },
)

TAKEN_BACK = ("撤回", "本件办结为已撤回，认定继续有效。")
WITHDRAWING = {Status.IN_REVIEW: ("撤回复核申请", "撤销决定有效，不能再次申请复核。")}


def revocation_page(case: Revocation, user: User, *, on: dt.date, bound: Any = None, then: str = "") -> dict[str, Any]:
    """The context of ``households/revocation_panel.html``. Needs ``with_head`` on the revocation."""
    waiting = Revocation.objects.waiting_for(user, on=on).filter(pk=case.pk).exists()
    records = records_of(case)
    late_now = calendar().late(case.due_on, on) if case.status in IN_OFFICE else 0  # type: ignore[arg-type]
    trail = trail_of(case)
    names = names_for(case, user, on) if waiting else Names()
    action = reverse("households:revocation_decide", args=[case.pk])
    certification = case.certification
    review = review_page(case, user, records, on=on, bound=bound)
    return {
        "case": case,
        "subject": subject_of(case),
        "kind": kind_of(case),
        "mark": revocation_mark(case),
        "today": on,
        "stages": _stages(case, len(records)),
        "spells": certification.spells.select_related("person").order_by("pk"),
        "family_case": getattr(certification, "family_case", None),
        "late_now": late_now,
        "late_total": late_now + sum(record.days_late for record in records),
        "events": _events(case, records, trail, review.get("review")),
        "trail": signed(trail, records),
        "choices": choices(case, action, names=names, then=then, words=WORDS.of(case, on), bound=bound)
        if waiting
        else [],
        "stands_in": names.stands_in,
        **attachment_panel(case, user, on=on, bound=bound),
        "has_sheet": bool(case.decision_text),
        **review,
        **_acts(case, user, on, bound),
    }


def _stages(case: Revocation, decided: int) -> list[Stage]:
    now = case.step or decided + 1
    steps = enumerate(case.chain.steps, 1)
    return [Stage(step.title, "done" if n < now else "now" if n == case.step else "ahead") for n, step in steps]


def _acts(case: Revocation, user: User, on: dt.date, bound: Any) -> dict[str, Any]:
    """What may be done beside deciding: take back what is not decided."""
    found: dict[str, Any] = {}
    if case.status in LIVE and Revocation.objects.withdrawable_by(user, on=on).filter(pk=case.pk).exists():
        form = bound if isinstance(bound, WithdrawalForm) else WithdrawalForm(canned=REVOCATION_WITHDRAWALS)
        action = reverse("households:revocation_withdraw", args=[case.pk])
        verb, follows = WITHDRAWING.get(Status(case.status), TAKEN_BACK)
        found["withdraw"] = Dialogue("dialogue-withdraw", verb, action, follows, form, is_dangerous=True)
    return found


def _events(case: Revocation, records: Any, trail: Any, review: Any) -> list[Event]:
    """The revocation in order of time."""
    events: list[Event] = []
    for entry in trail:
        verb = entry.event.partition(".")[2]
        if verb == "submitted":
            events.append(Event(entry.at, "提出撤销", str(entry.actor), "info"))
        elif verb == "withdrawn":
            events.append(withdrawal_event(entry))
    events += [decision_event(case, record, REVOCATION_DECISIONS) for record in records]
    return in_order([*events, *review_events(review, trail)])
