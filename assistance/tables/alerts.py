"""Columns of the list of warnings."""

import datetime as dt
from typing import Any

from django.urls import reverse

from accounts.enums import AreaLevel
from ui import tables
from ui.marks import Mark, due_mark
from ui.tables import Column


def whom(row: Any) -> str:
    """The person a warning is about, else the family or the employer."""
    if row.employer:
        return str(row.employer)
    return row.person.name if row.person else f"{row.head_name or '（无户主）'}户"


def alert_mark(row: Any, on: dt.date) -> Mark | None:
    if row.answered_at is not None:
        return Mark("已处理", "ok")
    return Mark("已消除") if row.ended_on else due_mark(row.answer_by, on)


def alert_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("who", "人员、家庭或单位", whom, link=lambda row: reverse("assistance:alert", args=[row.pk])),
        Column("area", "社区", lambda row: row.area.name, order_by=("place",)),
        Column("kind", "预警事项", lambda row: row.get_kind_display(), order_by=("kind",)),
        Column("detail", "说明", lambda row: row.detail, on_phone=False),
        Column("happens", "到期日期", lambda row: row.happens_on, tables.day, order_by=("happens_on",)),
        Column("raised", "预警日期", lambda row: row.raised_on, tables.day, order_by=("raised_on",), on_phone=False),
        Column("level", "处理层级", lambda row: AreaLevel(row.level).label, order_by=("level",)),
        Column("state", "处理", lambda row: alert_mark(row, on), tables.badge, order_by=("answer_by",)),
    )
