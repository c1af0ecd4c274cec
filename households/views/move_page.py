"""What the pages of a hand-over and of a merge show, for the pages themselves and for the worklist on the desk."""

import datetime as dt
from typing import Any

from django.urls import reverse

from accounts.models import User
from approvals.queries import Names, names_for
from households.forms.identity import MergeDecisionForm, UndoForm, WithdrawMergeForm
from households.forms.moves import ReturnHandoverForm
from households.models import Handover, HandoverStatus, Household, MergeStatus, Person, PersonMerge
from households.move_tables import family_of, handover_mark, merge_mark
from households.queries.moves import carried
from households.queries.person import home_of
from ui.forms import Dialogue
from ui.marks import Event


def handover_page(row: Any, user: User, *, on: dt.date, bound: Any = None) -> dict[str, Any]:
    """The context of ``households/handover_panel.html``. Needs ``with_head``."""
    receives = Handover.objects.to_answer(user).filter(pk=row.pk).exists()
    gives = Handover.objects.of_giver(user).filter(pk=row.pk).exists()
    home = Household.objects.visible_to(user).filter(pk=row.household_id).first()
    return {
        "handover": row,
        "subject": family_of(row),
        "mark": handover_mark(row, on),
        "home": home,
        "carried": carried(row.household),
        "events": _handover_events(row),
        "acts": [*(_receiving(row, on, bound) if receives else []), *(_giving(row) if gives else [])],
        "again_url": reverse("households:handover_again", args=[row.pk]) if gives else "",
        "waits_until": row.on if receives and on < row.on else None,
    }


def _receiving(row: Handover, on: dt.date, bound: Any) -> list[Dialogue]:
    """Accept, from the day agreed on; or send back."""
    accept = Dialogue(
        "accept",
        "接收",
        reverse("households:handover_accept", args=[row.pk]),
        f"从今天（{on}）起由{row.to_area.name}负责这一户：在办的认定、退出和在册人员一并转来，安置期限不变。",
        icon="check",
    )
    send_back = Dialogue(
        "return",
        "退回",
        reverse("households:handover_return", args=[row.pk]),
        f"退回后仍由{row.from_area.name}负责，对方会看到退回原因。",
        bound if isinstance(bound, ReturnHandoverForm) else ReturnHandoverForm(),
        icon="arrow-back-up",
    )
    return [accept, send_back] if on >= row.on else [send_back]


def _giving(row: Handover) -> list[Dialogue]:
    follows = f"交接办结为已撤回，继续由{row.from_area.name}负责。"
    url = reverse("households:handover_withdraw", args=[row.pk])
    return [Dialogue("withdraw", "撤回交接", url, follows, is_dangerous=True)]


def _handover_events(row: Handover) -> list[Event]:
    events = [Event(row.proposed_at, "提出交接", f"{row.proposed_by}：{row.reason}", "info")]
    if row.answered_at is not None and row.status != HandoverStatus.PROPOSED:
        is_accepted = row.status == HandoverStatus.ACCEPTED
        title, tone = ("接收", "ok") if is_accepted else ("退回", "warn")
        detail = f"{row.answered_by}{'：' if row.answer else ''}{row.answer}"
        events.append(Event(row.answered_at, title, detail, tone))  # type: ignore[arg-type]  # a Tone
    return events


def merge_page(row: PersonMerge, user: User, *, on: dt.date, bound: Any = None) -> dict[str, Any]:
    """The context of ``households/merge_panel.html``."""
    waits = PersonMerge.objects.waiting_for(user, on=on).filter(pk=row.pk).exists()
    may_undo = PersonMerge.objects.to_undo(user, on=on).filter(pk=row.pk).exists()
    names = names_for(row, user, on) if waits or may_undo else Names()
    may_withdraw = PersonMerge.objects.to_withdraw(user).filter(pk=row.pk).exists()
    visible = set(
        Person.objects.visible_to(user).filter(pk__in=[row.survivor_id, row.duplicate_id]).values_list("pk", flat=True)
    )
    return {
        "merge": row,
        "mark": merge_mark(row),
        "sides": [_side("保留的登记", row.survivor, visible), _side("重复的登记", row.duplicate, visible)],
        "events": _merge_events(row),
        "acts": [
            *(_deciding(row, names, bound) if waits else []),
            *(_withdrawing(row, bound) if may_withdraw else []),
            *(_undoing(row, names, bound) if may_undo else []),
        ],
        "stands_in": names.stands_in,
    }


def _side(title: str, person: Person, visible: set[int]) -> dict[str, Any]:
    home = home_of(person)
    return {
        "title": title,
        "person": person,
        "home": home,
        "is_visible": person.pk in visible,
        "registrations": person.registrations.order_by("validity"),
        "facts": person.facts.order_by("validity"),
        "spells": person.spells.order_by("certified_on"),
    }


def _deciding(row: PersonMerge, names: Names, bound: Any) -> list[Dialogue]:
    url = reverse("households:merge_decide", args=[row.pk])
    forms = {merges: MergeDecisionForm(merges=merges, names=names) for merges in (True, False)}
    if isinstance(bound, MergeDecisionForm):
        forms[bound.prefix == "merge"] = bound
    follows = "重复的登记并入保留的登记，不再单独列出；合并错了可以原样拆开，已上报的数字不变。"
    return [
        Dialogue("merge", "同意合并", f"{url}?decision=merge", follows, forms[True], icon="check"),
        Dialogue("refuse", "不予合并", f"{url}?decision=refuse", "两份登记都保留。", forms[False], is_dangerous=True),
    ]


def _withdrawing(row: PersonMerge, bound: Any) -> list[Dialogue]:
    form = bound if isinstance(bound, WithdrawMergeForm) else WithdrawMergeForm()
    url = reverse("households:merge_withdraw", args=[row.pk])
    return [Dialogue("withdraw", "撤回提议", url, "两份登记都保留，以后可以重新提出。", form, is_dangerous=True)]


def _undoing(row: PersonMerge, names: Names, bound: Any) -> list[Dialogue]:
    form = bound if isinstance(bound, UndoForm) else UndoForm(names=names)
    url = reverse("households:merge_undo", args=[row.pk])
    follows = "两份登记恢复为合并前的样子，合并后新登记的内容留在保留的登记上；已上报的数字不变。"
    return [Dialogue("undo", "撤销合并", url, follows, form, is_dangerous=True, icon="arrow-back-up")]


def _merge_events(row: PersonMerge) -> list[Event]:
    events = [Event(row.proposed_at, "提出合并", f"{row.proposed_by}：{row.reason}", "info")]
    if row.decided_at is not None and row.decided_by is not None:
        is_refused = row.status == MergeStatus.REFUSED
        detail = f"{row.decided_by.signature(row.decided_for)}{'：' if row.comment else ''}{row.comment}"
        title, tone = ("不予合并", "bad") if is_refused else ("同意合并", "ok")
        events.append(Event(row.decided_at, title, detail, tone))  # type: ignore[arg-type]  # a Tone
    if row.withdrawn_at is not None:
        events.append(Event(row.withdrawn_at, "撤回提议", f"{row.withdrawn_by}：{row.withdraw_reason}"))
    if row.undone_at is not None and row.undone_by is not None:
        events.append(
            Event(row.undone_at, "撤销合并", f"{row.undone_by.signature(row.undone_for)}：{row.undo_reason}", "warn")
        )
    return events
