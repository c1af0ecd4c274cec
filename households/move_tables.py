"""The lists of hand-overs and merges: their columns, and the marks they are shown by."""

import datetime as dt
from typing import Any

from django.urls import reverse

from households.case_tables import CODE
from households.models import Handover, HandoverStatus, MergeStatus, PersonMerge
from ui import tables
from ui.marks import Mark, Tone
from ui.tables import Column

HANDOVER_TONES: dict[str, Tone] = {
    HandoverStatus.PROPOSED: "info",
    HandoverStatus.ACCEPTED: "ok",
    HandoverStatus.RETURNED: "warn",
    HandoverStatus.WITHDRAWN: "plain",
}
MERGE_TONES: dict[str, Tone] = {
    MergeStatus.PROPOSED: "info",
    MergeStatus.MERGED: "ok",
    MergeStatus.REFUSED: "bad",
    MergeStatus.UNDONE: "plain",
    MergeStatus.WITHDRAWN: "plain",
}


def handover_mark(row: Handover, on: dt.date) -> Mark:
    """Where a hand-over stands on the day ``on``."""
    if row.status == HandoverStatus.PROPOSED and on < row.on:
        return Mark(f"{row.on} 起可接收", "info")
    return Mark(row.get_status_display(), HANDOVER_TONES[row.status])


def merge_mark(row: PersonMerge) -> Mark:
    return Mark(row.get_status_display(), MERGE_TONES[row.status])


def family_of(row: Any) -> str:
    """The household of a hand-over by its head. Needs ``with_head``."""
    return f"{row.head_name or '（无户主）'}户"


def handover_url(row: Handover) -> str:
    return reverse("households:handover", args=[row.pk])


def merge_url(row: PersonMerge) -> str:
    return reverse("households:merge", args=[row.pk])


def handover_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("number", "编号", lambda row: row.number, CODE, ("pk",), handover_url),
        Column("family", "家庭", family_of),
        Column("from", "移交社区", lambda row: row.from_area.name, order_by=("from_area__path",)),
        Column("to", "接收社区", lambda row: row.to_area.name, order_by=("to_area__path",)),
        Column("on", "交接日期", lambda row: row.on, tables.day, ("on",)),
        Column("effective", "生效日期", lambda row: row.effective_on, tables.day, ("effective_on",)),
        Column("status", "状态", lambda row: handover_mark(row, on), tables.badge, ("rank",)),
    )


MERGES = (
    Column("number", "编号", lambda row: row.number, CODE, ("pk",), merge_url),
    Column("survivor", "保留的登记", lambda row: row.survivor.name),
    Column("duplicate", "重复的登记", lambda row: row.duplicate.name),
    Column("community", "提出社区", lambda row: row.community.name, order_by=("community__path",)),
    Column("area", "决定单位", lambda row: row.area.name, on_phone=False),
    Column("proposed", "提出时间", lambda row: row.proposed_at, tables.moment, ("proposed_at",)),
    Column("status", "状态", merge_mark, tables.badge, ("status",)),
)
