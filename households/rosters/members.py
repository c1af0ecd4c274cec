"""One line of a roster: a member of a household, or what is wrong with it, cell by cell."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from accounts import identifiers
from accounts.identifiers import ResidentId, age_on
from households.actions.survey_checks import check_member, check_working_life
from households.actions.surveyed import SurveyedFact, SurveyedMember, SurveyedRegistration, SurveyRefused
from households.enums import (
    Disability,
    DisabilityGrade,
    FactKind,
    HonourLevel,
    RegistrationKind,
    Relation,
    RetirementTrack,
    Sex,
)
from households.rules.clears import WORKING_MIN
from households.rules.disability import Graded, graded_by
from households.rules.retirement import RetirementTerms

from . import columns, values
from .headings import Line
from .reading import Cell
from .values import ValueRefused

Read = TypeVar("Read")
WITH_EMPLOYER = (RegistrationKind.ENTERPRISE, RegistrationKind.PUBLIC_WELFARE_POST)
BY_SURVEY = "证件确实如此的，请改用入户调查登记并写明原因。"
LONGEST_NUMBER = 18  # of what identifies an employer
_SEVERAL = re.compile(r"[、,，;；]+")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell: in which sheet and line, both as ``Member`` has them, under which field, in words."""

    sheet: int
    line: int
    field: str
    text: str


@dataclass(frozen=True)
class Terms:
    """What lines are judged by: the day, the terms of retirement in force in their community, and what women of whom
    the roster does not say whether they were workers or cadres are taken for (None: they are asked about)."""

    today: dt.date
    retirement: RetirementTerms
    track: RetirementTrack | None


@dataclass
class Member:
    """A line being read: ``sheet`` by its place, ``line`` as the spreadsheet counts. ``surveyed`` once nothing is
    wrong with it."""

    sheet: int
    line: Line
    faults: list[Fault] = field(default_factory=list)
    surveyed: SurveyedMember | None = None
    relation: Relation | None = None

    def has(self, key: str) -> bool:
        return bool(values.said(self.line.cells.get(key, "")))

    def words(self, key: str) -> str:
        return values.said(self.line.cells.get(key, ""))

    def fault(self, key: str, text: str) -> None:
        self.faults.append(Fault(self.sheet, self.line.number, key, text))

    def missing(self, key: str, text: str) -> None:
        """A fault, unless the cell has one already: what cannot be read is not missing."""
        if not any(fault.field == key for fault in self.faults):
            self.fault(key, text)

    def take(self, key: str, read: Callable[[Cell], Read]) -> Read | None:
        """What ``read`` makes of the cell; None, and a fault, where it refuses."""
        try:
            return read(self.line.cells.get(key, ""))
        except ValueRefused as refused:
            self.fault(key, str(refused))
            return None

    def choose(self, key: str, meanings: Mapping[str, Read], shown: str) -> Read | None:
        return self.take(key, lambda cell: values.choice(cell, meanings, shown))

    def text(self, key: str, longest: int) -> str:
        return self.take(key, lambda cell: values.text(cell, longest)) or ""

    def required(self, key: str, longest: int, why: str) -> str:
        """As ``text``; empty, and a fault that says ``why``, where nothing stands."""
        found = self.text(key, longest)
        if not found:
            self.missing(key, why)
        return found

    def day(self, key: str) -> dt.date | None:
        """A day; of a month alone its first."""
        found = self.take(key, values.day)
        return found.day if found else None


