"""The columns of the lists behind the figures."""

from dataclasses import replace
from typing import Any

from django.urls import reverse

from assistance.enums import Channel
from households.enums import Category, RegistrationKind
from reports.enums import RowKind
from ui import tables
from ui.tables import Column


def _categories(spell: Any) -> str:
    return "、".join(Category(number).name for number in spell.categories)


def _person(key: Any) -> str:
    return reverse("households:person", kwargs={"pk": key})


def _placed(person: Any) -> str:
    return RegistrationKind(person.placed_kind).label if person.placed_kind else ""


def _channel(person: Any) -> str:
    return Channel(person.placed_through).label.partition("（")[0] if person.placed_through else ""


def _human(row: Any) -> Any:
    """Whom a service or visit is of: who the registration it was recorded under was merged into, if it was."""
    return row.person.merged_into or row.person


SPELLS = (
    Column("name", "姓名", lambda row: row.person.name, link=lambda row: _person(row.person_id)),
    Column("id", "身份证号", lambda row: row.person.id_number, cell=tables.id_number),
    Column("community", "社区", lambda row: row.community_name),
    Column("categories", "类别", _categories),
    Column("certified", "认定日期", lambda row: row.certified_on, cell=tables.day, order_by=["certified_on"]),
    Column("exited", "退出日期", lambda row: row.exited_on, cell=tables.day, order_by=["exited_on"]),
    Column("reason", "退出原因", lambda row: row.get_exit_reason_display(), on_phone=False),
)
PEOPLE = (
    Column("name", "姓名", lambda row: row.name, link=lambda row: _person(row.pk)),
    Column("id", "身份证号", lambda row: row.id_number, cell=tables.id_number),
    Column("sex", "性别", lambda row: row.get_sex_display(), on_phone=False),
    Column("community", "社区", lambda row: row.community_name),
    Column("placed", "就业日期", lambda row: row.placed_on, cell=tables.day),
    Column("kind", "就业类别", _placed),
    Column("channel", "就业渠道", _channel, on_phone=False),
    Column("certified", "认定日期", lambda row: row.certified_on, cell=tables.day),
    Column("exited", "退出日期", lambda row: row.exited_on, cell=tables.day),
)
WHO = (
    Column("name", "姓名", lambda row: _human(row).name, link=lambda row: _person(_human(row).pk)),
    Column("id", "身份证号", lambda row: _human(row).id_number, cell=tables.id_number),
    Column("community", "社区", lambda row: row.community_name),
)
WHO_AND_WHEN = (*WHO, Column("on", "日期", lambda row: row.on, cell=tables.day, order_by=["on"]))
SERVICES = (
    *WHO_AND_WHEN,
    Column("kind", "服务内容", lambda row: row.get_kind_display()),
    Column("detail", "具体内容和结果", lambda row: row.detail, on_phone=False),
    Column("by", "服务人", lambda row: row.given_by, on_phone=False),
)
REFERRALS = (
    *WHO,
    Column("made", "推荐日期", lambda row: row.made_on, cell=tables.day, order_by=["made_on"]),
    Column("position", "岗位", lambda row: row.position),
    Column("employer", "用人单位", lambda row: row.employer),
    Column("answer", "答复", lambda row: row.get_answer_display() or "待答复"),
    Column("by", "经办人", lambda row: row.recorded_by, on_phone=False),
)
CALLBACKS = (
    *WHO_AND_WHEN,
    Column("kind", "回访对象", lambda row: row.get_kind_display()),
    Column("outcome", "结果", lambda row: row.get_outcome_display()),
    Column("findings", "了解到的情况", lambda row: row.findings, on_phone=False),
    Column("by", "走访人", lambda row: row.visited_by, on_phone=False),
)
SERVED = (
    Column("name", "姓名", lambda row: row.name, link=lambda row: _person(row.pk)),
    Column("id", "身份证号", lambda row: row.id_number, cell=tables.id_number),
    Column("sex", "性别", lambda row: row.get_sex_display(), on_phone=False),
    Column("community", "社区", lambda row: row.community_name),
    Column("services", "服务次数", lambda row: row.times_served, cell=tables.number),
    Column("callbacks", "回访次数", lambda row: row.times_called, cell=tables.number),
)
RECIPIENTS = (
    Column("name", "姓名", lambda row: row.name, link=lambda row: reverse("subsidies:entitlements", args=[row.pk])),
    Column("id", "身份证号", lambda row: row.id_number, cell=tables.id_number),
    Column("sex", "性别", lambda row: row.get_sex_display(), on_phone=False),
    Column("community", "社区", lambda row: row.community_name),
    Column("months", "本期批准月数", lambda row: row.granted_months, cell=tables.number),
    Column("amount", "本期批准金额（元）", lambda row: row.granted_amount, cell=tables.money),
)
CASES = (
    Column(
        "number",
        "户编号",
        lambda row: row.household.number,
        link=lambda row: reverse("households:household", kwargs={"pk": row.household_id}),
    ),
    Column("address", "住址", lambda row: row.household.address),
    Column("community", "社区", lambda row: row.community_name),
    Column("certified", "认定日期", lambda row: row.certified_on, cell=tables.day, order_by=["certified_on"]),
    Column("due", "应安置日期", lambda row: row.due_on, cell=tables.day, order_by=["due_on"]),
    Column("placed", "消除日期", lambda row: row.placed_on, cell=tables.day),
    Column("ended", "结案日期", lambda row: row.ended_on, cell=tables.day),
    Column("reason", "结案原因", lambda row: row.get_end_reason_display(), on_phone=False),
)
COLUMNS = {
    RowKind.SPELL: SPELLS,
    RowKind.SERVICE: SERVICES,
    RowKind.REFERRAL: REFERRALS,
    RowKind.CALLBACK: CALLBACKS,
    RowKind.SERVED: SERVED,
    RowKind.PERSON: PEOPLE,
    RowKind.RECIPIENT: RECIPIENTS,
    RowKind.CASE: CASES,
}


def columns(kind: RowKind, *, sortable: bool) -> tuple[Column, ...]:
    """The columns of a list of ``kind``; a published list keeps the order it was published in."""
    return COLUMNS[kind] if sortable else tuple(replace(column, order_by=()) for column in COLUMNS[kind])
