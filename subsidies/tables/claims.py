"""Columns of the lists of claims, and the marks a claim is shown by."""

import datetime as dt
from typing import Any

from django.urls import reverse

from approvals.workflow import TITLES, Decision, Status
from households.case_tables import CODE, TONES, limit, limit_of
from subsidies.enums import Scheme
from subsidies.models import Claim
from ui import tables
from ui.marks import Mark
from ui.tables import Column

CLAIM_TITLES = TITLES | {Status.DRAFT: "待提交", Status.REFUSED: "不予补贴", Status.APPROVED: "已批准"}
CLAIM_DECISIONS = {
    Decision.APPROVE: "同意",
    Decision.RETURN: "退回补正",
    Decision.REFUSE: "不予补贴",
    Decision.UPHOLD: "异议成立",
    Decision.DISMISS: "异议不成立",
    Decision.SUSTAIN: "维持原决定",
    Decision.OVERTURN: "撤销原决定",
}


def claim_url(row: Any) -> str:
    return reverse("subsidies:claim", args=[row.pk])


def claim_mark(row: Claim, on: dt.date) -> Mark:
    """Where a claim stands on the day ``on``, in words."""
    if row.status == Status.PENDING and row.opens_on and row.opens_on > on:
        return Mark("公示中", "info")
    step = row.current_step
    if row.status in (Status.PENDING, Status.IN_REVIEW) and step:
        return Mark(f"待{step.title}", TONES[row.status])
    return Mark(CLAIM_TITLES[Status(row.status)], TONES[row.status])


def months_of(row: Claim) -> str:
    """The months claimed, in words."""
    first, last = row.first_month, row.last_month
    return f"{first:%Y-%m}" if first == last else f"{first:%Y-%m} 至 {last:%Y-%m}"


def claim_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column("number", "编号", lambda row: row.number, CODE, ("pk",), claim_url),
        Column("payee", "申请人", lambda row: row.payee_name),
        Column("scheme", "补贴项目", lambda row: row.scheme, tables.chosen(Scheme), ("scheme",)),
        Column("months", "补贴月份", months_of, order_by=("first_month",)),
        Column("amount", "金额（元）", lambda row: row.amount, tables.money, ("amount",)),
        Column("area", "社区", lambda row: row.area.name, order_by=("area__path",)),
        Column("status", "状态", lambda row: claim_mark(row, on), tables.badge, ("status",)),
        Column("due", "办理期限", limit_of, limit(on), ("due_on",)),
        Column("filed", "申报日期", lambda row: row.filed_on, tables.day, ("filed_on",), on_phone=False),
    )
