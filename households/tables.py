"""Columns of the registry's lists."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts.identifiers import age_on
from households.enums import Category, FamilyKind, RegistrationKind, Sex
from households.queries.merged import Standing
from households.queries.responsibility_links import LINKS
from ui.marks import Mark, Tone
from ui.tables import Column, Kind, badge, badge_html, chosen, day, id_number, money, number

LINKED, LACKING = Mark("有", "ok"), Mark("缺", "bad")
CERTIFIED, SUSPECTED = "在册", "疑似"
FAMILY_WORDS = {FamilyKind.ZERO_EMPLOYMENT: "疑似零就业", FamilyKind.DUAL_UNEMPLOYED: "双失业"}
SITUATIONS = {**dict(RegistrationKind.choices), RegistrationKind.UNEMPLOYED.value: "登记失业"}

badges = Kind(
    lambda marks: format_html("<span>{}</span>", format_html_join(" ", "{}", ((badge_html(m),) for m in marks))),
    lambda marks: "、".join(mark.words for mark in marks),
    width=24,
)


def household_marks(household: Any) -> list[Mark] | None:
    """What a household of ``household_list`` is certified as and looks like."""
    marks = [Mark("在册零就业家庭", "ok")] if household.is_certified else []
    for kind in household.found:
        if not (household.is_certified and kind == FamilyKind.ZERO_EMPLOYMENT):
            marks.append(Mark(FAMILY_WORDS[FamilyKind(kind)], "warn"))
    held = set(household.people_certified)
    looks = set(household.people_found) - held
    if held:
        marks.append(Mark(f"在册困难人员 {len(held)}", "ok"))
    if looks:
        marks.append(Mark(f"疑似困难人员 {len(looks)}", "info"))
    if not household.is_answered_for:
        marks.append(Mark("已离开本市"))
    if household.surveyed_on is None:
        marks.append(Mark("未调查"))
    return marks or None


def _members(household: Any) -> str:
    return f"{'、'.join(household.names)}（{len(household.names)}人）" if household.names else ""


HOUSEHOLDS = (
    Column(
        "number",
        "户编号",
        lambda household: household.number,
        order_by=("pk",),
        link=lambda household: reverse("households:household", args=[household.pk]),
    ),
    Column("area", "社区", lambda household: household.area.name, order_by=("area__path",)),
    Column("address", "住址", lambda household: household.address, order_by=("address",)),
    Column("members", "家庭成员", _members),
    Column("surveyed", "最近调查", lambda household: household.surveyed_on, day, order_by=("surveyed_on",)),
    Column("marks", "状态", household_marks, badges),
)


def situation_of(registrations: Sequence[Any]) -> str:
    """The employment situation of the registrations open on a day, the latest first."""
    return situation(registrations[0].kind if registrations else None)


def situation(kind: int | None) -> str:
    return "未登记" if kind is None else SITUATIONS[kind]


def person_marks(person: Any) -> list[Mark] | None:
    """What a person of ``person_list`` is certified as, else what the person looks like."""
    if person.certified is not None:
        return [Mark(f"{CERTIFIED} {category_words(person.certified)}", "ok")]
    return [Mark(f"{SUSPECTED} {category_words(person.found)}", "warn")] if person.found else None


def category_words(categories: Sequence[int]) -> str:
    return "、".join(Category(category).name for category in categories)


def people_columns(on: dt.date) -> tuple[Column, ...]:
    """The list of people, with ages on the day ``on``."""
    return (
        Column(
            "name",
            "姓名",
            lambda person: person.name,
            order_by=("name",),
            link=lambda person: reverse("households:person", args=[person.pk]),
        ),
        Column("id_number", "身份证号", lambda person: person.id_number, id_number),
        Column("sex", "性别", lambda person: person.sex, chosen(Sex)),
        Column("age", "年龄", lambda person: age_on(person.born, on), number),
        Column("born", "出生日期", lambda person: person.born, day, order_by=("born",), on_phone=False),
        Column("area", "社区", lambda person: person.community),
        Column("situation", "就业状况", lambda person: situation(person.situation)),
        Column("income", "月收入", lambda person: person.monthly_income, money, ("monthly_income",), on_phone=False),
        Column("marks", "状态", person_marks, badges),
    )


STANDING_TONES: dict[str, Tone] = {"stable": "ok", "employed": "ok", "unemployed": "warn"}


def merged_columns(on: dt.date) -> tuple[Column, ...]:
    """People of the merger as of the day ``on``."""
    by_key = {column.key: column for column in people_columns(on)}
    return (
        by_key["name"],
        by_key["id_number"],
        by_key["sex"],
        by_key["age"],
        Column("area", "社区", lambda person: person.community, order_by=("community_path",)),
        Column("employer", "并轨企业", lambda person: person.employer, order_by=("employer",)),
        Column("left", "离开企业日期", lambda person: person.left_on, day, order_by=("left_on",)),
        by_key["situation"],
        Column("since", "自", lambda person: person.registered_since, day),
        Column("standing", "就业情况", _standing, badge),
    )


def _standing(person: Any) -> Mark:
    return Mark(Standing(person.standing).label, STANDING_TONES.get(person.standing, "plain"))


def _link(name: str, title: str) -> Column:
    return Column(name, title, lambda household: LINKED if getattr(household, name) else LACKING, badge)


def link_columns(*, may_edit: bool) -> tuple[Column, ...]:
    """Families with what each lacks of 四包一帮; the number leads to the links, or to the family."""
    page = "households:edit_links" if may_edit else "households:household"
    return (
        Column(
            "number",
            "户编号",
            lambda household: household.number,
            order_by=("pk",),
            link=lambda household: reverse(page, args=[household.pk]),
        ),
        Column("head", "户主", lambda household: household.head_name, order_by=("head_name",)),
        Column("area", "社区", lambda household: household.area.name, order_by=("area__path",)),
        Column("address", "住址", lambda household: household.address, order_by=("address",)),
        *(_link(name, title) for name, title in LINKS.items()),
    )
