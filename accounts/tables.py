"""Columns of the accounts, of deputies and of the audit."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.urls import reverse

from ui.marks import Mark
from ui.tables import Column, badge, day, moment, text

from .enums import AccountStanding, Outcome, Role
from .models import AuditEntry, Deputation, User
from .words import detail_words, details_of, event_words, object_words

short = replace(text, css="text-nowrap")


def outcome_mark(entry: AuditEntry) -> Mark:
    return Mark(entry.get_outcome_display(), "plain" if entry.outcome == Outcome.DONE else "bad")


def role_then(entry: Any) -> str:
    """The role the actor of an entry of the trail held then, in words."""
    return str(Role(entry.role_then).label)


def account_mark(user: User) -> Mark:
    if user.standing == AccountStanding.AWAITING:
        return Mark(user.get_standing_display(), "warn")
    if not user.is_active:
        return Mark(user.get_standing_display() if user.standing != AccountStanding.IN_USE else "已停用")
    return Mark("待改初始密码", "warn") if user.must_change_password else Mark("在用", "ok")


def deputation_mark(row: Deputation, on: dt.date) -> Mark:
    if row.ended_at is not None:
        return Mark("已提前结束")
    if row.confirmed_at is None and on <= row.last_day:
        return Mark("待确认", "warn")
    if on < row.first_day:
        return Mark("未开始", "info")
    return Mark("代理中", "ok") if on <= row.last_day else Mark("已期满")


def deputations(on: dt.date) -> tuple[Column, ...]:
    return (
        Column(
            "officer",
            "被代理人",
            lambda row: row.officer,
            order_by=("officer__full_name",),
            link=lambda row: reverse("accounts:deputation", args=[row.pk]),
        ),
        Column("deputy", "代理人", lambda row: row.deputy, order_by=("deputy__full_name",)),
        Column("area", "所属区划", lambda row: row.officer.area, order_by=("officer__area__path",)),
        Column("first", "第一天", lambda row: row.first_day, day, ("validity",)),
        Column("last", "最后一天", lambda row: row.last_day, day),
        Column("state", "状态", lambda row: deputation_mark(row, on), badge),
        Column("reason", "事由", lambda row: row.reason),
        Column("named", "指定人", lambda row: row.named_by, short, on_phone=False),
    )


ACCOUNTS = (
    Column(
        "name",
        "姓名",
        lambda user: user.full_name or user.username,
        order_by=("full_name",),
        link=lambda user: reverse("accounts:user", args=[user.pk]),
    ),
    Column("username", "登录名", lambda user: user.username, order_by=("username",)),
    Column("role", "岗位角色", lambda user: user.get_role_display(), order_by=("role",)),
    Column("area", "所属区划", lambda user: user.area, order_by=("area__path",)),
    Column("organisation", "所属单位", lambda user: user.organisation, on_phone=False),
    Column("phone", "办公电话", lambda user: user.office_phone, on_phone=False),
    Column("signed_in", "最近登录", lambda user: user.last_login, moment, order_by=("last_login",)),
    Column("state", "状态", account_mark, badge),
)

AUDIT = (
    Column(
        "at",
        "时间",
        lambda entry: entry.at,
        moment,
        order_by=("at",),
        link=lambda entry: reverse("accounts:audit_entry", args=[entry.pk]),
    ),
    Column("actor", "操作人", lambda entry: entry.actor, short),
    Column("role", "岗位角色", role_then, short, on_phone=False),
    Column("area", "所属区划", lambda entry: entry.area_then, short, on_phone=False),
    Column("event", "事件", lambda entry: event_words(entry.event), short),
    Column("outcome", "结果", outcome_mark, badge),
    Column("object", "对象", object_words, short),
    Column("details", "详情", lambda entry: detail_words(details_of(entry))),
    Column("address", "来源地址", lambda entry: entry.address, short, on_phone=False),
)
