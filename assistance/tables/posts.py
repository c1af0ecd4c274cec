"""Columns of the lists of public-welfare posts: plans, the ledger by field and employer, posts and who holds them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assistance.enums import Funding, Ownership
from assistance.models import PostHolding, PostPlan
from assistance.models.posts import field_words
from assistance.queries.posts import Limit, PostState, state_of
from assistance.rules.posts import FALSE_CLAIMS, Reporting, reporting
from ui import tables
from ui.marks import Mark, Tone
from ui.tables import Column

STATE_TONES: dict[PostState, Tone] = {
    PostState.HELD: "ok",
    PostState.NEW: "info",
    PostState.VACANT: "warn",
    PostState.TO_EXPLAIN: "bad",
    PostState.TO_REPORT: "bad",
}
OWNED = {Ownership.COMMUNITY.value: "社区", Ownership.SOCIAL.value: "社会性"}
REPORT_TONES: dict[str, Tone] = {Reporting.IN_TIME: "ok", Reporting.WAITING: "warn", Reporting.ENTERED_LATE: "info"}


def plan_mark(plan: PostPlan) -> Mark:
    if plan.is_approved is None:
        return Mark("待区县审批", "warn")
    return Mark("已批准", "ok") if plan.is_approved else Mark("未批准", "bad")


def post_mark(state: PostState) -> Mark:
    return Mark(state.value, STATE_TONES.get(state, "plain"))


def report_mark(holding: PostHolding, limit: Limit, on: dt.date) -> Mark | None:
    """Whether the post a holding left empty was reported in time; None where nothing says by when."""
    due = limit.due_on(holding)
    if due is None:
        return None
    report = getattr(holding, "report", None)
    found = report.standing if report else reporting(due, on)
    return Mark(found, "bad" if found in FALSE_CLAIMS else REPORT_TONES[found])


def plan_url(row: Any) -> str:
    return reverse("assistance:post_plan", args=[row.pk])


def post_url(key: int) -> str:
    return reverse("assistance:post", args=[key])


PLANS = (
    Column("year", "年度", lambda row: f"{row.year}年", order_by=("year",), link=plan_url),
    Column("area", "申报区划", lambda row: row.area.name, order_by=("area__path",)),
    Column("planned", "计划岗位数", lambda row: row.planned, tables.number),
    Column("grounds", "开发理由", lambda row: row.grounds, on_phone=False),
    Column("submitted", "申报时间", lambda row: row.submitted_at, tables.moment, ("submitted_at",)),
    Column("submitter", "申报人", lambda row: str(row.submitted_by), on_phone=False),
    Column("state", "状态", plan_mark, tables.badge),
)
LEDGER = (
    Column("field", "开发领域", lambda row: row.field_words, order_by=("field",)),
    Column("employer", "用人单位", lambda row: row.employer.name, order_by=("employer__name",),
           link=lambda row: reverse("assistance:employer", args=[row.employer_id])),
    Column("funding", "资金来源", lambda row: row.funding, tables.chosen(Funding), ("funding",)),
    Column("year", "年度", lambda row: f"{row.plan.year}年", order_by=("plan__year",),
           link=lambda row: reverse("assistance:post_plan", args=[row.plan_id])),
    Column("area", "申报区划", lambda row: row.plan.area.name, order_by=("plan__area__path",)),
    Column("numbers", "计划", lambda row: row.numbers, tables.number, ("numbers",)),
    Column("opened", "已开发", lambda row: row.opened, tables.number, ("opened",)),
    Column("open", "现有", lambda row: row.open, tables.number, ("open",)),
    Column("held", "在岗", lambda row: row.held, tables.number, ("held",)),
    Column("vacant", "空岗", lambda row: row.open - row.held, tables.number),
    Column("late", "逾期报告空岗", lambda row: row.late, tables.number, ("late",)),
)  # fmt: skip


def post_columns(of: Callable[[Any], PostHolding | None]) -> tuple[Column, ...]:
    """``of`` gives who held the post last; the name and the days stand there only while it is held."""

    def held(row: Any) -> PostHolding | None:
        found = of(row)
        return found if found is not None and found.last_day is None and row.closed_on is None else None

    def name(row: Any) -> str | None:
        found = held(row)
        return found.person.name if found else None

    def since(row: Any) -> dt.date | None:
        found = held(row)
        return found.begun_on if found else None

    def until(row: Any) -> dt.date | None:
        found = held(row)
        return found.placement.contract_until if found else None

    return (
        Column("number", "岗位编号", lambda row: row.number, order_by=("line_id", "serial"),
               link=lambda row: post_url(row.pk)),
        Column("title", "岗位", lambda row: row.title, order_by=("title",)),
        Column("field", "开发领域", lambda row: field_words(row.line.field), order_by=("line__field",)),
        Column("employer", "用人单位", lambda row: row.line.employer.name, order_by=("line__employer__name",)),
        Column("ownership", "归属", lambda row: OWNED[row.ownership], on_phone=False),
        Column("funding", "资金来源", lambda row: row.line.funding, tables.chosen(Funding), on_phone=False),
        Column("area", "管理区划", lambda row: row.area.name, order_by=("area__path",)),
        Column("wage", "月工资", lambda row: row.wage, tables.money, ("wage",), on_phone=False),
        Column("holder", "在岗人员", name),
        Column("since", "上岗日期", since, tables.day),
        Column("until", "协议期满", until, tables.day, on_phone=False),
        Column("state", "状态", lambda row: post_mark(state_of(row, of(row))), tables.badge),
    )  # fmt: skip
