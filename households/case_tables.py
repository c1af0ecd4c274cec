"""The lists of cases: their columns, and the words and marks a case is shown by."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html

from approvals.workflow import TITLES, UNDER_WAY, Decision, Status
from households.enums import Category
from households.models import Certification, Exit, HardToEmploySpell, Revocation, ZeroFamilyCase
from households.rules.promise import PROMISE_LABELS, PromiseStatus, kept
from ui import tables
from ui.marks import Mark, Tone, due_mark
from ui.tables import Column

CODE = tables.Kind(conditional_escape, css="code")
TONES: dict[str, Tone] = {
    Status.DRAFT: "warn",
    Status.PENDING: "info",
    Status.OBJECTED: "bad",
    Status.RETURNED: "warn",
    Status.REFUSED: "bad",
    Status.IN_REVIEW: "info",
    Status.APPROVED: "ok",
    Status.WITHDRAWN: "plain",
}
PLACED_TONES: dict[PromiseStatus, Tone] = {PromiseStatus.PLACED_IN_TIME: "ok", PromiseStatus.PLACED_LATE: "bad"}
EXIT_TITLES = TITLES | {Status.DRAFT: "待社区确认", Status.REFUSED: "不同意退出", Status.APPROVED: "已退出"}
EXIT_DECISIONS = {
    Decision.APPROVE: "同意退出",
    Decision.RETURN: "退回补正",
    Decision.REFUSE: "不同意退出",
    Decision.SUSTAIN: "维持原决定",
    Decision.OVERTURN: "撤销原决定",
}
REVOCATION_TITLES = TITLES | {Status.REFUSED: "不同意撤销", Status.APPROVED: "认定已撤销"}
REVOCATION_DECISIONS = {
    Decision.APPROVE: "同意撤销",
    Decision.REFUSE: "不同意撤销",
    Decision.SUSTAIN: "维持原决定",
    Decision.OVERTURN: "撤销原决定",
}


def certification_url(row: Certification) -> str:
    return reverse("households:certification", args=[row.pk])


def revocation_url(row: Revocation) -> str:
    return reverse("households:revocation", args=[row.pk])


def exit_url(row: Exit) -> str:
    return reverse("households:exit", args=[row.pk])


def subject_of(row: Any) -> str:
    """Whom a case is about: the person, or the household by its head. Needs ``with_head``."""
    if isinstance(row, Exit):
        return row.spell.person.name if row.spell else f"{row.head_name or '（无户主）'}户"  # type: ignore[attr-defined]
    person = getattr(row.certification if isinstance(row, Revocation) else row, "person", None)
    return person.name if person else f"{row.head_name or '（无户主）'}户"


def kind_of(row: Any) -> str:
    """零就业家庭 or 就业困难人员, of a certification, its revocation or an exit."""
    about = row.certification if isinstance(row, Revocation) else row
    is_family = about.spell_id is None if isinstance(about, Exit) else about.person_id is None
    return "零就业家庭" if is_family else "就业困难人员"


def certification_mark(row: Certification, on: dt.date) -> Mark:
    """Where a certification stands on the day ``on``, in words. Needs ``with_revocation`` to know of one."""
    if row.status == Status.PENDING and row.opens_on and row.opens_on > on:
        return Mark("公示中", "info")
    step = row.current_step
    if row.status in (Status.PENDING, Status.IN_REVIEW) and step:
        return Mark(f"待{step.title}", "info")
    if getattr(row, "revoked_on", None):
        return Mark("认定已撤销", "bad")
    if row.status == Status.APPROVED:
        return Mark("已认定", "ok")
    return Mark(TITLES[Status(row.status)], TONES[row.status])


def revocation_mark(row: Revocation) -> Mark:
    step = row.current_step
    if row.status in (Status.PENDING, Status.IN_REVIEW) and step:
        return Mark(f"待{step.title}", "info")
    if row.status == Status.REFUSED and row.revoked_on:
        return Mark("复核后撤销决定无效", "ok")
    return Mark(REVOCATION_TITLES[Status(row.status)], TONES[row.status])


def exit_mark(row: Exit) -> Mark:
    step = row.current_step
    if row.status in (Status.PENDING, Status.IN_REVIEW) and step:
        return Mark(f"待{step.title}", "info")
    return Mark(EXIT_TITLES[Status(row.status)], TONES[row.status])


def promise_mark(case: Any, on: dt.date) -> Mark | None:
    """Where the promise of a family stands on the day ``on``. Needs ``with_placement``."""
    if case.due_on is not None and case.placed_on is not None and case.placed_on <= on:
        status = kept(case.due_on, case.placed_on)
        return Mark(PROMISE_LABELS[status], PLACED_TONES[status])
    if case.ended_on is not None:
        return Mark(f"已结案：{case.get_end_reason_display()}", "plain")
    if case.due_on is None:
        return Mark(PROMISE_LABELS[PromiseStatus.NO_CLOCK], "plain")
    return due_mark(case.due_on, on)


def categories_of(spell: HardToEmploySpell) -> str:
    """The categories of a status, the primary one first."""
    held = sorted(spell.categories, key=lambda number: (number != spell.primary, number))
    return "、".join(Category(number).label for number in held)


def due_of(row: Any) -> dt.date | None:
    return row.due_on if row.status in UNDER_WAY else None


@dataclass(frozen=True)
class Limit:
    """By when a step is to be decided; provisional beyond the announced calendar."""

    due_on: dt.date
    is_provisional: bool


def limit_of(row: Any) -> Limit | None:
    due_on = due_of(row)
    return Limit(due_on, row.due_is_provisional) if due_on else None


def limit(today: dt.date) -> tables.Kind:
    """The kind of a Limit: date, chip, and 暂定 where it is."""

    def html(value: Limit) -> str:
        mark = due_mark(value.due_on, today)
        chip = tables.badge_html(mark) if mark else ""
        provisional = tables.badge_html(Mark("暂定", "warn")) if value.is_provisional else ""
        return format_html("{} {} {}", value.due_on.isoformat(), chip, provisional)

    return tables.Kind(html, lambda value: value.due_on, "date", "yyyy-mm-dd", 12)


def certification_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("number", "编号", lambda row: row.number, CODE, ("pk",), certification_url),
        Column("subject", "对象", subject_of),
        Column("kind", "认定事项", kind_of, order_by=("rank",), on_phone=False),
        Column("area", "社区", lambda row: row.area.name, order_by=("area__path",)),
        Column("status", "状态", lambda row: certification_mark(row, on), tables.badge, ("status",)),
        Column("due", "办理期限", limit_of, limit(on), ("due_on",)),
        Column("drafted", "申请时间", lambda row: row.drafted_at, tables.moment, ("drafted_at",), on_phone=False),
        Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",)),
    )


def revocation_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("number", "编号", lambda row: row.number, CODE, ("pk",), revocation_url),
        Column("subject", "对象", subject_of),
        Column("kind", "认定事项", kind_of, on_phone=False),
        Column("area", "社区", lambda row: row.area.name, order_by=("area__path",)),
        Column("status", "状态", revocation_mark, tables.badge, ("status",)),
        Column("due", "办理期限", limit_of, limit(on), ("due_on",)),
        Column("drafted", "提出时间", lambda row: row.drafted_at, tables.moment, ("drafted_at",), on_phone=False),
        Column("revoked", "撤销日期", lambda row: row.revoked_on, tables.day, ("revoked_on",)),
    )


def notice_columns(on: dt.date) -> tuple[Column, ...]:
    def notice_url(row: Any) -> str:
        return reverse("households:notice", args=[row.notice_id])

    return (
        Column("number", "编号", lambda row: row.number, CODE, ("pk",), certification_url),
        Column("subject", "公示对象", subject_of),
        Column("kind", "认定事项", kind_of, on_phone=False),
        Column("area", "社区", lambda row: row.area.name, order_by=("area__path",)),
        Column("posted", "公示日期", lambda row: row.posted_on, tables.day),
        Column("ends", "公示截止", lambda row: row.ends_on, tables.due(on), ("opens_on",)),
        Column("print", "公示单", lambda row: "打印公示单", link=notice_url),
    )


def exit_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("number", "编号", lambda row: row.number, CODE, ("pk",), exit_url),
        Column("subject", "对象", subject_of),
        Column("kind", "退出事项", kind_of, order_by=("rank",), on_phone=False),
        Column("reason", "退出原因", lambda row: row.get_reason_display(), order_by=("reason",)),
        Column("effective", "退出日期", lambda row: row.effective_on, tables.day, ("effective_on",)),
        Column("area", "社区", lambda row: row.area.name, order_by=("area__path",)),
        Column("status", "状态", exit_mark, tables.badge, ("status",)),
        Column("due", "办理期限", limit_of, limit(on), ("due_on",)),
        Column("source", "依据", lambda row: row.source, on_phone=False),
    )


def family_columns(on: dt.date) -> tuple[Column, ...]:
    def case_url(row: ZeroFamilyCase) -> str:
        return reverse("households:certification", args=[row.certification_id])

    return (
        Column("family", "家庭", lambda row: f"{row.head_name or '（无户主）'}户", link=case_url),
        Column("household", "户编号", lambda row: row.household.number, CODE, ("household",), on_phone=False),
        Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
        Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",)),
        Column("due", "应安置日期", lambda row: row.due_on, tables.day, ("due_on",)),
        Column("promise", "期限情况", lambda row: promise_mark(row, on), tables.badge),
        Column("placed", "安置日期", lambda row: row.placed_on, tables.day, ("placed_on",)),
        Column("ended", "结案日期", lambda row: row.ended_on, tables.day, ("ended_on",), on_phone=False),
        Column("source", "期限依据", lambda row: row.due_source, on_phone=False),
    )
