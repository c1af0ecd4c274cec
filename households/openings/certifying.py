"""认定家庭 and 认定人员 of the old system: what their files hold, and which of their lines can be taken over."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from approvals.workflow import LIVE
from households.enums import Category
from households.models import Certification, HardToEmploySpell, OpeningRow, Registration, ZeroFamilyCase
from households.models.status import first_day
from households.rosters.headings import Field
from households.rules.promise import due

from . import cells
from .shape import Candidate, Column, Ground

CERTIFIED_ON = Column(
    Field("certified_on", "认定日期", ("认定时间", "审批日期", "批准日期", "确认日期", "登记认定日期")),
    cells.day,
    is_required=True,
)
DOCUMENT = Column(Field("document", "认定文号", ("文号", "审批文号", "批准文号", "认定编号", "原认定号")), cells.brief)
ARTICLE = Column(Field("article", "认定依据", ("依据", "政策依据", "文件条款", "条款")), cells.long)
FAMILY_COLUMNS = (
    cells.ID_NUMBER,
    cells.NAME,
    CERTIFIED_ON,
    Column(Field("due_on", "应安置日期", ("安置期限", "承诺期限", "到期日期", "应安置期限")), cells.day),
    Column(Field("due_source", "期限依据", ("安置期限依据", "承诺依据")), cells.long),
    DOCUMENT,
    ARTICLE,
)
PERSON_COLUMNS = (
    cells.ID_NUMBER,
    cells.NAME,
    Column(
        Field("categories", "人员类别", ("类别", "困难类别", "就业困难类别", "援助对象类别", "人员类型")),
        cells.values.said,
        is_required=True,
        codes={category.name: category.label for category in Category},
        is_list=True,
    ),
    Column(
        Field("primary", "主要类别", ("主类别", "统计类别")),
        cells.values.said,
        codes={category.name: category.label for category in Category},
    ),
    CERTIFIED_ON,
    DOCUMENT,
    ARTICLE,
)
LATER = "认定日期晚于切换日，切换日后的认定请在本系统办理。"
UNDER_WAY = "该认定正在本系统办理，请先办结或撤回。"


def categories_of(values: dict[str, Any]) -> list[int]:
    """The categories of a line, as numbers in order."""
    return sorted({int(Category[code]) for code in values["categories"]})


def judge_families(candidates: Sequence[Candidate], ground: Ground) -> None:
    """A family is taken over once, with the day it was due: as the file says with its document, or by the rules in
    force on the day of its certification."""
    homes = {one.where.household_id for one in candidates}
    cases = _latest(ZeroFamilyCase.objects.filter(household__in=homes).order_by("certified_on", "pk"), "household_id")
    live = _live(Q(person=None, household__in=homes), "household")
    for one in candidates:
        one.since = one.day("certified_on")
        certified_on, home = one.begun, one.where.household_id
        case = cases.get(home)
        if certified_on > ground.opening.cut_over_on:
            one.refuse(LATER)
        elif case is not None and case.ended_on is None and case.certified_on == certified_on:
            one.stands(f"该家庭已按同一认定日期在册（零就业家庭案 {case.pk}）。")
        elif case is not None and (case.ended_on is None or case.ended_on > certified_on):
            one.refuse(f"该家庭在本系统已有 {case.certified_on} 认定的零就业家庭案，认定期间重叠。")
        elif home in live:
            one.refuse(UNDER_WAY)
        elif (fault := _date(one, certified_on, ground)) is not None:
            one.refuse(fault)
        else:
            one.key = str(home)


def _date(one: Candidate, certified_on: dt.date, ground: Ground) -> str | None:
    """Settle the day the family is due, and by what; or say why that cannot be."""
    due_on = one.day("due_on")
    if due_on is None:
        terms = ground.terms(certified_on, one.where.household.area)
        if isinstance(terms, str):
            return f"{terms}请在文件中写明应安置日期和期限依据。"
        one.values["due_on"] = due(certified_on, terms.promise).isoformat()
        one.values["due_source"] = terms.promise.deadline_months.source
    elif due_on <= certified_on:
        return "应安置日期须晚于认定日期。"
    elif not one.values.get("due_source"):
        return "写明了应安置日期的，须同时写明期限依据（文件和条款）。"
    return None


def judge_people(candidates: Sequence[Candidate], ground: Ground) -> None:
    """A person is taken over into one time in status, with the categories the old system had found."""
    people = {one.who.pk for one in candidates}
    spells = _latest(HardToEmploySpell.objects.filter(person__in=people).order_by("certified_on", "pk"), "person_id")
    live = _live(Q(person__in=people), "person")
    for one in candidates:
        one.since = one.day("certified_on")
        certified_on, spell, held = one.begun, spells.get(one.who.pk), categories_of(one.values)
        primary = one.values["primary"] = one.values.get("primary") or one.values["categories"][0]
        if certified_on > ground.opening.cut_over_on:
            one.refuse(LATER)
        elif int(Category[primary]) not in held:
            one.refuse("主要类别不在人员类别之中。")
        elif spell is not None and spell.exited_on is None:
            _compare(one, spell, certified_on, held)
        elif spell is not None and spell.exited_on is not None and spell.exited_on > certified_on:
            one.refuse(f"该人员在本系统 {spell.certified_on} 至 {spell.exited_on} 在册，期间重叠。")
        elif one.who.pk in live:
            one.refuse(UNDER_WAY)
        else:
            one.key = str(one.who.pk)


def _compare(one: Candidate, spell: HardToEmploySpell, certified_on: dt.date, held: list[int]) -> None:
    if (spell.certified_on, sorted(spell.categories)) == (certified_on, held):
        one.stands("该人员已按同一认定日期和类别在册。")
    else:
        one.refuse(f"该人员在本系统已自 {spell.certified_on} 起在册，认定日期或类别与此不同，请核对。")


def _latest(rows: QuerySet, by: str) -> dict[int, Any]:
    """The last of the ordered rows by a key."""
    return {getattr(row, by): row for row in rows}


def _live(which: Q, by: str) -> set[int]:
    return set(Certification.objects.filter(which, status__in=[one.value for one in LIVE]).values_list(by, flat=True))


def not_placed(rows: QuerySet[OpeningRow]) -> QuerySet[OpeningRow]:
    """Of known rows of families those whose promise ran on at the end of the cut-over day: nobody of the family was
    placed by then, neither by a row of the same opening nor by what the registry had been told by then. So line 44 of
    EP8 counts."""
    of_the_opening = OpeningRow.objects.known().filter(
        opening=OuterRef("opening"), kind="placements", household=OuterRef("household"), since__gte=OuterRef("since")
    )
    cut_over_on = OuterRef("opening__cut_over_on")
    registered = Registration.objects.employment().filter(
        Q(recorded_on=None) | Q(recorded_on__lte=cut_over_on),
        person__memberships__household=OuterRef("household"),
        person__memberships__validity__contains=first_day(),
        validity__startswith__gte=OuterRef("since"),
        validity__startswith__lte=cut_over_on,
    )
    return rows.exclude(Exists(of_the_opening)).exclude(Exists(registered))
