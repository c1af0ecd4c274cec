"""Columns of the lists of batches, payments, funds and bank formats."""

from typing import Any

from django.urls import reverse

from subsidies.enums import Scheme
from subsidies.payment_enums import BatchStatus, Family, FileColumn, FileKind, FundSource, PaymentStatus, Totals
from subsidies.queries.payments import period_words
from ui import tables
from ui.marks import Mark, Tone
from ui.tables import Column

_BATCH_TONES: dict[str, Tone] = {
    BatchStatus.MADE: "warn",
    BatchStatus.SIGNED: "warn",
    BatchStatus.CONFIRMED: "warn",
    BatchStatus.SENT: "ok",
    BatchStatus.DISSOLVED: "plain",
}
_PAYMENT_TONES: dict[str, Tone] = {
    PaymentStatus.LISTED: "info",
    PaymentStatus.SENT: "info",
    PaymentStatus.PAID: "ok",
    PaymentStatus.REJECTED: "bad",
    PaymentStatus.FREED: "plain",
}


def batch_mark(batch: Any) -> Mark:
    return Mark(BatchStatus(batch.status).label, _BATCH_TONES[batch.status])


def payment_mark(payment: Any) -> Mark:
    return Mark(PaymentStatus(payment.status).label, _PAYMENT_TONES[payment.status])


def period_of(batch: Any) -> str:
    return period_words(batch.first_month, batch.last_month)


BATCHES = (
    Column(
        "number",
        "批次",
        lambda row: row.number,
        order_by=("pk",),
        link=lambda row: reverse("subsidies:batch", args=[row.pk]),
    ),
    Column("area", "区县", lambda row: row.area.name, order_by=("area__path",)),
    Column("scheme", "补贴项目", lambda row: row.scheme, tables.chosen(Scheme), ("scheme",)),
    Column("period", "期间", period_of, order_by=("first_month",)),
    Column("count", "笔数", lambda row: row.count, tables.number, ("count",)),
    Column("amount", "金额（元）", lambda row: row.amount, tables.money, ("amount",)),
    Column("fund", "资金来源", lambda row: row.fund.get_source_display(), on_phone=False),
    Column("made_by", "编制人", lambda row: row.made_by, on_phone=False),
    Column("made", "编制时间", lambda row: row.made_at, tables.moment, ("made_at", "pk")),
    Column("state", "状态", batch_mark, tables.badge, ("status",)),
)
_OF_PAYMENT = (
    Column("payee", "补贴对象", lambda row: row.payee_name, order_by=("payee_name",)),
    Column("account_name", "开户名", lambda row: row.account_name, on_phone=False),
    Column("bank", "开户银行", lambda row: row.bank, on_phone=False),
    Column("account", "账号", lambda row: row.masked_account),
    Column("amount", "金额（元）", lambda row: row.amount, tables.money, ("amount",)),
    Column("state", "状态", payment_mark, tables.badge, ("status",)),
    Column("settled", "办结日期", lambda row: row.settled_on, tables.day, ("settled_on",)),
    Column("reason", "退回原因", lambda row: row.bank_reason),
)
OF_BATCH = (Column("serial", "序号", lambda row: row.serial, tables.number, ("serial",)), *_OF_PAYMENT)
PAYMENTS = (
    Column(
        "number",
        "流水号",
        lambda row: row.number,
        order_by=("pk",),
        link=lambda row: reverse("subsidies:payment", args=[row.pk]),
    ),
    Column("area", "区县", lambda row: row.batch.area.name, order_by=("batch__area__path",)),
    *_OF_PAYMENT,
)
FUNDS = (
    Column("area", "区划", lambda row: row.area.name, order_by=("area__path",)),
    Column("year", "年度", lambda row: str(row.year), order_by=("year", "pk")),
    Column("family", "补贴类别", lambda row: row.family, tables.chosen(Family), ("family",)),
    Column("source", "资金来源", lambda row: row.source, tables.chosen(FundSource), ("source",)),
    Column("given", "下达（元）", lambda row: row.given, tables.money, ("given",)),
    Column("used", "已用（元）", lambda row: row.used, tables.money, ("used",)),
    Column("left", "结余（元）", lambda row: row.left, tables.money, ("left",)),
)
ALLOCATIONS = (
    Column("on", "下达日期", lambda row: row.on, tables.day, ("on", "pk")),
    Column("area", "区划", lambda row: row.fund.area.name, order_by=("fund__area__path",)),
    Column("year", "年度", lambda row: str(row.fund.year), order_by=("fund__year",)),
    Column("family", "补贴类别", lambda row: row.fund.family, tables.chosen(Family)),
    Column("source", "资金来源", lambda row: row.fund.source, tables.chosen(FundSource)),
    Column("amount", "金额（元）", lambda row: row.amount, tables.money, ("amount",)),
    Column("document", "文号", lambda row: row.document),
    Column("by", "登记人", lambda row: row.entered_by, on_phone=False),
)
FORMATS = (
    Column("name", "格式名称", lambda row: row.name, order_by=("name", "pk")),
    Column("since", "启用日期", lambda row: row.since, tables.day, ("since",)),
    Column("kind", "文件种类", lambda row: row.kind, tables.chosen(FileKind)),
    Column("columns", "列", lambda row: "、".join(FileColumn(one).label for one in row.columns)),
    Column("totals", "合计", lambda row: row.totals, tables.chosen(Totals)),
    Column("area", "区划", lambda row: row.area.name, on_phone=False),
    Column("by", "设定人", lambda row: row.set_by, on_phone=False),
)
