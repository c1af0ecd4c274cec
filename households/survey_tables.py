"""Columns of what surveys leave to do: households not visited, findings without a case, requests about data."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from households.enums import Category, NoCaseReason, Outcome
from ui import tables
from ui.marks import Mark, due_mark
from ui.tables import Column


def household_url(row: Any) -> str:
    return reverse("households:household", args=[row.household_id])


def unvisited_columns(*, may_survey: bool) -> tuple[Column, ...]:
    survey = Column(
        "survey", "办理", lambda row: "入户调查", link=lambda row: reverse("households:survey", args=[row.pk])
    )
    columns = (
        Column(
            "number",
            "户编号",
            lambda row: row.number,
            order_by=("pk",),
            link=lambda row: reverse("households:household", args=[row.pk]),
        ),
        Column("head", "户主", lambda row: row.head_name),
        Column("area", "社区", lambda row: row.area.name, order_by=("area__path",)),
        Column("address", "住址", lambda row: row.address, order_by=("address",)),
        Column("surveyed", "上次调查", lambda row: row.surveyed_on, tables.day, order_by=("surveyed_on",)),
    )
    return (*columns, survey) if may_survey else columns


def explained(row: Any) -> str:
    """Why there is no case and until when that holds, or that nobody said."""
    if row.no_case is None:
        return "没有登记"
    return f"{NoCaseReason(row.explained_why).label}（至{row.explained_until}）"


def _reasons(row: Any) -> str:
    return "；".join(reason["text"] for reason in row.reasons)


def unfiled_columns(explain: Callable[[Any], str] | None, *, of_people: bool) -> tuple[Column, ...]:
    """``explain`` gives the address at which a reason is recorded; None for those who may not."""
    subject = (
        (
            Column("subject", "姓名", lambda row: row.person.name, order_by=("person__name",), link=household_url),
            Column("category", "类别", lambda row: Category(row.category).label, order_by=("category",)),
        )
        if of_people
        else (
            Column("subject", "家庭", lambda row: f"{row.head_name or '（无户主）'}户", link=household_url),
            Column("address", "住址", lambda row: row.household.address, order_by=("household__address",)),
        )
    )
    columns = (
        *subject,
        Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
        Column("since", "疑似起", lambda row: row.validity.lower, tables.day, order_by=("validity",)),
        Column("why", "理由", _reasons, on_phone=False),
        Column("explained", "未立案原因", explained),
    )
    if explain is None:
        return columns

    def link(row: Any) -> str | None:
        return explain(row) if row.no_case is None else None

    return (*columns, Column("act", "办理", lambda row: "登记原因" if row.no_case is None else "", link=link))


def request_mark(row: Any, on: dt.date) -> Mark | None:
    if row.closed_on is None:
        return due_mark(row.due_on, on)
    return Mark(row.get_outcome_display(), "ok" if row.outcome == Outcome.GRANTED else "plain")


def request_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column(
            "number",
            "编号",
            lambda row: row.number,
            order_by=("pk",),
            link=lambda row: reverse("households:data_request", args=[row.pk]),
        ),
        Column("person", "信息主体", lambda row: row.person.name, order_by=("person__name",)),
        Column("kind", "申请事项", lambda row: row.get_kind_display(), order_by=("kind",)),
        Column("applicant", "申请人", lambda row: row.get_applicant_display(), on_phone=False),
        Column("area", "受理区划", lambda row: row.area.name, order_by=("area__path",)),
        Column("received", "收到日期", lambda row: row.received_on, tables.day, order_by=("received_on",)),
        Column("due", "答复期限", lambda row: row.due_on, tables.day, order_by=("due_on",)),
        Column("state", "状态", lambda row: request_mark(row, on), tables.badge),
        Column("closed", "答复日期", lambda row: row.closed_on, tables.day, order_by=("closed_on",), on_phone=False),
    )
