"""Columns of the list of promises."""

import datetime as dt

from django.urls import reverse

from households.case_tables import promise_mark
from ui import tables
from ui.marks import Mark
from ui.tables import Column

SIGNED, UNSIGNED = Mark("双方已签字", "ok"), Mark("未签字", "warn")


def family_columns(on: dt.date) -> tuple[Column, ...]:
    """A family and its clock; the head leads to its page."""
    return (
        Column(
            "head",
            "户主",
            lambda case: case.head_name or "（无户主）",
            order_by=("head_name",),
            link=lambda case: reverse("assistance:family", args=[case.pk]),
        ),
        Column("area", "社区", lambda case: case.household.area.name, order_by=("household__area__path",)),
        Column("certified", "认定日期", lambda case: case.certified_on, tables.day, ("certified_on",)),
        Column("due", "承诺期限", lambda case: case.due_on, tables.day, ("due_on",)),
        Column("placed", "安置日期", lambda case: case.placed_on, tables.day, ("placed_on",)),
        Column("promise", "兑现", lambda case: promise_mark(case, on), tables.badge),
    )


def promise_columns(on: dt.date) -> tuple[Column, ...]:
    """The same, and whether both have signed."""
    signed = Column("signed", "承诺书", lambda case: SIGNED if case.is_signed else UNSIGNED, tables.badge)
    return (*family_columns(on), signed)
