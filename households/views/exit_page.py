"""What the page of an exit shows, put together for the page itself and for the worklist on the desk."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Act, may
from approvals.queries import Names, names_for
from approvals.workflow import IN_OFFICE, LIVE, Decision, Status
from households.actions.exits import LOSSES
from households.case_tables import EXIT_DECISIONS, categories_of, exit_mark, kind_of, promise_mark, subject_of
from households.enums import ExitReason
from households.forms.casework import AGAINST_CANNED, EXIT_CANNED, EXIT_WITHDRAWALS, ExitCorrectionForm, WithdrawalForm
from households.models import Exit, HardToEmploySpell, ZeroFamilyCase
from households.queries import cases
from policy.models import calendar
from ui.forms import Dialogue
from ui.marks import Event

from .attachment_panel import attachment_panel
from .case_page import Wording, choices, records_of, signed, trail_of
from .review_page import review_page
from .timeline import decision_event, in_order, review_events, withdrawal_event

EXIT_FOLLOWS = {
    Decision.RETURN: "退回社区补正；重新提交后直接回到街道，已发生的逾期保留。",
    Decision.REFUSE: "本件办结为不同意退出，对象仍在册；可在期限内申请一次复核。",
    Decision.SUSTAIN: "本件办结为不同意退出，对象仍在册，不能再次复核。",
    Decision.OVERTURN: "原决定撤销，对象自退出日期起退出在册。",
}
AGAINST_FOLLOWS = EXIT_FOLLOWS | {
    Decision.REFUSE: "本件办结为不同意退出，对象仍在册。",
    Decision.SUSTAIN: "退出决定维持，不能再次复核。",
    Decision.OVERTURN: "退出决定自始无效：对象恢复在册，其间重新认定的除外；据此登记的事实撤销。",
}
WITHDRAWING = {Status.IN_REVIEW: ("撤回复核申请", "原决定有效，不能再次申请复核。")}
TAKEN_BACK = ("撤回", "本件办结为已撤回，对象仍在册。")
EXIT_WORDS = Wording(EXIT_DECISIONS, EXIT_CANNED, EXIT_FOLLOWS)
AGAINST_WORDS = Wording(EXIT_DECISIONS, AGAINST_CANNED, AGAINST_FOLLOWS)


def ends_of(case: Exit) -> HardToEmploySpell | ZeroFamilyCase:
    """What the exit ends: the constraint sees to it that it is one of the two."""
    ends = case.spell or case.family_case
    assert ends is not None
    return ends


def exit_page(case: Exit, user: User, *, on: dt.date, bound: Any = None, then: str = "") -> dict[str, Any]:
    """The context of ``households/exit_panel.html``. Needs ``with_head`` on the exit."""
    waiting = Exit.objects.waiting_for(user, on=on).filter(pk=case.pk).exists()
    records = records_of(case)
    late_now = calendar().late(case.due_on, on) if case.status in IN_OFFICE else 0  # type: ignore[arg-type]
    trail = trail_of(case)
    action = reverse("households:exit_decide", args=[case.pk])
    names = names_for(case, user, on) if waiting else Names()
    words = (AGAINST_WORDS if case.is_found_against else EXIT_WORDS).of(case, on)
    offered = choices(case, action, names=names, then=then, words=words, bound=bound) if waiting else []
    review = review_page(case, user, records, on=on, bound=bound)
    family = cases.families(on).filter(pk=case.family_case_id).first() if case.family_case_id else None
    return {
        "case": case,
        "ends": ends_of(case),
        "subject": subject_of(case),
        "kind": kind_of(case),
        "mark": exit_mark(case),
        "has_sheet": case.reason == ExitReason.NO_DESIRE and any(one.decision == Decision.APPROVE for one in records),
        "today": on,
        "categories": categories_of(case.spell) if case.spell else "",
        "promise": promise_mark(family, on) if family else None,
        "returned_by": records[-1] if case.status == Status.RETURNED else None,
        "late_now": late_now,
        "late_total": late_now + sum(record.days_late for record in records),
        "events": _events(case, records, trail, review.get("review")),
        "trail": signed(trail, records),
        "choices": offered,
        "stands_in": names.stands_in,
        **review,
        **attachment_panel(case, user, on=on, bound=bound),
        "needs_paper": case.reason in LOSSES and case.status in LIVE,
        "correction_title": "确认退出" if case.status == Status.DRAFT else "补正",
        **(_acts(case, on, bound) if may(user, Act.SURVEY) else {}),
    }


def _acts(case: Exit, on: dt.date, bound: Any) -> Mapping[str, Any]:
    """What the community may do: confirm or correct what waits for it, take back what is not decided."""
    found: dict[str, Any] = {}
    if case.status in (Status.DRAFT, Status.RETURNED):
        initial = {"effective_on": case.effective_on, "evidence": case.evidence}
        fresh = ExitCorrectionForm(ends=ends_of(case), on=on, initial=initial)
        found["correction"] = bound if isinstance(bound, ExitCorrectionForm) else fresh
    if case.status in LIVE:
        form = bound if isinstance(bound, WithdrawalForm) else WithdrawalForm(canned=EXIT_WITHDRAWALS)
        action = reverse("households:exit_withdraw", args=[case.pk])
        verb, follows = WITHDRAWING.get(Status(case.status), TAKEN_BACK)
        found["withdraw"] = Dialogue("dialogue-withdraw", verb, action, follows, form, is_dangerous=True)
    return found


def _events(case: Exit, records: Any, trail: Any, review: Any) -> list[Event]:
    """The exit in order of time."""
    titles = {"drafted": "登记退出", "submitted": "提交街道"}
    events: list[Event] = []
    for entry in trail:
        verb = entry.event.partition(".")[2]
        if verb in titles:
            events.append(Event(entry.at, titles[verb], str(entry.actor), "info"))
        elif verb == "withdrawn":
            events.append(withdrawal_event(entry))
    events += [decision_event(case, record, EXIT_DECISIONS) for record in records]
    return in_order([*events, *review_events(review, trail)])
