"""Columns of the list of recoveries, and of how far districts are."""

import datetime as dt
from typing import Any

from django.urls import reverse

from ui import tables
from ui.marks import Mark
from ui.tables import Column


def recovery_mark(recovery: Any) -> Mark:
    if recovery.struck_at:
        return Mark("已划去")
    if recovery.closed_on:
        return Mark("已结案", "ok")
    return Mark("待结案决定", "warn") if recovery.proposed_at else Mark("追回中", "info")


def recovery_columns(today: dt.date) -> tuple[Column, ...]:
    return (
        Column(
            "number",
            "编号",
            lambda row: row.number,
            order_by=("pk",),
            link=lambda row: reverse("subsidies:recovery", args=[row.pk]),
        ),
        Column("payee", "补贴对象", lambda row: row.payment.payee_name, order_by=("payment__payee_name",)),
        Column("area", "区划", lambda row: row.payment.claim.area.name, order_by=("payment__claim__area__path",)),
        Column("amount", "应追回（元）", lambda row: row.amount, tables.money, ("amount",)),
        Column("received", "已收回（元）", lambda row: row.received, tables.money, ("received",)),
        Column("next", "下期应缴", lambda row: None if row.closed_on else row.next_due, tables.day, ("next_due",)),
        Column("late", "逾期", late_mark, tables.badge),
        Column("state", "状态", recovery_mark, tables.badge),
    )


def late_mark(recovery: Any) -> Mark | None:
    """What should have come in and has not."""
    if recovery.closed_on or recovery.struck_at or recovery.due <= recovery.received:
        return None
    return Mark(f"逾期 {recovery.due - recovery.received:,.2f} 元", "bad")


def progress_mark(area: Any, by: dt.date | None, today: dt.date) -> Mark:
    """未启动, 已启动 or 逾期启动, as of the target date if there is one."""
    if area.started_on is None:
        return Mark("空白点，已过期限" if by and today > by else "空白点", "bad")
    return Mark("逾期启动", "warn") if by and area.started_on > by else Mark("已启动", "ok")


def progress_columns(by: dt.date | None, today: dt.date) -> tuple[Column, ...]:
    return (
        Column("area", "区县", lambda row: row.name, order_by=("path",)),
        Column("state", "启动情况", lambda row: progress_mark(row, by, today), tables.badge),
        Column("started", "首次发放", lambda row: row.started_on, tables.day, ("started_on",)),
        Column("count", "已发放笔数", lambda row: row.paid_count or 0, tables.number, ("paid_count",)),
        Column("amount", "已发放金额（元）", lambda row: row.paid_amount or 0, tables.money, ("paid_amount",)),
    )
