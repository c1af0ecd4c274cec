"""Columns of the registers, and how their matters stand."""

import datetime as dt
from typing import Any

from django.urls import reverse

from assistance.register_enums import SUBSTANTIATED, Finding
from ui import tables
from ui.marks import Mark, due_mark
from ui.tables import Column


def opens(page: str) -> Any:
    """The address of the row's own page."""
    return lambda row: reverse(f"assistance:{page}", args=[row.pk])


def frame(on: dt.date, *, state: Any) -> tuple[Column, ...]:
    """The columns every register ends with."""
    return (
        Column("area", "承办单位", lambda row: row.area.name, order_by=("area__path",), on_phone=False),
        Column("received", "收到日期", lambda row: row.received_on, tables.day, ("received_on",)),
        Column("due", "办理期限", lambda row: row.due_on, tables.day, ("due_on",), on_phone=False),
        Column("state", "状态", lambda row: state(row, on), tables.badge),
        Column("closed", "办结日期", lambda row: row.closed_on, tables.day, ("closed_on",), on_phone=False),
    )


def complaint_mark(row: Any, on: dt.date) -> Mark | None:
    if row.closed_on is not None:
        return Mark(row.get_finding_display(), "warn" if row.finding in SUBSTANTIATED else "plain")
    return due_mark(row.due_on, on)


def complaint_stage(row: Any) -> str:
    """Where a complaint stands, as whoever complained may read it."""
    if row.closed_on is not None:
        return "不予受理" if row.finding == Finding.DECLINED else "已办结"
    return "正在调查" if row.accepted_on else "已收到，待受理"


def matter_mark(row: Any, on: dt.date) -> Mark | None:
    return Mark(row.outcome_words, "ok" if row.is_good else "warn") if row.closed_on else due_mark(row.due_on, on)


def matter_columns(page: str, on: dt.date, *own: Column) -> tuple[Column, ...]:
    """A matter's number, what its register shows of it, and what every register ends with."""
    return (
        Column("number", "编号", lambda row: f"{row.pk:06d}", order_by=("pk",), link=opens(page)),
        *own,
        *frame(on, state=matter_mark),
    )


def complaint_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("number", "编号", lambda row: row.number, link=opens("complaint")),
        Column("channel", "渠道", lambda row: row.get_channel_display(), order_by=("channel",), on_phone=False),
        Column("against", "被举报投诉的单位或人员", lambda row: row.against),
        Column("place", "区划", lambda row: row.against_area.name if row.against_area else ""),
        Column("stage", "环节", complaint_stage),
        Column("targeted", "有针对性", lambda row: row.is_targeted, tables.yes_no, on_phone=False),
        *frame(on, state=complaint_mark),
    )
