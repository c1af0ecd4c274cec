"""How openings and their lines look in lists."""

from typing import Any

from django.urls import reverse

from desk.openings import kind_of
from households.models import OpeningStatus, RowOutcome
from ui.marks import Mark, Tone
from ui.tables import Column, badge, day, moment, number

TONES: dict[str, Tone] = {
    OpeningStatus.PREPARING: "info",
    OpeningStatus.PRESENTED: "warn",
    OpeningStatus.ACCEPTED: "info",
    OpeningStatus.ENTERED: "ok",
    OpeningStatus.WITHDRAWN: "plain",
}
OUTCOME_TONES: dict[str, Tone] = {
    RowOutcome.READY: "info",
    RowOutcome.PRESENT: "plain",
    RowOutcome.REPEATED: "plain",
    RowOutcome.REFUSED: "bad",
    RowOutcome.ENTERED: "ok",
}


def opening_mark(row: Any) -> Mark:
    return Mark(row.get_status_display(), TONES[OpeningStatus(row.status)])


def outcome_mark(row: Any) -> Mark:
    return Mark(row.get_outcome_display(), OUTCOME_TONES[RowOutcome(row.outcome)])


def _made_url(row: Any) -> str:
    """The page of what a line became, where there is one."""
    if row.made_label == "households.certification":
        return reverse("households:certification", args=[row.made_id])
    if row.made_label == "households.certificate":
        return reverse("households:certificate", args=[row.made_id])
    return reverse("households:person", args=[row.person_id]) if row.person_id else ""


OPENINGS = (
    Column(
        "number",
        "编号",
        lambda row: row.number,
        order_by=["pk"],
        link=lambda row: reverse("desk:opening", args=[row.pk]),
    ),
    Column("area", "区划", lambda row: row.area.name, order_by=["area__path"]),
    Column("cut_over", "切换日", lambda row: row.cut_over_on, cell=day, order_by=["cut_over_on"]),
    Column("system", "旧系统", lambda row: row.system),
    Column("status", "状态", opening_mark, cell=badge, order_by=["status"]),
    Column("drafted", "发起", lambda row: row.drafted_at, cell=moment, order_by=["drafted_at"]),
    Column("accepted", "接收", lambda row: row.accepted_at, cell=moment, order_by=["accepted_at"]),
)
ROWS = (
    Column("line", "行号", lambda row: row.line, cell=number, order_by=["sheet", "line"]),
    Column("sheet", "工作表", lambda row: row.sheet, on_phone=False),
    Column("person", "人员", lambda row: row.person.name if row.person else "", link=lambda row: _made_url(row)),
    Column("community", "社区", lambda row: row.community.name if row.community else "", order_by=["community__path"]),
    Column("since", "起始日期", lambda row: row.since, cell=day, order_by=["since"]),
    Column("outcome", "结果", outcome_mark, cell=badge, order_by=["outcome"]),
    Column("reason", "原因", lambda row: row.reason),
)


def file_title(file: Any) -> str:
    return f"{kind_of(file.kind).title}文件 {file.pk}"
