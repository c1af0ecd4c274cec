"""Columns of the ledger (台账), in the four blocks of 苏劳社就管〔2005〕19号 三2. Each reads a ``Line``."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse

from accounts.identifiers import age_on
from households.enums import Category, Hukou, Relation, Sex
from households.models import Endorsement, HardToEmploySpell
from households.queries.ledger import Line
from ui.marks import Mark
from ui.tables import Column, Kind, as_words, badge, chosen, day, id_number, money, number, text

from .tables import badges, situation_of

words = Kind(text.html, as_words, width=24)


def family_marks(line: Line) -> list[Mark] | None:
    """What the family is, and what is special about the person."""
    marks = [Mark("双下岗、双失业", "warn")] if line.row.is_dual else []
    if line.row.is_zero:
        marks.append(Mark("在册零就业家庭", "ok"))
    if line.categories:
        marks.append(Mark(f"在册 {'、'.join(line.categories)}", "ok"))
    return [*marks, *(Mark(special, "info") for special in line.special)] or None


def benefit_words(taken: Endorsement) -> str:
    until = f"至{taken.last_day}" if taken.last_day else "起"
    return f"{taken.get_benefit_display()} {taken.title}（{taken.first_day}{until}）"


def certificate_words(line: Line) -> str:
    return "、".join(f"{one.get_kind_display()} {one.masked_serial}" for one in line.in_hand)


def _sheet(line: Line) -> str:
    return f"{reverse('households:ledger_sheet', args=[line.row.household_id])}?on={line.day}"


NAME = Column(
    "name",
    "姓名",
    lambda line: line.person.name,
    order_by=("person__name",),
    link=lambda line: reverse("households:person", args=[line.row.person_id]),
)
BLOCKS: dict[str, tuple[Column, ...]] = {
    "基础情况": (
        NAME,
        Column("id_number", "身份证号", lambda line: line.person.id_number, id_number, on_phone=False),
        Column("sex", "性别", lambda line: line.person.sex, chosen(Sex)),
        Column("age", "年龄", lambda line: line.age, number),
        Column("area", "社区", lambda line: line.row.community, order_by=("community_path",)),
        Column("household", "家庭", lambda line: line.row.household.number, order_by=("household_id",), link=_sheet),
        Column("marks", "类别", family_marks, badges),
        Column("relation", "与户主关系", lambda line: line.row.relation, chosen(Relation)),
        Column("address", "住址", lambda line: line.row.lived_at, words),
        Column("hukou", "户口性质", lambda line: line.row.household.hukou, chosen(Hukou)),
        Column("education", "文化程度", lambda line: line.education),
        Column("health", "健康状况", lambda line: line.answer("health")),
    ),
    "就业状况": (
        Column("situation", "状况", lambda line: line.situation),
        Column("since", "自", lambda line: line.since, day),
        Column("reason", "失业原因", lambda line: line.reason),
        Column("place", "单位、岗位", lambda line: line.place, words),
        Column("skills", "技能特长", lambda line: line.answer("skills")),
        Column("job_wish", "就业意向", lambda line: line.job_wish),
        Column("training_wish", "培训意愿", lambda line: line.answer("training_wish")),
    ),
    "收入状况": (
        Column("income", "本人月收入", lambda line: line.income, money),
        Column("income_source", "收入来源", lambda line: line.income_source),
        Column("living", "家庭人口", lambda line: line.row.living, number),
        Column("family_income", "家庭月收入", lambda line: line.family_income, money),
        Column("income_each", "家庭人均", lambda line: line.income_each, money),
    ),
    "享受优惠政策情况": (
        Column("certificate", "证件", certificate_words, words),
        Column("benefits", "享受的政策", lambda line: "；".join(map(benefit_words, line.benefits)), words),
        Column("amount", "金额合计", lambda line: line.amount, money),
    ),
}
WORKBOOK_ONLY = {
    *("relation", "address", "hukou", "education", "health", "place", "skills", "job_wish", "training_wish"),
    *("reason", "income_source", "living", "family_income", "certificate"),
}


def ledger_columns(on: dt.date, *, is_today: bool, is_whole: bool) -> tuple[Column, ...]:
    """The ledger as of the day ``on``: on screen what one looks for, ``is_whole`` in the workbook all of it."""

    def read(value: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda row: value(Line(row, on, is_today))

    return tuple(
        replace(column, value=read(column.value), link=column.link and read(column.link), group=group)
        for group, columns in BLOCKS.items()
        for column in columns
        if is_whole or column.key not in WORKBOOK_ONLY
    )


def _standing(spell: HardToEmploySpell) -> Mark:
    return Mark("已退出") if spell.exited_on else Mark("在册", "ok")


def certified_columns(on: dt.date) -> tuple[Column, ...]:
    """就业困难人员认定管理台帐 (哈人社发〔2010〕230号 第四条(一)), with ages and work of the day ``on``."""
    return (
        Column(
            "name",
            "姓名",
            lambda spell: spell.person.name,
            order_by=("person__name",),
            link=lambda spell: reverse("households:person", args=[spell.person_id]),
        ),
        Column("id_number", "身份证号", lambda spell: spell.person.id_number, id_number, on_phone=False),
        Column("sex", "性别", lambda spell: spell.person.sex, chosen(Sex)),
        Column("age", "年龄", lambda spell: age_on(spell.person.born, on), number),
        Column("area", "社区", lambda spell: spell.household.area.name, order_by=("household__area__path",)),
        Column("categories", "认定类别", lambda spell: "、".join(Category(number).name for number in spell.categories)),
        Column("primary", "主要类别", lambda spell: Category(spell.primary).label),
        # No link: it may be the certification of a family the person has left, which somebody else answers for.
        Column("certification", "认定编号", lambda spell: spell.certification.number),
        Column("certified", "认定日期", lambda spell: spell.certified_on, day, order_by=("certified_on",)),
        Column("situation", "就业状况", lambda spell: situation_of(spell.person.open_now)),
        Column("standing", "状态", _standing, badge),
        Column("exited", "退出日期", lambda spell: spell.exited_on, day, order_by=("exited_on",)),
        Column("exit_reason", "退出原因", lambda spell: spell.get_exit_reason_display()),
    )
