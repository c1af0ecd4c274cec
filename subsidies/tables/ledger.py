"""Columns of the ledger of subsidies granted."""

from django.urls import reverse

from subsidies.enums import Scheme
from subsidies.queries.entitlements import months_words
from subsidies.tables.claims import claim_url
from ui import tables
from ui.tables import Column

LEDGER = (
    Column(
        "name",
        "姓名",
        lambda row: row.person.name,
        order_by=("person__name",),
        link=lambda row: reverse("subsidies:entitlements", args=[row.person.merged_into_id or row.person_id]),
    ),
    Column("id", "身份证号", lambda row: row.person.id_number, tables.id_number, on_phone=False),
    Column("area", "社区", lambda row: row.claim.area.name, order_by=("claim__area__path",)),
    Column("scheme", "补贴项目", lambda row: row.claim.scheme, tables.chosen(Scheme), ("claim__scheme",)),
    Column("months", "补贴月份", lambda row: months_words(row.granted)),
    Column("number_of", "月数", lambda row: len(row.granted), tables.number),
    Column("amount", "金额（元）", lambda row: row.amount, tables.money, ("amount",)),
    Column("payee", "申请人", lambda row: row.claim.payee_name, on_phone=False),
    Column("account", "收款账号", lambda row: row.claim.masked_account, on_phone=False),
    Column("approved", "批准日期", lambda row: row.approved_on, tables.day, ("approved_on",)),
    Column("claim", "申请编号", lambda row: row.claim.number, tables.text, link=lambda row: claim_url(row.claim)),
)
