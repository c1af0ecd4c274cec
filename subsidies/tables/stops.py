"""Columns of the list of stops."""

from typing import Any

from django.urls import reverse

from subsidies.enums import Scheme, StopOrigin, StopReason
from subsidies.models import Stop
from ui import tables
from ui.marks import Mark
from ui.tables import Column


def stop_url(row: Any) -> str:
    return reverse("subsidies:stop", args=[row.pk])


def stop_mark(row: Stop) -> Mark:
    """Whether it lasts, in words."""
    if row.is_lasting:
        return Mark("停发中", "bad")
    return Mark("未停发" if row.resumed_month == row.month else f"{row.resumed_month:%Y-%m} 起恢复", "ok")


def _month(row: Any) -> str:
    return f"{row.month:%Y-%m}"


STOPS = (
    Column("person", "姓名", lambda row: row.person.name, order_by=("person__name",), link=stop_url),
    Column("scheme", "补贴项目", lambda row: row.scheme, tables.chosen(Scheme), ("scheme",)),
    Column("month", "停发起始月份", _month, order_by=("month",)),
    Column("reason", "停发原因", lambda row: row.reason, tables.chosen(StopReason), ("reason",)),
    Column("overpaid", "多发（元）", lambda row: row.overpaid, tables.money),
    Column("state", "状态", stop_mark, tables.badge),
    Column("origin", "由谁停发", lambda row: row.origin, tables.chosen(StopOrigin), ("origin",), on_phone=False),
    Column("stopped", "停发日期", lambda row: row.stopped_at, tables.day, ("stopped_at",), on_phone=False),
)
