"""What the page of a claim shows, put together for the page itself, for print, and for the worklist on the desk."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from accounts.models import AuditEntry, User
from accounts.permissions import Act, may
from approvals.queries import Names, names_for
from approvals.workflow import IN_OFFICE, LIVE, Decision, Status
from households.forms.casework import CANNED, ObjectionForm, WithdrawalForm
from households.views.attachment_panel import Place, attachment_panel
from households.views.case_page import Wording, choices, records_of, signed, trail_of
from households.views.review_page import review_page
from households.views.timeline import decision_event, in_order, review_events, withdrawal_event
from policy.models import calendar
from policy.parameters import ParameterNotInForce
from subsidies.enums import Item, LineReason, Scheme
from subsidies.forms.claims import FILED_BY_PERSONS, MaterialForm
from subsidies.models import Claim, ClaimMember
from subsidies.queries.claims import missing_materials
from subsidies.queries.terms import filing_of
from subsidies.tables.claims import CLAIM_DECISIONS, claim_mark, months_of
from subsidies.words import explained, terms_words
from ui.forms import Dialogue
from ui.marks import Event, Mark

MATERIALS = Place("subsidies:claim_", "请上传或拍下申报材料。", MaterialForm)
CLAIM_CANNED = CANNED | {
    Decision.RETURN: ("缴费凭证不清晰，请重新上传", "缴费月份与凭证不一致，请核对", "银行账号与存折不一致，请核对"),
    Decision.REFUSE: ("经核实缴费由单位承担", "经核实已在单位就业", "缴费凭证不实"),
}
FOLLOWS = {
    Decision.RETURN: "退回社区补正；重新提交后直接回到本环节，已发生的逾期保留。",
    Decision.REFUSE: "本件办结为不予补贴，所申报的月份可以重新申报；申请人可在期限内申请一次复核。",
    Decision.UPHOLD: "本件办结为不予补贴；申请人可在期限内申请一次复核。",
    Decision.DISMISS: "重新公示一期，期满后继续办理。",
    Decision.SUSTAIN: "本件办结为不予补贴，不能再次复核。",
    Decision.OVERTURN: "原决定撤销，本件视同该环节已同意，继续办理。",
}
WORDS = Wording(CLAIM_DECISIONS, CLAIM_CANNED, FOLLOWS)
WITHDRAWALS = ("录入有误，重新申报", "本人放弃申报", "重复申报")
TITLES = {"drafted": "登记申请", "rewritten": "修改申请", "submitted": "提交申请"}
SHOWN_MEMBERS = 200


@dataclass(frozen=True)
class MonthLine:
    """A month of somebody: what of it is granted by item, or why nothing."""

    month: dt.date
    mark: Mark
    parts: Sequence[Any]
    amount: Decimal


@dataclass(frozen=True)
class MemberShown:
    """One person of a claim with the months, and how it was computed, in words."""

    member: ClaimMember
    months: Sequence[MonthLine]
    explanation: Sequence[str]


def claim_page(case: Claim, user: User, *, on: dt.date, bound: Any = None, then: str = "") -> dict[str, Any]:
    """The context of ``subsidies/claims/panel.html``. ``bound`` is a form that came back with errors; ``then`` is where
    to go after a decision."""
    waiting = Claim.objects.waiting_for(user, on=on).filter(pk=case.pk).exists()
    records = records_of(case)
    late_now = calendar().late(case.due_on, on) if case.status in IN_OFFICE else 0  # type: ignore[arg-type]
    trail = trail_of(case)
    names = names_for(case, user, on) if waiting else Names()
    action = reverse("subsidies:claim_decide", args=[case.pk])
    words = WORDS.of(case, on)
    review = review_page(case, user, records, on=on, bound=bound, route="subsidies:claim_review")
    notice = case.notices.order_by("-round").first()
    return {
        **computed(case, on),
        "today": on,
        "returned_by": records[-1] if case.status == Status.RETURNED else None,
        "late_now": late_now,
        "late_total": late_now + sum(record.days_late for record in records),
        "events": _events(case, records, trail, review.get("review")),
        "trail": signed(trail, records),
        "choices": choices(case, action, names=names, then=then, words=words, bound=bound) if waiting else [],
        "stands_in": names.stands_in,
        "notice": notice,
        "notice_runs": bool(notice and not notice.outcome and notice.posted_on <= on <= notice.ends_on),
        **review,
        **attachment_panel(case, user, on=on, bound=bound, place=MATERIALS),
        **(_acts(case, notice, on, bound) if may(user, Act.SURVEY) else {}),
    }


def computed(case: Claim, on: dt.date) -> dict[str, Any]:
    """What the claim comes to and why, for page and print."""
    members = case.members.select_related("person").prefetch_related("lines").order_by("pk")
    shown = [_shown(member, case) for member in members[:SHOWN_MEMBERS]]
    return {
        "case": case,
        "mark": claim_mark(case, on),
        "months": months_of(case),
        "members": shown,
        "hidden_members": max(case.members.count() - SHOWN_MEMBERS, 0) if len(shown) == SHOWN_MEMBERS else 0,
        "terms": terms_words(case),
    }


def _shown(member: ClaimMember, case: Claim) -> MemberShown:
    by_month: dict[dt.date, list[Any]] = {}
    for line in sorted(member.lines.all(), key=lambda line: (line.month, list(Item.values).index(line.item))):
        by_month.setdefault(line.month, []).append(line)
    months = [
        MonthLine(month, _month_mark(lines[0].reason), lines, sum((line.amount for line in lines), Decimal("0.00")))
        for month, lines in by_month.items()
    ]
    return MemberShown(member, months, explained(member, case, [month for month in months if month.amount]))


def _month_mark(reason: str) -> Mark:
    return Mark(LineReason(reason).label, "ok" if reason == LineReason.OK else "bad")


def _acts(case: Claim, notice: Any, on: dt.date, bound: Any) -> Mapping[str, Any]:
    """What the community may do: complete, correct and send a claim, take it back, write an objection down."""
    found: dict[str, Any] = {}
    if case.status in (Status.DRAFT, Status.RETURNED):
        found["is_open"] = True
        found["edit_url"] = reverse("subsidies:claim_edit", args=[case.pk]) if case.scheme in FILED_BY_PERSONS else ""
        try:
            found["lacking"] = missing_materials(case, filing_of(Scheme(case.scheme), case.area, on), on)
        except ParameterNotInForce as missing:
            found["lacking"] = [str(missing)]
    if case.status in LIVE:
        form = bound if isinstance(bound, WithdrawalForm) else WithdrawalForm(canned=WITHDRAWALS)
        address = reverse("subsidies:claim_withdraw", args=[case.pk])
        follows = "本件办结为已撤回，所申报的月份可以重新申报。"
        found["withdraw"] = Dialogue("dialogue-withdraw", "撤回", address, follows, form, is_dangerous=True)
    if notice and not notice.outcome and notice.objected_on is None and notice.posted_on <= on <= notice.ends_on:
        said = bound if isinstance(bound, ObjectionForm) else ObjectionForm(auto_id="object_%s")
        address = reverse("subsidies:claim_object", args=[case.pk])
        found["objection"] = Dialogue(
            "dialogue-object", "登记异议", address, "公示中止，退回公示前的环节核查。", said, is_dangerous=True
        )
    return found


def _events(case: Claim, records: Sequence[Any], trail: Sequence[AuditEntry], review: Any) -> list[Event]:
    """The claim in order of time."""
    events: list[Event] = []
    for entry in trail:
        verb = entry.event.partition(".")[2]
        if verb in TITLES:
            events.append(Event(entry.at, TITLES[verb], str(entry.actor), "info"))
        elif verb == "objected":
            events.append(Event(entry.at, "收到异议，公示中止", str(entry.actor), "bad"))
        elif verb == "withdrawn":
            events.append(withdrawal_event(entry))
    events += [decision_event(case, record, CLAIM_DECISIONS) for record in records]
    return in_order([*events, *review_events(review, trail)])
