"""The copy of one person's data (个人信息保护法 第四十五条): all that the registry holds, section by section; what
higher apps hold follows, from the functions the setting COPY_SECTIONS names."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.identifiers import employer_number, mask_id
from households import models
from households.models import (
    Correction,
    CorrectionKind,
    Couple,
    DataRequest,
    Fact,
    Household,
    HouseholdFinding,
    Membership,
    Movement,
    NoCase,
    Person,
    PersonFinding,
    PersonMerge,
    Registration,
    RosterEntry,
    Survey,
)

from . import personal_matters as matters
from .pages import said_words

ONE_DAY = dt.timedelta(days=1)
IDENTIFYING = ("id_number", "serial")  # of a line of an old system's file
Line = tuple[str, str]
LIVED = (models.Residence, models.Responsibility, models.CourtyardStay, models.FamilyLink, models.Handover)
CASES = (
    *(models.Certification, models.CertificationRecord, models.CertificationNotice, models.CertificationReview),
    *(models.CertificationAttachment, models.HomeVisit, models.MaterialShown),
    *(models.HardToEmploySpell, models.MonthlyConfirmation, models.ZeroFamilyCase, models.PlacementCheck),
    *(models.Exit, models.ExitRecord, models.ExitNotice, models.ExitReview, models.ExitAttachment),
    *(models.Revocation, models.RevocationRecord, models.RevocationNotice),
    *(models.RevocationReview, models.RevocationAttachment),
)
CERTIFICATES = (
    *(models.Certificate, models.CertificateRecord, models.CertificateNotice, models.SerialCorrection),
    models.CertificateAttachment,
    *(models.Inspection, models.Suspension, models.Reissue, models.Endorsement),
)


@dataclass(frozen=True)
class Section:
    """A block of the copy: a line each of what it is and what stands there, told from ``models``."""

    title: str
    lines: list[Line]
    models: tuple[type[Model], ...] = ()


def copy_of(person: Person, *, is_whole: bool) -> list[Section]:
    """Everything held of ``person``, and of the households while the person belonged to them; numbers that identify
    are masked unless ``is_whole``."""
    stays = list(person.memberships.select_related("household__area").order_by("validity", "pk"))
    homes = {stay.household_id for stay in stays} | set(person.movements.values_list("household", flat=True))
    certified = matters.certifications_of(person, homes)
    sections = (
        ("基本信息", _basics(person, is_whole), (Person,)),
        ("更正和合并", _identity(person, is_whole), (Correction, PersonMerge)),
        ("家庭", ((days(m.validity), _home(m)) for m in stays), (Household, Membership)),
        ("婚姻", _marriages(person), (Couple,)),
        ("迁移和变动", _moves(person), (Movement,)),
        ("死亡登记", _deaths(person), (models.Death,)),
        ("家庭在户期间的住址、负责社区和责任人", _lived(stays), LIVED),
        ("就业失业登记", _works(person), (Registration,)),
        ("特殊情况", _facts(person, is_whole), (Fact,)),
        ("入户调查", _surveys(person, homes), (Survey,)),
        ("名册导入", _rosters(stays), (RosterEntry,)),
        ("系统评估（疑似）", _findings(person, stays), (PersonFinding, HouseholdFinding)),
        ("旧系统转入", _taken_over(person, is_whole), (models.OpeningRow,)),
        ("未立案原因", _no_cases(person, stays), (NoCase,)),
        ("认定、在册与退出", matters.cases(person, certified), CASES),
        ("证件", matters.certificates(person, is_whole=is_whole), CERTIFICATES),
        ("个人信息申请", _requests(person), (DataRequest,)),
    )
    above = (import_string(named)(person) for named in settings.COPY_SECTIONS)
    return [Section(title, list(lines), told) for title, lines, told in (*sections, *above)]


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
        yield "经批准的退休日期", f"{person.retirement_override}（{person.retirement_evidence}）"
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
    words = [f"{home.number} {home.area.name} {home.address}", membership.get_relation_display()]
    if membership.validity.upper is None:
        words += [f"{home.get_hukou_display()}户口", home.housing]
        if home.monthly_income is not None:
            words.append(f"家庭月收入{home.monthly_income}元{home.get_income_source_display()}")
    return "，".join(word for word in words if word)


def _work(row: Any) -> str:
    kind = employer_number(row.employer_code).kind
    parts = (row.get_kind_display(), row.employer, f"{kind} {row.employer_code}".strip(), row.position, row.end_reason)
    return "，".join(part for part in parts if part)


def _fact(row: Any, is_whole: bool) -> str:
    number = (row.number if is_whole else "证号已登记") if row.number else ""
    level = row.get_level_display() if row.level else ""
    graded = f"{row.get_disability_display()}{row.get_grade_display()}" if row.disability else ""
    parts = (row.get_kind_display(), level, graded, row.employer, number, row.evidence)
    return "，".join(part for part in parts if part)


def _deaths(person: Person) -> Iterator[Line]:
    for row in person.deaths.select_related("registered_by", "annulled_by").order_by("registered_at", "pk"):
        annulled = f"，{row.annulled_by}撤销" if row.annulled_at else ""
        yield str(row.on), f"{row.evidence}（{row.registered_by}登记{annulled}）"


def _identity(person: Person, is_whole: bool) -> Iterator[Line]:
    for row in person.corrections.order_by("corrected_at", "pk"):
        old = mask_id(row.old) if row.kind == CorrectionKind.ID_NUMBER and not is_whole else row.old
        said = f"原为{old}：{row.reason}（{row.evidence}）"
        yield f"{timezone.localdate(row.corrected_at)} 更正{row.get_kind_display()}", said
    for merge in PersonMerge.objects.filter(Q(survivor=person) | Q(duplicate=person)).order_by("proposed_at", "pk"):
        undone = f"；{timezone.localdate(merge.undone_at)}撤销：{merge.undo_reason}" if merge.undone_at else ""
        said = f"{merge.get_status_display()}：{merge.reason} {merge.comment}".strip() + undone
        yield f"{timezone.localdate(merge.proposed_at)} 重复登记合并 {merge.number}", said


def _marriages(person: Person) -> Iterator[Line]:
    rows = Couple.objects.filter(Q(first=person) | Q(second=person)).select_related("first", "second")
    for row in rows.order_by("validity", "pk"):
        spouse = row.second if row.first_id == person.pk else row.first
        yield days(row.validity), f"配偶{spouse.name}"


def _moves(person: Person) -> Iterator[Line]:
    for row in person.movements.select_related("household", "other", "recorded_by").order_by("on", "pk"):
        way = f"{row.household.number}至{row.other.number}" if row.other else row.household.number
        yield f"{row.on} {row.get_kind_display()}", f"{way}，{row.reason}（{row.recorded_by}）"


def _lived(stays: Sequence[Membership]) -> Iterator[Line]:
    """What is held of a household while the person belonged to it, so far as it is not of another member."""
    for stay in stays:
        home, during = stay.household, {"validity__overlap": stay.validity}
        for lived in home.residences.filter(**during).order_by("validity"):
            yield days(lived.validity), f"住址{lived.address} {lived.reason}".strip()
        for answering in home.responsibilities.filter(**during).select_related("area").order_by("validity"):
            yield days(answering.validity), f"由{answering.area.name}负责"
        for yard in home.courtyard_stays.filter(**during).select_related("courtyard").order_by("validity"):
            yield days(yard.validity), f"楼院{yard.courtyard.name}"
        for link in home.family_links.filter(**during).select_related("officer").order_by("validity"):
            yield days(link.validity), f"{link.get_kind_display()}{link.officer}"
        for given in home.handovers.select_related("from_area", "to_area").order_by("on", "pk"):
            if given.on in stay.validity:
                way = f"{given.from_area.name}至{given.to_area.name}"
                yield f"{given.on} 社区交接 {given.number}", f"{way}，{given.get_status_display()}：{given.reason}"


def _works(person: Person) -> Iterator[Line]:
    return ((days(row.validity), _work(row)) for row in person.registrations.order_by("validity", "pk"))


def _facts(person: Person, is_whole: bool) -> Iterator[Line]:
    return ((days(row.validity), _fact(row, is_whole)) for row in person.facts.order_by("validity", "pk"))


def _surveys(person: Person, homes: Iterable[int]) -> Iterator[Line]:
    keys = {person.pk, *person.duplicates.values_list("pk", flat=True)}
    rows = Survey.objects.filter(household__in=homes).select_related("surveyor").order_by("visited_on", "pk")
    for survey in rows:
        for member in survey.answers["members"]:
            if member.get("person") in keys:
                told = f"；{survey.notice_given_on}{survey.get_notice_way_display()}" if survey.notice_version else ""
                yield f"{survey.visited_on} {survey.surveyor}", "；".join(said_words(member)) + told


def _rosters(stays: Sequence[Membership]) -> Iterator[Line]:
    """By which rosters the households were registered, or found to be registered already."""
    rows = RosterEntry.objects.filter(household__in=[stay.household_id for stay in stays])
    for row in rows.select_related("roster", "household").order_by("roster", "place"):
        yield f"{timezone.localdate(row.roster.added_at)} 名册 {row.roster.number}", row.get_outcome_display()


def _findings(person: Person, stays: Sequence[Membership]) -> Iterator[Line]:
    for row in PersonFinding.objects.filter(person=person).order_by("validity", "pk"):
        yield days(row.validity), f"{row.get_category_display()}：{_why(row)}"
    for stay in stays:
        for found in stay.household.findings.filter(validity__overlap=stay.validity).order_by("validity", "pk"):
            yield days(found.validity), f"家庭：{found.get_kind_display()}：{_why(found)}"


def _why(row: Any) -> str:
    return "；".join(f"{reason['text']}（{reason['article']}）" for reason in row.reasons)


def _taken_over(person: Person, is_whole: bool) -> Iterator[Line]:
    """The lines of old systems' files that were about the person, as they were understood."""
    for row in person.opening_rows.select_related("opening").order_by("pk"):
        told = json.loads(row.values)
        said = "，".join(str(value) for key, value in told.items() if value and (is_whole or key not in IDENTIFYING))
        became = f"{row.get_outcome_display()} {row.reason}".strip()
        yield f"{row.opening.number} 第{row.line}行", f"{row.opening.system}：{said}（{became}）"


def _no_cases(person: Person, stays: Sequence[Membership]) -> Iterator[Line]:
    rows = NoCase.objects.filter(Q(person=person) | Q(person=None, household__in=[s.household_id for s in stays]))
    for row in rows.order_by("recorded_on", "pk"):
        there = any(row.household_id == stay.household_id and row.recorded_on in stay.validity for stay in stays)
        if row.person_id or there:
            said = f"{row.get_reason_display()}：{row.evidence}，有效期至{row.holds_until}"
            yield f"{row.recorded_on} {'本人' if row.person_id else '家庭'}未立案", said


def _requests(person: Person) -> Iterator[Line]:
    for row in DataRequest.objects.filter(person=person).order_by("received_on", "pk"):
        became = f"{row.get_outcome_display()}：{row.answer}" if row.closed_on else "办理中"
        yield f"{row.received_on} {row.number}", f"{row.get_kind_display()}：{row.wish}；{became}"
