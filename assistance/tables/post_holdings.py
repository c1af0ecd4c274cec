"""Columns of the lists of who holds a public-welfare post, who left, which posts are empty, who was passed over."""

import datetime as dt
from typing import Any

from django.urls import reverse

from assistance.models import PostExit
from assistance.queries.post_assessments import Rhythm
from assistance.queries.posts import Limit, exit_of
from ui import tables
from ui.marks import Mark
from ui.tables import Column

from .posts import post_url, report_mark


def exit_mark(row: PostExit) -> Mark:
    if row.withdrawn_at is not None:
        return Mark("已撤回")
    if row.is_waiting:
        return Mark("待复核签字", "warn")
    return Mark("已清退", "bad") if row.is_removal else Mark("已离岗")


def _name(title: str, value: Any, order: str, post: Any) -> Column:
    return Column("person", title, value, order_by=(order,), link=lambda row: post_url(post(row)))


def holder_columns(rhythm: Rhythm, on: dt.date) -> tuple[Column, ...]:
    return (
        _name(
            "姓名",
            lambda row: row.person.name,
            "placement__registration__person__name",
            lambda row: row.post_id,
        ),
        Column("post", "岗位", lambda row: row.post.title),
        Column("employer", "用人单位", lambda row: row.post.line.employer.name),
        Column("area", "管理区划", lambda row: row.post.area.name, order_by=("post__area__path",), on_phone=False),
        Column("begun", "上岗日期", lambda row: row.begun, tables.day, ("begun",)),
        Column("assessed", "最近考核", lambda row: row.assessed_on, tables.day, on_phone=False),
        Column("due", "应考核日期", rhythm.due_on, tables.due(on), ("counts_from",)),
    )


def empty_post_columns(limit: Limit, on: dt.date) -> tuple[Column, ...]:
    def cause(row: Any) -> str | None:
        found = exit_of(row)
        return found.get_cause_display() if found else None

    def reported(row: Any) -> dt.date | None:
        return row.report.reported_on if hasattr(row, "report") else None

    return (
        Column(
            "post", "岗位", lambda row: f"{row.post.number} {row.post.title}", link=lambda row: post_url(row.post_id)
        ),
        Column("employer", "用人单位", lambda row: row.post.line.employer.name),
        Column("area", "管理区划", lambda row: row.post.area.name, order_by=("post__area__path",), on_phone=False),
        Column("person", "离岗人员", lambda row: row.person.name),
        Column("left", "最后在岗日", lambda row: row.last_day, tables.day, ("left_on",)),
        Column("cause", "离岗原因", cause),
        Column("due", "应报告日期", limit.due_on, tables.day),
        Column("reported", "报告日期", reported, tables.day),
        Column("state", "空岗报告", lambda row: report_mark(row, limit, on), tables.badge),
    )


EXITS = (
    _name(
        "姓名",
        lambda row: row.holding.person.name,
        "holding__placement__registration__person__name",
        lambda row: row.holding.post_id,
    ),
    Column("post", "岗位", lambda row: row.holding.post.title),
    Column("employer", "用人单位", lambda row: row.holding.post.line.employer.name),
    Column("cause", "原因", lambda row: row.get_cause_display()),
    Column("reason", "具体情况", lambda row: row.reason, on_phone=False),
    Column(
        "last", "最后在岗日", lambda row: row.proposed_last_day if row.is_waiting else row.holding.last_day, tables.day
    ),
    Column("signed", "登记时间", lambda row: row.signed_at, tables.moment, ("signed_at",)),
    Column("signer", "经办人", lambda row: str(row.signed_by), on_phone=False),
    Column("second", "复核签字人", lambda row: str(row.countersigned_by or ""), on_phone=False),
    Column("state", "状态", exit_mark, tables.badge),
)


def _stands(row: Any) -> Mark:
    if row.is_struck_off:
        return Mark("推荐已划去" if row.offer else "安置已划去")
    return Mark("已推荐", "info") if row.offer else Mark("已安置", "ok")


def _post(row: Any) -> str:
    """What the post is called; the holding of a placement stands as long as that does."""
    if row.offer:
        return str(row.offer.position)
    return next((held.post.title for held in row.placement.post_holdings.all()), "")


def _of_chosen(row: Any) -> str:
    if row.offer:
        return reverse("assistance:offer", args=[row.offer_id])
    return reverse("assistance:of_person", args=[row.chosen.pk])


PASSED_OVER = (
    Column("decided", "决定时间", lambda row: row.decided_at, tables.moment, ("decided_at",)),
    Column("placed", "所选人员", lambda row: row.chosen.name, link=_of_chosen),
    Column("post", "岗位", _post),
    Column("employer", "用人单位", lambda row: row.employer),
    Column(
        "first",
        "被越过的人员",
        lambda row: f"{row.first.name}等 {row.people} 人" if row.people > 1 else row.first.name,
        order_by=("first__name",),
        link=lambda row: reverse("assistance:of_person", args=[row.first_id]),
    ),
    Column("zero", "其中零就业家庭", lambda row: row.zero_families, tables.number, ("zero_families",)),
    Column("reason", "理由", lambda row: row.reason),
    Column("by", "决定人", lambda row: str(row.decided_by)),
    Column("state", "状态", _stands, tables.badge),
)
