"""Columns of the list of who is out of work, in the order of 优先帮扶."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assistance.queries.caseload import Caring
from households.case_tables import categories_of
from ui import tables
from ui.tables import Column


def not_employed_columns(of: Callable[[Any], Caring], on: dt.date, *, may_assist: bool) -> tuple[Column, ...]:
    """``of`` says what is told of a row. The name leads to the card, the next step to where it is taken."""

    def step_url(row: Any) -> str:
        page = "plan" if of(row).next.is_plan and may_assist else "case"
        return reverse(f"assistance:{page}", args=[row.pk])

    def step(row: Any) -> str:
        following = of(row).next
        return f"{following.what}（{following.due_on}）" if following.due_on else following.what

    def last(row: Any) -> str:
        help_given = of(row).last
        return f"{help_given.on} {help_given.what}" if help_given else ""

    return (
        Column(
            "name",
            "姓名",
            lambda row: row.person.name,
            order_by=("person__name",),
            link=lambda row: reverse("assistance:card", args=[row.person_id]),
        ),
        Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
        Column("priority", "优先分", lambda row: of(row).priority.points, tables.number, ("points", "-certified_on")),
        Column("grounds", "优先情形", lambda row: of(row).priority.words),
        Column("categories", "类别", categories_of, on_phone=False),
        Column("due", "应安置日期", lambda row: of(row).due_on, tables.due(on)),
        Column("last", "最近一次帮扶", last),
        Column("silent", "未联系天数", lambda row: of(row).silent_days, tables.number),
        Column("next", "下一步", step, link=step_url),
        Column("certified", "认定日期", lambda row: row.certified_on, tables.day, ("certified_on",), on_phone=False),
    )