def read_member(member: Member, terms: Terms) -> None:
    """Read a line whose ``relation`` is set: ``surveyed`` is, where nothing is wrong; else there are ``faults``."""
    name = member.take("name", values.name)
    number = member.take("id_number", lambda cell: values.id_number(cell, on=terms.today))
    if number is not None:
        _check_sex_and_birth(member, number)
    phone = member.take("phone", values.phone) or ""
    profile = {key: member.text(key, longest) for key, longest in columns.PROFILE.items()}
    registrations = tuple(_registrations(member, terms.today))
    facts = tuple(_facts(member, number.born if number else None, terms.today))
    children = _children(member)
    track = _track(member, number, terms)
    if member.faults or name is None or number is None or number.born is None or track is None:
        return
    found = SurveyedMember(
        name=name,
        id_number=str(number.normalized),
        sex=Sex(str(number.sex)),
        born=number.born,
        relation=member.relation or Relation.OTHER,
        retirement_track=track,
        phone=phone,
        children_born=children,
        registrations=registrations,
        facts=facts,
        profile={key: words for key, words in profile.items() if words},
    )
    try:
        check_member(found, 0, terms.today)
        check_working_life(found, 0, terms.retirement)
    except SurveyRefused as refused:
        fields = {"last_job": "last_since", "retirement_track": "track", "children_born": "children"}
        member.fault(fields.get(str(refused.field), str(refused.field)), str(refused))
        return
    member.surveyed = found


def _check_sex_and_birth(member: Member, number: ResidentId) -> None:
    sex = member.choose("sex", columns.SEXES, "男、女")
    if sex is not None and sex != number.sex:
        member.fault("sex", f"与身份证号第17位不符，请核对；{BY_SURVEY}")
    born = member.take("born", values.day)
    if born is None or number.born is None:
        return
    is_same = born.day == number.born if born.is_whole else born.day == number.born.replace(day=1)
    if not is_same:
        member.fault("born", f"与身份证号第7至14位（{number.born}）不符，请核对；{BY_SURVEY}")


def _track(member: Member, number: ResidentId | None, terms: Terms) -> RetirementTrack | None:
    """A man's follows from his sex; of a girl nobody knows yet; a grown woman's is told, or taken as agreed."""
    said = member.choose("track", columns.TRACKS, "女工人、女干部")
    if number is None or number.born is None:
        return None
    if number.sex == Sex.MALE:
        return RetirementTrack.M60
    if said in (RetirementTrack.F50, RetirementTrack.F55):
        return said
    if age_on(number.born, terms.today) < WORKING_MIN:
        return RetirementTrack.F50
    if terms.track is None:
        member.missing("track", "请填写退休类别：女工人50周岁，女干部55周岁。")
    return terms.track


def _registrations(member: Member, today: dt.date) -> Iterator[SurveyedRegistration]:
    kind = _situation(member)
    if isinstance(kind, RegistrationKind):
        yield from _present(member, kind, today)
    if not any(member.has(key) for key in ("last_employer", "last_since", "last_until")):
        return
    first, last = member.day("last_since"), member.day("last_until")
    for key, day, word in (("last_since", first, "开始"), ("last_until", last, "结束")):
        if day is None:
            member.missing(key, f"写了原单位就业的，请填写就业的{word}日期。")
    if first is None or last is None:
        return
    if last < first or last > today:
        member.fault("last_until", "结束日期不能早于开始日期，也不能晚于今天。")
    employer = member.text("last_employer", 100)
    yield SurveyedRegistration(since=first, until=last, kind=RegistrationKind.ENTERPRISE, employer=employer)


def _situation(member: Member) -> RegistrationKind | FactKind | None:
    return member.choose("situation", columns.SITUATIONS, columns.SITUATION_WORDS)


def _present(member: Member, kind: RegistrationKind, today: dt.date) -> Iterator[SurveyedRegistration]:
    since = member.day("since")
    if since is None:
        member.missing("since", f"就业状况为“{kind.label}”的，请填写起始日期。")
        return
    if since > today:
        member.fault("since", "起始日期不能晚于今天。")
    if kind == RegistrationKind.UNEMPLOYED:
        yield SurveyedRegistration(since=since, kind=kind)
        return
    employer = member.text("employer", 100)
    if kind in WITH_EMPLOYER and not employer:
        member.fault("employer", f"就业状况为“{kind.label}”的，请填写用人单位。")
    code = identifiers.employer_number(member.words("employer_code"))
    if code.fault:
        member.fault("employer_code", code.fault)
    number, position = code.number[:LONGEST_NUMBER], member.text("position", 50)
    yield SurveyedRegistration(since=since, kind=kind, employer=employer, employer_code=number, position=position)


