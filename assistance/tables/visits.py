"""Columns of visits, call-backs and second looks."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from assistance.enums import CALLBACKS, VisitOutcome
from assistance.queries.supports import Support
from households.rules.promise import stability
from ui import tables
from ui.marks import Mark, Tone, due_mark
from ui.tables import Column

ONE_DAY = dt.timedelta(days=1)
OUTCOMES: Mapping[str, Tone] = {
    VisitOutcome.AT_WORK: "ok",
    VisitOutcome.MET: "ok",
    VisitOutcome.LEFT: "bad",
    VisitOutcome.ABSENT: "warn",
}


def visit_mark(row: Any) -> Mark:
    """What was found, or that it was struck off."""
    if row.struck_at is not None:
        return Mark("已划去")
    return Mark(row.get_outcome_display(), OUTCOMES[row.outcome])


def callback_mark(row: Any, on: dt.date) -> Mark | None:
    """Of an employed case with its call-backs: when the next is due, or that all are done."""
    if row.due_on is not None:
        return due_mark(row.due_on, on)
    return Mark("三回访已完成", "ok") if all(getattr(row, f"{kind}_on") for kind in CALLBACKS) else None


VISITS = (
    Column(
        "name",
        "姓名",
        lambda row: row.person.name,
        order_by=("person__name",),
        link=lambda row: reverse("assistance:card", args=[row.person_id]),
    ),
    Column("area", "社区", lambda row: row.household.area.name, order_by=("household__area__path",)),
    Column("kind", "走访对象", lambda row: row.get_kind_display(), order_by=("kind",)),
    Column("on", "日期", lambda row: row.on, tables.day, order_by=("on",)),
    Column("way", "方式", lambda row: row.get_way_display(), on_phone=False),
    Column("outcome", "结果", visit_mark, tables.badge, order_by=("outcome",)),
    Column("findings", "了解到的情况", lambda row: row.findings, on_phone=False),
    Column("by", "走访人", lambda row: row.visited_by, on_phone=False),
)


def _called(row: Any) -> str:
    days = ((kind, getattr(row, f"{kind}_on")) for kind in CALLBACKS)
    return "；".join(f"{kind.label} {day}" for kind, day in days if day)


def _ends_on(row: Any) -> dt.date | None:
    if row.validity.upper is not None:
        last: dt.date = row.validity.upper - ONE_DAY
        return last
    return row.stories[0].contract_until if row.stories else None


def employed_columns(
    supports: Callable[[Any], Sequence[Support]], on: dt.date, stable_months: int | None, *, may_serve: bool
) -> tuple[Column, ...]:
    """Employed cases: their call-backs, when the work is stable (unknown while nothing says after how many months),
    when it ends, and the ``supports`` of each. The name leads to where a call-back is recorded, or to the card."""

    def person_url(row: Any) -> str:
        if not may_serve:
            return reverse("assistance:card", args=[row.person_id])
        return f"{reverse('assistance:visit_new', args=[row.person_id])}?registration={row.pk}"

    def stable_on(row: Any) -> dt.date | None:
        last = row.validity.upper and row.validity.upper - ONE_DAY
        return stability(row.begun_on, last, stable_months, on).stable_on if stable_months is not None else None

    def granted(row: Any) -> str:
        return "；".join(f"{one.what}{f'至 {one.last_day}' if one.last_day else ''}" for one in supports(row))

    return (
        Column("name", "姓名", lambda row: row.person.name, order_by=("person__name",), link=person_url),
        Column("area", "社区", lambda row: row.area_name, order_by=("area_path",)),
        Column("work", "就业", lambda row: f"{row.get_kind_display()} {row.employer}".strip()),
        Column("begun", "就业日期", lambda row: row.begun_on, tables.day, order_by=("begun_on",)),
        Column("called", "已回访", _called, on_phone=False),
        Column("due", "下次回访", lambda row: callback_mark(row, on), tables.badge, order_by=("due_on",)),
        Column("stable", "稳定就业日", stable_on, tables.day),
        Column("ends", "期限届满", _ends_on, tables.due(on)),
        Column("supports", "扶持和享受政策", granted),
    )


def recheck_columns(on: dt.date) -> tuple[Column, ...]:
    return (
        Column(
            "name",
            "姓名",
            lambda row: row.visit.person.name,
            order_by=("visit__person__name",),
            link=lambda row: reverse("assistance:recheck", args=[row.pk]),
        ),
        Column("area", "社区", lambda row: row.visit.household.area.name, order_by=("visit__household__area__path",)),
        Column("kind", "走访对象", lambda row: row.visit.get_kind_display()),
        Column("on", "走访日期", lambda row: row.visit.on, tables.day, order_by=("visit__on",)),
        Column("by", "走访人", lambda row: row.visited_by, on_phone=False),
        Column("state", "复核", lambda row: recheck_mark(row, on), tables.badge, order_by=("due_on",)),
    )


def recheck_mark(row: Any, on: dt.date) -> Mark | None:
    if row.checked_on is None:
        return due_mark(row.due_on, on)
    return Mark("情况属实", "ok") if row.agrees else Mark("情况不属实", "bad")
