"""How what waits looks as one line: who, what, by when, and the page behind it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from approvals.workflow import Status
from households.case_tables import (
    certification_mark,
    due_of,
    exit_mark,
    kind_of,
    promise_mark,
    revocation_mark,
    subject_of,
)
from ui.marks import Mark, due_mark


@dataclass(frozen=True)
class Line:
    """One thing that waits. ``key`` names it in its worklist, ``url`` is its own page."""

    key: int
    title: str
    detail: str
    mark: Mark | None
    url: str


def _certification(row: Any, on: dt.date) -> Line:
    review = f" · {row.current_step.title}" if row.status == Status.IN_REVIEW else ""
    detail = f"{row.number} · {kind_of(row)}{review} · {row.area.name}"
    mark = due_mark(due_of(row), on) if row.status != "returned" else certification_mark(row, on)
    return Line(row.pk, subject_of(row), detail, mark, reverse("households:certification", args=[row.pk]))


def _notice(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {kind_of(row)} · 公示至 {row.ends_on}"
    url = reverse("households:certification", args=[row.pk])
    return Line(row.pk, subject_of(row), detail, due_mark(row.ends_on, on), url)


def _exit(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {row.get_reason_display()} {row.effective_on} · {row.area.name}"
    mark = due_mark(due_of(row), on) or exit_mark(row)
    return Line(row.pk, subject_of(row), detail, mark, reverse("households:exit", args=[row.pk]))


def _family(row: Any, on: dt.date) -> Line:
    detail = f"应安置 {row.due_on} · {row.household.area.name}"
    url = reverse("households:certification", args=[row.certification_id])
    return Line(row.pk, f"{row.head_name or '（无户主）'}户", detail, promise_mark(row, on), url)


def _family_found(row: Any, on: dt.date) -> Line:
    detail = f"{row.household.number} · 自 {row.validity.lower} 起 · {row.household.area.name}"
    url = reverse("households:household", args=[row.household_id])
    return Line(row.pk, f"{row.head_name or '（无户主）'}户", detail, None, url)


def _person_found(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_category_display()} · 自 {row.validity.lower} 起 · {row.household.area.name}"
    return Line(row.pk, row.person.name, detail, None, reverse("households:household", args=[row.household_id]))


def _confirmation(row: Any, on: dt.date) -> Line:
    person, home = row.spell.person, row.spell.household
    is_late = row.month < on.replace(day=1)
    mark = Mark("逾期未更新", "bad") if is_late else None
    url = reverse("households:person", args=[person.pk])
    return Line(row.pk, person.name, f"{row.month:%Y年%-m月} · {home.area.name}", mark, url)


def _revocation(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · 撤销{kind_of(row)} · {row.area.name}"
    mark = due_mark(due_of(row), on) or revocation_mark(row)
    return Line(row.pk, subject_of(row), detail, mark, reverse("households:revocation", args=[row.pk]))


LINES: Mapping[str, Callable[[Any, dt.date], Line]] = {
    "decisions": _certification,
    "exits": _exit,
    "revocations": _revocation,
    "families": _family,
    "returned": _certification,
    "proposed-exits": _exit,
    "families-found": _family_found,
    "people-found": _person_found,
    "notices": _notice,
    "confirmations": _confirmation,
}


def line_of(kind: str, row: Any, on: dt.date) -> Line:
    """A row of the worklist ``kind`` as a line."""
    return LINES[kind](row, on)
