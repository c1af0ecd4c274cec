"""Columns of the lists of start-ups."""

import datetime as dt
from typing import Any

from django.urls import reverse

from ui import tables
from ui.marks import Mark
from ui.tables import Column


def startup_url(row: Any) -> str:
    return reverse("assistance:startup", args=[row.pk])


def project_mark(row: Any, on: dt.date) -> Mark:
    return Mark("推介中", "ok") if row.withdrawn_on is None or row.withdrawn_on > on else Mark("已下架")


def state_mark(row: Any) -> Mark:
    return Mark("已开业", "ok") if row.begun_on else Mark("筹备中", "info")


STARTUPS = (
    Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=startup_url),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("opened", "建档日期", lambda row: row.opened_on, tables.day, ("opened_on",)),
    Column("project", "创业项目", lambda row: row.project and row.project.name),
    Column("begun", "开业（就业登记）", lambda row: row.begun_on, tables.day, ("begun_on",)),
    Column("leader", "创业带头人", lambda row: row.leader_since is not None, tables.yes_no, on_phone=False),
    Column("jobs", "带动就业", lambda row: row.jobs_created, tables.number, ("jobs_created",)),
    Column("visited", "最近走访", lambda row: row.visited_on, tables.day, ("visited_on",), on_phone=False),
    Column("state", "状态", state_mark, tables.badge),
)
LEADERS = (
    Column("name", "创业带头人", lambda row: row.person.name, order_by=("person__name",), link=startup_url),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("since", "确定日期", lambda row: row.leader_since, tables.day, ("leader_since",)),
    Column("project", "创业项目", lambda row: row.project and row.project.name, on_phone=False),
    Column("jobs", "带动就业（人）", lambda row: row.jobs_created, tables.number, ("jobs_created",)),
    Column("state", "状态", state_mark, tables.badge),
)


def project_columns(on: dt.date, *, may_edit: bool) -> tuple[Column, ...]:
    def edit_url(row: Any) -> str:
        return reverse("assistance:project_edit", args=[row.pk]) if may_edit else ""

    return (
        Column("name", "项目名称", lambda row: row.name, order_by=("name",), link=edit_url),
        Column("field", "行业", lambda row: row.field, order_by=("field",)),
        Column("capital", "所需资金", lambda row: row.capital, tables.money, ("capital",)),
        Column("description", "项目简介", lambda row: row.description, on_phone=False),
        Column("source", "来源", lambda row: row.source, on_phone=False),
        Column("area", "征集单位", lambda row: row.area.name, order_by=("area__path",), on_phone=False),
        Column("chosen", "选用", lambda row: row.chosen, tables.number, ("chosen",)),
        Column("state", "状态", lambda row: project_mark(row, on), tables.badge),
    )
