"""Columns of what was matched, both ways, and of the time from need to offer."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assistance.rules.matching import Match
from ui import tables
from ui.marks import Mark
from ui.tables import Column

BEST = ("comes_first", "points")  # how the best are found; turned round with the sorting


def seeker_columns(of: Callable[[Any], Match], vacancy: int, *, may_offer: bool) -> tuple[Column, ...]:
    """People, ``of`` whom it is told why they stand where they stand."""

    def offer_url(row: Any) -> str:
        return f"{reverse('assistance:offer_new', args=[row.person_id])}?vacancy={vacancy}"

    columns = (
        Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",),
               link=lambda row: reverse("assistance:card", args=[row.person_id])),
        Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
        Column("points", "匹配分", lambda row: of(row).points, tables.number, (*BEST, "-certified_on")),
        Column("grounds", "匹配情形", lambda row: of(row).words),
        Column("suited", "是否适合", lambda row: suited_mark(of(row)), tables.badge),
        Column("skills", "技能特长", lambda row: row.person.skills, on_phone=False),
        Column("health", "健康状况", lambda row: row.person.health, on_phone=False),
        Column("wish", "就业意向", lambda row: row.person.job_wish, on_phone=False),
        Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",), on_phone=False),
    )  # fmt: skip
    offering = Column("offer", "办理", lambda row: "推荐", link=offer_url)
    return (*columns, offering) if may_offer else columns


def suited_mark(found: Match) -> Mark:
    return Mark("适合", "ok") if found.is_suited else Mark("须再核实", "warn")


def post_columns(of: Callable[[Any], Match], person: int, *, may_offer: bool) -> tuple[Column, ...]:
    """Vacancies, ``of`` which it is told why they stand where they stand."""

    def offer_url(row: Any) -> str:
        return f"{reverse('assistance:offer_new', args=[person])}?vacancy={row.pk}"

    columns = (
        Column("position", "岗位", lambda row: row.position, order_by=("position",),
               link=lambda row: reverse("assistance:vacancy", args=[row.pk])),
        Column("employer", "用人单位", lambda row: row.employer.name, order_by=("employer__name",)),
        Column("wage", "月工资", lambda row: row.wage, tables.money, ("wage",)),
        Column("works_in", "工作地点", lambda row: row.works_in.name, order_by=("works_in__path",)),
        Column("points", "匹配分", lambda row: of(row).points, tables.number, (*BEST, "-expires_on")),
        Column("grounds", "匹配情形", lambda row: of(row).words),
        Column("suited", "是否适合", lambda row: suited_mark(of(row)), tables.badge),
        Column("left", "还招人数", lambda row: row.wanted - row.filled, tables.number),
        Column("expires", "有效期至", lambda row: row.expires_on, tables.day, ("expires_on",), on_phone=False),
    )  # fmt: skip
    offering = Column("offer", "办理", lambda row: "推荐", link=offer_url)
    return (*columns, offering) if may_offer else columns


def waited(row: Any) -> int:
    """From the certification to the first post recommended, or to today."""
    days: dt.timedelta = row.until - row.certified_on
    return days.days


def need_columns(seeks: Callable[[Any], bool]) -> tuple[Column, ...]:
    """``seeks``: whether a post can be recommended to the person of a row."""

    def matching_url(row: Any) -> str | None:
        return reverse("assistance:person_vacancies", args=[row.person_id]) if seeks(row) else None

    match = Column("match", "办理", lambda row: "匹配岗位" if seeks(row) else "", link=matching_url)
    return (*NEEDS, match)


NEEDS = (
    Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",),
           link=lambda row: reverse("assistance:of_person", args=[row.person_id])),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",)),
    Column("first", "首次推荐岗位", lambda row: row.first_offer_on, tables.day, ("first_offer_on",)),
    Column("days", "从认定到推荐（天）", waited, tables.number, ("waited",)),
    Column("state", "状态", lambda row: Mark("已推荐", "ok") if row.first_offer_on else Mark("还没有推荐", "warn"),
           tables.badge),
)  # fmt: skip
