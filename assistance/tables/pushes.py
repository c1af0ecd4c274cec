"""Columns of streets and their labour-service enterprises, and of who pushes which district."""

import datetime as dt
from typing import Any

from django.urls import reverse

from ui import tables
from ui.marks import Mark
from ui.tables import Column


def push_mark(row: Any, on: dt.date) -> Mark:
    """Where a street stands: what stands in time or late is told by the day the first enterprise was established."""
    if row.enterprises:
        late = row.due_on is not None and row.established_on > row.due_on
        return Mark("逾期建立", "warn") if late else Mark("已建立", "ok")
    if row.due_on is None:
        return Mark("未认定有条件")
    if on > row.due_on:
        return Mark(f"已逾期 {(on - row.due_on).days} 天", "bad")
    return Mark(f"还剩 {(row.due_on - on).days} 天", "info")


def street_columns(on: dt.date, *, may_push: bool) -> tuple[Column, ...]:
    def act(row: Any) -> str:
        if not may_push:
            return ""
        if row.readiness_id:
            return "撤回认定"
        return "" if row.enterprises else "认定有条件"

    def act_url(row: Any) -> str:
        if not act(row):
            return ""
        if row.readiness_id:
            return reverse("assistance:push_ready_withdraw", args=[row.readiness_id])
        return reverse("assistance:push_ready", args=[row.pk])

    return (
        Column("district", "区县", lambda row: row.district_name, order_by=("parent__path",), on_phone=False),
        Column("street", "街道（乡镇）", lambda row: row.name, order_by=("path",)),
        Column("member", "推进组成员", lambda row: row.member, on_phone=False),
        Column("state", "推进情况", lambda row: push_mark(row, on), tables.badge),
        Column("due", "建立期限", lambda row: row.due_on, tables.day, ("due_on",), on_phone=False),
        Column("enterprises", "企业", lambda row: row.enterprises, tables.number, ("enterprises",)),
        Column("established", "首家成立日期", lambda row: row.established_on, tables.day, on_phone=False),
        Column("staff", "从业人数", lambda row: row.staff or 0, tables.number, on_phone=False),
        Column("hires", "已安置人数", lambda row: row.hires or 0, tables.number, on_phone=False),
        Column("act", "办理", act, link=act_url),
    )


def member_columns(*, may_push: bool) -> tuple[Column, ...]:
    def end_url(row: Any) -> str:
        return reverse("assistance:push_member_end", args=[row.pk]) if may_push and row.last_day is None else ""

    return (
        Column("district", "区县", lambda row: row.area.name, order_by=("area__path",)),
        Column("name", "姓名", lambda row: row.name, order_by=("name",)),
        Column("post", "单位和职务", lambda row: row.post, on_phone=False),
        Column("since", "开始日期", lambda row: row.since, tables.day, ("validity",)),
        Column("last", "最后一日", lambda row: row.last_day, tables.day, on_phone=False),
        Column("act", "办理", lambda row: "结束推进" if end_url(row) else "", link=end_url),
    )
