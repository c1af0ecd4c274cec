"""Columns of the list of programmes."""

import datetime as dt
from typing import Any

from django.urls import reverse

from ui import tables
from ui.marks import Mark
from ui.tables import Column


def state_of(programme: Any, on: dt.date) -> Mark:
    if on < programme.starts_on:
        return Mark("未开始", "info")
    return Mark("正在执行", "ok") if on <= programme.ends_on else Mark("已结束")


def programme_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column(
            "title",
            "名称",
            lambda row: row.title,
            order_by=("title",),
            link=lambda row: reverse("assistance:programme", args=[row.pk]),
        ),
        Column("area", "区划", lambda row: row.area.name, order_by=("area__path",)),
        Column("document", "文号", lambda row: row.document),
        Column("starts", "开始日期", lambda row: row.starts_on, tables.day, ("starts_on",)),
        Column("ends", "结束日期", lambda row: row.ends_on, tables.day, ("ends_on",)),
        Column("state", "状态", lambda row: state_of(row, on), tables.badge),
    )