def _facts(member: Member, born: dt.date | None, today: dt.date) -> Iterator[SurveyedFact]:
    found = _ticked(member)
    for kind, since in found.items():
        key = columns.fact_key(kind)
        since = since or (born if kind in columns.SINCE_BIRTH else None)
        if since is None:
            if born is not None or kind not in columns.SINCE_BIRTH:
                member.fault(key, f"请在“{kind.label}起始日期”一列写明从哪天起。")
            continue
        if since > today or (born is not None and since < born):
            member.fault(key, f"“{kind.label}”的起始日期不能晚于今天，也不能早于出生日期。")
            continue
        yield SurveyedFact(since=since, kind=kind, **_parts(member, kind))


def _ticked(member: Member) -> dict[FactKind, dt.date | None]:
    """The facts a line tells of, with their first days; one that the situation tells begins with it."""
    found: dict[FactKind, dt.date | None] = {}
    for kind in columns.FACTS:
        key = columns.fact_key(kind)
        if key not in member.line.cells and f"{key}_since" not in member.line.cells:
            continue
        is_so, since = _tick(member, kind, key)
        since = member.day(f"{key}_since") or since
        if is_so or (since is not None and key not in member.line.cells):
            found[kind] = since
    situation = member.line.cells.get("situation", "")
    told = columns.SITUATIONS.get(values.said(situation).replace(" ", ""))
    if isinstance(told, FactKind) and found.get(told) is None:
        found[told] = member.day("since")
    return found


def _tick(member: Member, kind: FactKind, key: str) -> tuple[bool, dt.date | None]:
    """Whether a cell says that it is so: yes, since when, or the number of the certificate."""
    cell = member.line.cells.get(key, "")
    try:
        return values.yes_no(cell), None
    except ValueRefused as refused:
        if kind is FactKind.DISABILITY_CERTIFICATE and len(values.words(cell)) >= LONGEST_NUMBER:
            return True, None
        try:
            day = values.day(cell)
        except ValueRefused:
            member.fault(key, str(refused))
            return False, None
        return day is not None, day.day if day else None


def _parts(member: Member, kind: FactKind) -> dict[str, Any]:
    """What belongs to a fact besides its days."""
    key = columns.fact_key(kind)
    if kind is FactKind.DISABILITY_CERTIFICATE:
        number = member.words("disability_number") or member.words(key)
        kept = number[:30] if len(number) >= LONGEST_NUMBER else member.words("disability_number")[:30]
        return {"number": kept, **_graded(member, kept)}
    if kind is FactKind.MODEL_WORKER:
        level = member.choose("honour", columns.HONOURS, "、".join(HonourLevel.labels))
        if level is None:
            member.missing("honour", "请填写劳模级别。")
        return {"level": level or ""}
    if kind is FactKind.MERGED:
        return {"employer": member.required("merged_from", 100, "请填写并轨企业。")}
    if kind in columns.EVIDENCED:
        why = f"请写明“{kind.label}”的证明材料。"
        return {"evidence": member.required(f"{key}_evidence", 200, why)}
    return {}


def _graded(member: Member, number: str) -> dict[str, Any]:
    """Type and grade of the disability: as told, else as the number says; neither where either is missing."""
    disability = member.choose("disability", columns.DISABILITIES, "、".join(Disability.labels))
    grade = member.choose("grade", columns.GRADES, "、".join(DisabilityGrade.labels))
    told = graded_by(number)
    if disability is not None and grade is not None:
        told = Graded(disability, grade)
    return {"disability": told.disability, "grade": told.grade} if told else {}


def _children(member: Member) -> tuple[dt.date, ...]:
    cell = member.line.cells.get("children", "")
    parts = _SEVERAL.split(values.said(cell)) if isinstance(cell, str) else [cell]
    found = []
    for part in parts:
        try:
            day = values.day(part)
        except ValueRefused as refused:
            member.fault("children", str(refused))
            continue
        if day is not None:
            found.append(day.day)
    return tuple(sorted(found))
