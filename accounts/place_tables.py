"""Columns of the lists of organisations and of areas with those who answer for them."""

from typing import Any

from django.urls import reverse

from ui.marks import Mark
from ui.tables import Column, badge, day, number

from .models import Organisation

ORGANISATIONS = (
    Column(
        "name",
        "名称",
        lambda organisation: organisation.name,
        order_by=("name",),
        link=lambda organisation: reverse("accounts:organisation", args=[organisation.pk]),
    ),
    Column("kind", "类型", lambda organisation: organisation.get_kind_display(), order_by=("kind", "name")),
    Column("area", "所在区划", lambda organisation: organisation.area, order_by=("area__path",)),
    Column("duty", "协作事项", lambda organisation: organisation.duty, on_phone=False),
    Column("people", "在用账号", lambda organisation: organisation.people, number),
    Column("since", "加入日期", lambda organisation: organisation.valid_from, day, order_by=("valid_from",)),
    Column("state", "状态", lambda organisation: organisation_mark(organisation), badge),
)


def organisation_mark(organisation: Organisation) -> Mark:
    return Mark("已退出") if organisation.valid_to else Mark("参加", "ok")


def area_mark(area: Any) -> Mark:
    """Of an area of ``queries.area_rows``: closed, or whether somebody answers for it by name."""
    if area.is_closed:
        return Mark("已撤销")
    return Mark("有专人", "ok") if area.responsible else Mark("缺专人", "bad")


AREAS = (
    Column(
        "name",
        "名称",
        lambda area: area.name,
        order_by=("name",),
        link=lambda area: reverse("accounts:area", args=[area.pk]),
    ),
    Column("code", "区划代码", lambda area: area.code, order_by=("path",)),
    Column("level", "层级", lambda area: area.get_level_display(), order_by=("level", "path")),
    Column("parent", "上级", lambda area: area.parent, on_phone=False),
    Column("responsible", "专人", lambda area: area.responsible),
    Column("users", "在用账号", lambda area: area.officers, number),
    Column("state", "状态", area_mark, badge),
)
