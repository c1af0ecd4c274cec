"""Columns of the lists of plans and of cases without one."""

import datetime as dt
from typing import Any

from django.urls import reverse

from households.case_tables import categories_of
from ui import tables
from ui.tables import Column


def case_url(spell: int) -> str:
    return reverse("assistance:case", args=[spell])


def plan_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column(
            "name",
            "姓名",
            lambda plan: plan.spell.person.name,
            order_by=("spell__person__name",),
            link=lambda plan: case_url(plan.spell_id),
        ),
        Column("area", "社区", lambda plan: plan.spell.household.area.name, order_by=("spell__household__area__path",)),
        Column("segment", "对象分类", lambda plan: plan.get_segment_display(), order_by=("segment",)),
        Column("version", "版本", lambda plan: plan.version, tables.number, on_phone=False),
        Column("measures", "措施落实", _progress),
        Column("review", "下次评估", lambda plan: plan.review_on, tables.due(on), ("review_on",)),
        Column("worker", "制定人", lambda plan: plan.opened_by, on_phone=False),
    )


def _progress(plan: Any) -> str:
    return f"{plan.done}/{plan.planned} 项"


def without_plan_columns(on: dt.date, *, may_assist: bool) -> tuple[Column, ...]:
    """The name leads to where the plan is made, or to the case."""
    page = "assistance:plan" if may_assist else "assistance:case"
    return (
        Column(
            "name",
            "姓名",
            lambda spell: spell.person.name,
            order_by=("person__name",),
            link=lambda spell: reverse(page, args=[spell.pk]),
        ),
        Column("area", "社区", lambda spell: spell.household.area.name, order_by=("household__area__path",)),
        Column("categories", "类别", categories_of),
        Column("certified", "认定日期", lambda spell: spell.certified_on, tables.day, ("certified_on",)),
    )
