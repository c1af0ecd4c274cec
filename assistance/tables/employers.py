"""Columns of the list of employers."""

from typing import Any

from django.urls import reverse

from assistance.enums import EmployerKind
from ui import tables
from ui.marks import Mark
from ui.tables import Column


def employer_url(row: Any) -> str:
    return reverse("assistance:employer", args=[row.pk])


def standing_of(employer: Any) -> Mark:
    return Mark("在册", "ok") if employer.closed_on is None else Mark(f"{employer.closed_on} 停业或迁出")


EMPLOYERS = (
    Column("name", "单位名称", lambda row: row.name, order_by=("name",), link=employer_url),
    Column("kind", "单位类型", lambda row: row.kind, tables.chosen(EmployerKind), ("kind",)),
    Column("number", "单位代码", lambda row: row.number, order_by=("number",)),
    Column("area", "所在街道社区", lambda row: f"{row.area.parent.name} {row.area.name}", order_by=("area__path",)),
    Column("contact", "联系人、电话", lambda row: f"{row.contact} {row.masked_phone}".strip(), on_phone=False),
    Column("project", "大项目", lambda row: row.major_project, on_phone=False),
    Column("agreed", "合作协议至", lambda row: row.agreed_until, tables.day, ("agreed_until",)),
    Column("hires", "已安置人数", lambda row: row.hires, tables.number, ("hires",)),
    Column("state", "状态", standing_of, tables.badge),
)
