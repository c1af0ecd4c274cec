"""Columns of the lists of assistance."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from assistance.enums import Reception
from ui.marks import Mark, Tone
from ui.tables import Column, badge, day, number

RECEPTIONS: Mapping[str, Tone] = {Reception.ACCEPTED: "ok", Reception.REFUSED: "bad", Reception.ABSENT: "warn"}


def service_mark(row: Any) -> Mark:
    """How it was taken, or that it was struck off."""
    if row.struck_at is not None:
        return Mark("已划去")
    return Mark(row.get_outcome_display(), RECEPTIONS[row.outcome])


SERVICES = (
    Column(
        "name",
        "姓名",
        lambda row: row.person.name,
        order_by=("person__name",),
        link=lambda row: reverse("assistance:card", args=[row.person_id]),
    ),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("kind", "服务内容", lambda row: row.get_kind_display(), order_by=("kind",)),
    Column("on", "日期", lambda row: row.on, day, order_by=("on",)),
    Column("detail", "具体内容和结果", lambda row: row.detail, on_phone=False),
    Column("outcome", "本人意见", service_mark, badge, order_by=("outcome",)),
    Column("by", "服务人", lambda row: row.given_by, on_phone=False),
)
EVENTS = (
    Column(
        "title",
        "活动名称",
        lambda row: row.title,
        order_by=("title",),
        link=lambda row: reverse("assistance:event", args=[row.pk]),
    ),
    Column("kind", "服务内容", lambda row: row.get_kind_display(), order_by=("kind",)),
    Column("on", "日期", lambda row: row.held_on, day, order_by=("held_on",)),
    Column("place", "地点", lambda row: row.place, on_phone=False),
    Column("area", "举办单位", lambda row: row.area.name, order_by=("area__path",)),
    Column("came", "参加人数", lambda row: row.came, number, order_by=("came",)),
)
