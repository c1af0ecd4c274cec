"""Columns of the members of a campaign, of activities and of model cases."""

from typing import Any

from django.urls import reverse

from assistance.queries.campaigns import Progress
from ui import tables
from ui.marks import Mark
from ui.tables import Column

from .matters import opens


def pace_mark(row: Progress) -> Mark:
    if row.pace.done >= row.pace.number:
        return Mark("已完成", "ok")
    return Mark("落后于时间进度", "warn") if row.pace.is_behind else Mark("不落后于时间进度", "info")


def member_name(row: Any) -> str:
    return row.person.name if row.person else row.household.address


def member_url(row: Any) -> str:
    if row.person_id:
        return reverse("assistance:of_person", args=[row.person_id])
    return reverse("households:household", args=[row.household_id])


MEMBERS = (
    Column("name", "人员或家庭", member_name, link=member_url),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("served", "活动期间接受服务", lambda row: row.was_served, tables.yes_no),
    Column("work", "活动期间实现就业", lambda row: row.found_work, tables.yes_no),
)
ACTIVITIES = (
    Column("on", "日期", lambda row: row.on, tables.day, ("on",), link=opens("activity")),
    Column("kind", "活动形式", lambda row: row.get_kind_display(), order_by=("kind",)),
    Column("place", "地点或媒体", lambda row: row.place),
    Column("employer", "走访的企业", lambda row: row.employer and row.employer.name, on_phone=False),
    Column("audience", "宣传对象", lambda row: row.audience, on_phone=False),
    Column("materials", "宣传材料", lambda row: row.materials, on_phone=False),
    Column("reached", "覆盖人次", lambda row: row.reached or None, tables.number, ("reached",)),
    Column("campaign", "专项活动", lambda row: row.campaign and row.campaign.name, on_phone=False),
    Column("area", "开展单位", lambda row: row.area.name, order_by=("area__path",)),
    Column("struck", "记录", lambda row: Mark("已划去") if row.struck_at else Mark("有效", "ok"), tables.badge),
)
MODEL_CASES = (
    Column("title", "标题", lambda row: row.title, link=opens("model_case")),
    Column("area", "推荐单位", lambda row: row.area.name, order_by=("area__path",)),
    Column("names", "写明具体人员", lambda row: row.names_somebody, tables.yes_no, on_phone=False),
    Column("told", "登记时间", lambda row: row.recorded_at, tables.moment, ("recorded_at",)),
)
