"""The copy of one person's data (个人信息保护法 第四十五条): all that the registry holds, section by section."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.identifiers import employer_number
from households.enums import Category
from households.models import Certification, DataRequest, Exit, Person, PersonFinding, Survey

from .pages import said_words

ONE_DAY = dt.timedelta(days=1)
Line = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """A block of the copy: a line each of what it is and what stands there."""

    title: str
    lines: list[Line]


def copy_of(person: Person, *, is_whole: bool) -> list[Section]:
    """Everything held of ``person``; numbers that identify are masked unless ``is_whole``."""
    return [
        Section("基本信息", list(_basics(person, is_whole))),
        Section("家庭", [(days(m.validity), _home(m)) for m in person.memberships.select_related("household__area")]),
        Section(
            "就业失业登记", [(days(r.validity), _work(r)) for r in person.registrations.order_by("validity", "pk")]
        ),
        Section("特殊情况", [(days(f.validity), _fact(f, is_whole)) for f in person.facts.order_by("validity", "pk")]),
        Section("入户调查", list(_surveys(person))),
        Section("系统评估（疑似）", list(_findings(person))),
        Section("认定、在册与退出", list(_cases(person))),
        Section("个人信息申请", list(_requests(person))),
    ]


def days(period: DateRange) -> str:
    """A period in words, its last day included."""
    last = str(period.upper - ONE_DAY) if period.upper else "今"
    return f"{period.lower}至{last}"


def _basics(person: Person, is_whole: bool) -> Iterator[Line]:
    yield "姓名", person.name
    yield "性别", person.get_sex_display()
    yield "出生日期", str(person.born)
    yield "身份证号", person.id_number if is_whole else person.masked_id
    yield "联系电话", person.phone if is_whole else person.masked_phone
    yield "银行账号", person.bank_account if is_whole else person.masked_account
    yield "退休类别", person.get_retirement_track_display()
    if person.retirement_override:
        yield "经批准的退休日期", str(person.retirement_override)
    if person.dead_on:
        yield "死亡日期", str(person.dead_on)
    if person.monthly_income is not None:
        yield "月收入", f"{person.monthly_income}元{person.get_income_source_display()}"
    if person.children_born:
        yield "子女出生日期", "、".join(map(str, person.children_born))
    yield "文化程度", person.education
    yield "健康状况", person.health
    yield "失业原因", person.unemployment_reason
    yield "技能特长", person.skills
    yield "就业意向", person.job_wish
    yield "培训意愿", person.training_wish


def _home(membership: Any) -> str:
    home = membership.household
    return f"{home.number} {home.area.name} {home.address}，{membership.get_relation_display()}"


def _work(row: Any) -> str:
    kind = employer_number(row.employer_code).kind
    parts = (row.get_kind_display(), row.employer, f"{kind} {row.employer_code}".strip(), row.position, row.end_reason)
    return "，".join(part for part in parts if part)


def _fact(row: Any, is_whole: bool) -> str:
    number = (row.number if is_whole else "证号已登记") if row.number else ""
    level = row.get_level_display() if row.level else ""
    return "，".join(part for part in (row.get_kind_display(), level, row.employer, number, row.evidence) if part)


def _surveys(person: Person) -> Iterator[Line]:
    homes = person.memberships.values("household")
    rows = Survey.objects.filter(household__in=homes).select_related("surveyor").order_by("visited_on", "pk")
    for survey in rows:
        for member in survey.answers["members"]:
            if member.get("person") == person.pk:
                told = f"；{survey.notice_given_on}{survey.get_notice_way_display()}" if survey.notice_version else ""
                yield f"{survey.visited_on} {survey.surveyor}", "；".join(said_words(member)) + told


def _findings(person: Person) -> Iterator[Line]:
    for row in PersonFinding.objects.filter(person=person).order_by("validity", "pk"):
        why = "；".join(f"{reason['text']}（{reason['article']}）" for reason in row.reasons)
        yield days(row.validity), f"{row.get_category_display()}：{why}"


def _cases(person: Person) -> Iterator[Line]:
    for case in Certification.objects.filter(person=person).order_by("drafted_at", "pk"):
        decided = f"，{case.certified_on}认定" if case.certified_on else ""
        yield f"{timezone.localdate(case.drafted_at)} 认定 {case.number}", f"{case.get_status_display()}{decided}"
    for spell in person.spells.order_by("certified_on", "pk"):
        words = "、".join(Category(category).label for category in spell.categories)
        left = f"至{spell.exited_on}，{spell.get_exit_reason_display()}" if spell.exited_on else "至今"
        yield f"{spell.certified_on} 在册", f"{words}，{left}"
    for row in Exit.objects.filter(spell__person=person).order_by("drafted_at", "pk"):
        yield f"{timezone.localdate(row.drafted_at)} 退出 {row.number}", f"{row.get_reason_display()}：{row.evidence}"


def _requests(person: Person) -> Iterator[Line]:
    for row in DataRequest.objects.filter(person=person).order_by("received_on", "pk"):
        became = f"{row.get_outcome_display()}：{row.answer}" if row.closed_on else "办理中"
        yield f"{row.received_on} {row.number}", f"{row.get_kind_display()}：{row.wish}；{became}"
