"""The lists of certificates and inspections: their columns, and the marks a certificate is shown by."""

import datetime as dt
from typing import Any

from django.urls import reverse

from approvals.workflow import TITLES, Decision, Status
from households.enums import Category, InspectionResult
from households.models import Certificate, Inspection
from households.queries import certificates as queries
from ui import tables
from ui.marks import Mark, Tone
from ui.tables import Column

from .case_tables import CODE, TONES

STATES = {
    queries.UNDER_WAY: "办理中",
    queries.IN_HAND: "在用",
    queries.SUSPENDED: "暂停",
    queries.FAILED: "年检不合格",
    queries.LAPSED: "逾期未检失效",
    queries.SURRENDERED: "已收回",
    queries.CLOSED: "未发证",
}
STATE_TONES: dict[str, Tone] = {
    queries.IN_HAND: "ok",
    queries.SUSPENDED: "warn",
    queries.FAILED: "bad",
    queries.LAPSED: "bad",
    queries.SURRENDERED: "plain",
}
RESULT_TONES: dict[str, Tone] = {
    InspectionResult.PENDING: "warn",
    InspectionResult.PASSED: "ok",
    InspectionResult.FAILED: "bad",
    InspectionResult.LAPSED: "bad",
}
CERTIFICATE_TITLES = TITLES | {Status.REFUSED: "不予发证", Status.APPROVED: "已发证"}
CERTIFICATE_DECISIONS = {
    Decision.APPROVE: "同意",
    Decision.RETURN: "退回补正",
    Decision.REFUSE: "不予发证",
}
WITHOUT_CATEGORY = "登记失业人员"


def certificate_url(row: Certificate) -> str:
    return reverse("households:certificate", args=[row.pk])


def state_mark(row: Any) -> Mark:
    """Where a certificate stands, in words. Needs the ``state`` of ``queries.certificates``."""
    step = row.current_step
    if row.status == Status.PENDING and step:
        return Mark(f"待{step.title}", "info")
    if row.state in (queries.UNDER_WAY, queries.CLOSED):
        return Mark(CERTIFICATE_TITLES[Status(row.status)], TONES[row.status])
    if row.state == queries.SURRENDERED:
        return Mark(f"已收回：{row.get_surrender_reason_display()}")
    return Mark(STATES[row.state], STATE_TONES[row.state])


def inspection_mark(row: Any) -> Mark | None:
    """The latest inspection that is over, or that one is due now."""
    if row.is_due:
        return Mark("待年检", "warn")
    if row.last_result is None:
        return None
    result = InspectionResult(row.last_result)
    shown = InspectionResult.LAPSED if result is InspectionResult.PENDING else result
    return Mark(f"{row.last_year} {shown.label}", RESULT_TONES[shown])


def result_mark(inspection: Inspection, on: dt.date) -> Mark:
    """The result of one inspection as of the day ``on``."""
    result = InspectionResult(inspection.result)
    if result is InspectionResult.PENDING and inspection.round.closes_on < on:
        result = InspectionResult.LAPSED
    return Mark(result.label, RESULT_TONES[result])


def category_of(row: Certificate) -> str:
    return Category(row.category).label if row.category else WITHOUT_CATEGORY


CERTIFICATES = (
    Column("person", "持证人", lambda row: row.person.name, order_by=("person__name",), link=certificate_url),
    Column("kind", "证件", lambda row: row.get_kind_display(), order_by=("kind",)),
    Column("serial", "证号", lambda row: row.masked_serial, CODE),
    Column("category", "人员类别", category_of, order_by=("category",), on_phone=False),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("issued", "发证日期", lambda row: row.issued_on, tables.day, ("issued_on",)),
    Column("state", "状态", state_mark, tables.badge, ("state",)),
    Column("inspection", "年检", inspection_mark, tables.badge),
    Column("number", "申请编号", lambda row: row.number, CODE, ("pk",), on_phone=False),
)


def _done(row: Any) -> int:
    """How many of the round were inspected in the area. Needs the ``progress`` of ``queries.rounds``."""
    return row.progress["total"] - row.progress["pending"] if row.progress else 0


def _progress(row: Any) -> str:
    if not row.progress:
        return "0/0"
    return f"{_done(row)}/{row.progress['total']}（不合格 {row.progress['failed']}，逾期 {row.progress['lapsed']}）"


def _round_mark(on: dt.date) -> Any:
    def mark(row: Any) -> Mark:
        if row.cancelled_on is not None:
            return Mark(f"{row.cancelled_on} 取消：{row.cancel_reason}")
        if row.opens_on > on:
            return Mark("未开始", "info")
        return Mark("已截止") if row.closes_on < on else Mark("进行中", "ok")

    return mark


def round_columns(on: dt.date, own: str) -> tuple[Column, ...]:
    """``own`` is the path of the area whose rounds, as long as nothing was inspected in them, lead to being called off;
    empty for who may call off none."""

    def call_off_url(row: Any) -> str | None:
        if not own or not row.area.path.startswith(own) or row.cancelled_on is not None or _done(row):
            return None
        return reverse("households:inspection_round_call_off", args=[row.pk])

    return (
        Column("year", "年度", lambda row: f"{row.year} 年度", order_by=("year",)),
        Column("area", "区划", lambda row: row.area.name, order_by=("area__path",)),
        Column("opens", "开始日期", lambda row: row.opens_on, tables.day, ("opens_on",)),
        Column("closes", "截止日期", lambda row: row.closes_on, tables.day, ("closes_on",)),
        Column("state", "状态", _round_mark(on), tables.badge),
        Column("progress", "本辖区已办", _progress),
        Column("source", "依据", lambda row: row.source),
        Column("opener", "发起人", lambda row: row.opened_by, on_phone=False),
        Column("act", "办理", lambda row: "取消安排" if call_off_url(row) else "", link=call_off_url),
    )
