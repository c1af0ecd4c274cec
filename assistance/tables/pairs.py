"""Columns of the list of families nobody answers for by name."""

import datetime as dt

from django.urls import reverse

from households.case_tables import promise_mark
from ui import tables
from ui.tables import Column


def unpaired_columns(on: dt.date, *, may_edit: bool) -> tuple[Column, ...]:
    """The head leads to the links of the family for those who may set them."""
    page = "households:edit_links" if may_edit else "households:household"
    return (
        Column(
            "head",
            "户主",
            lambda case: case.head_name or "（无户主）",
            order_by=("head_name",),
            link=lambda case: reverse(page, args=[case.household_id]),
        ),
        Column("area", "社区", lambda case: case.household.area.name, order_by=("household__area__path",)),
        Column("address", "住址", lambda case: case.household.address, order_by=("household__address",)),
        Column("certified", "认定日期", lambda case: case.certified_on, tables.day, ("certified_on",)),
        Column("due", "应安置日期", lambda case: case.due_on, tables.day, ("due_on",)),
        Column("promise", "期限", lambda case: promise_mark(case, on), tables.badge),
    )
