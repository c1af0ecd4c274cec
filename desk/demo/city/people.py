"""The families of a big city as they are found at their first survey. Pure: the same random numbers, the same people.

What share of the families is what is made up, so that half a million people give the volumes a city counts: some fifty
thousand registered unemployed, five thousand zero-employment families certified in two years.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import TypeVar

from desk.demo.families import REASONS, SKILLS, WISHES
from desk.demo.identities import Identities
from households.enums import (
    Disability,
    DisabilityGrade,
    FactKind,
    HonourLevel,
    Hukou,
    RegistrationKind,
    Relation,
    RetirementTrack,
    Sex,
)
from policy.deadlines import add_months

M, F = Sex.MALE, Sex.FEMALE
HEAD, SPOUSE, CHILD, PARENT = Relation.HEAD, Relation.SPOUSE, Relation.CHILD, Relation.PARENT
UNEMPLOYED, ENTERPRISE = RegistrationKind.UNEMPLOYED, RegistrationKind.ENTERPRISE
JOBS = (
    *[ENTERPRISE] * 7,
    RegistrationKind.PUBLIC_WELFARE_POST,
    RegistrationKind.SELF_EMPLOYED,
    RegistrationKind.FLEXIBLE,
)
EMPLOYERS = ("第一机械厂", "纺织厂", "百货商店", "建筑公司", "食品厂", "公交公司", "物业公司", "供热公司")
EDUCATION = ("小学", "初中", "初中", "高中", "高中", "中专", "大专", "本科")
HOUSING = ("自有住房", "租住公房", "与父母同住")
YEAR = 365.2425
T = TypeVar("T")

# A trouble that makes somebody hard to employ, and how often it is the one.
TROUBLES = (
    *[FactKind.DISABILITY_CERTIFICATE] * 5,
    *[FactKind.LOW_INCOME] * 6,
    *[FactKind.LAND_LOSS] * 3,
    FactKind.MILITARY_SPOUSE,
    FactKind.MARTYR_DEPENDANT,
    FactKind.MODEL_WORKER,
    FactKind.MERGED,
    FactKind.SPECIAL_HARDSHIP,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a kind of family: ages are those of the head, or beside the head's where ``beside``.

    ``work`` is "job", "flexible", "unemployed", "fresh" (unemployed, never worked), "silent" (neither registered) or
    "" for children, students and pensioners.
    """

    relation: Relation
    ages: tuple[int, int]
    work: str = ""
    sex: Sex | None = None
    trouble: FactKind | bool = False
    beside: bool = True


def _head(ages: tuple[int, int], work: str = "", sex: Sex | None = M, trouble: FactKind | bool = False) -> Part:
    return Part(HEAD, ages, work, sex, trouble, beside=False)


def _wife(work: str = "") -> Part:
    return Part(SPOUSE, (-4, 1), work, F)


_CHILD = Part(CHILD, (-30, -23))
_MOTHER = Part(PARENT, (22, 28), "", F)
KINDS: tuple[tuple[float, tuple[Part, ...]], ...] = (
    (25.0, (_head((26, 57), "job"), _wife("job"), _CHILD)),
    (13.0, (_head((24, 57), "job"), _wife("job"))),
    (13.0, (_head((61, 84)), Part(SPOUSE, (-4, 1), "", F))),
    (5.0, (_head((62, 88), "", None),)),
    (8.0, (_head((30, 52), "job"), _wife("job"), _CHILD, _MOTHER)),
    (11.0, (_head((30, 57), "job"), _wife("unemployed"), _CHILD)),
    (7.0, (_head((30, 55), "flexible"), _wife("flexible"), _CHILD)),
    (4.0, (_head((22, 58), "unemployed", None),)),
    (2.0, (_head((20, 56), "unemployed", None, True),)),
    (1.5, (_head((28, 46), "unemployed", F, FactKind.SINGLE_PARENT), Part(CHILD, (-26, -21)))),
    (1.6, (_head((40, 57), "unemployed"), _wife("unemployed"))),
    (1.2, (_head((36, 55), "unemployed"), _wife("unemployed"), _CHILD)),
    (1.7, (_head((30, 56), "silent"), _wife("unemployed"))),
    (3.5, (_head((46, 57), "job"), _wife("job"), Part(CHILD, (-27, -24), "fresh"))),
    (2.5, (_head((45, 57), "unemployed"), _wife("job"), _CHILD)),
)
_WEIGHTS = tuple(accumulate(weight for weight, _ in KINDS))
_PARTS = tuple(parts for _, parts in KINDS)


@dataclass(slots=True)
class Job:
    """A registration from ``first`` to ``last``, both included; ``key`` is given with the row."""

    kind: RegistrationKind
    first: dt.date
    last: dt.date | None
    employer: str
    recorded_on: dt.date
    key: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that goes on from ``first``."""

    kind: FactKind
    first: dt.date
    level: str
    evidence: str
    employer: str
    disability: str = ""
    grade: int | None = None


@dataclass(slots=True)
class Somebody:
    """A member of a family; ``key`` is given with the row."""

    name: str
    sex: Sex
    born: dt.date
    relation: Relation
    track: RetirementTrack
    phone: str
    profile: dict[str, str]
    jobs: list[Job] = field(default_factory=list)
    facts: list[Known] = field(default_factory=list)
    children_born: list[dt.date] = field(default_factory=list)
    key: int = 0

    @property
    def is_unemployed(self) -> bool:
        return any(job.kind is UNEMPLOYED for job in self.jobs)


@dataclass(frozen=True, slots=True)
class Family:
    """Who lives together when the surveyor first comes, on ``visited_on``."""

    members: tuple[Somebody, ...]
    visited_on: dt.date
    address: str
    hukou: Hukou
    housing: str

    @property
    def couple(self) -> tuple[int, int] | None:
        """The places of husband and wife among the members."""
        return (0, 1) if len(self.members) > 1 and self.members[1].relation is SPOUSE else None


class Population:
    """Draws families; ``until`` is the day up to which the city has lived."""

    def __init__(self, random: Random, until: dt.date) -> None:
        self.random, self.until = random, until
        self.identities = Identities(random)

    def number(self, lowest: int, highest: int) -> int:
        """A whole number between the two, both included."""
        return lowest + int(self.random.random() * (highest - lowest + 1))

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[int(self.random.random() * len(choices))]

    def family(self, visited_on: dt.date) -> Family:
        """One family, surveyed for the first time on the day given."""
        parts = self.random.choices(_PARTS, cum_weights=_WEIGHTS)[0]
        age = self.number(*parts[0].ages)
        surname = self.identities.surname()
        members = tuple(
            self._member(part, age + self.number(*part.ages) if part.beside else age, surname, visited_on)
            for part in parts
        )
        for member in members:
            if member.relation is CHILD:
                members[0].children_born.append(member.born)
        hukou = Hukou.RURAL if self.random.random() < 0.04 else Hukou.URBAN
        return Family(members, visited_on, self.identities.address(), hukou, self.one_of(HOUSING))

    def _member(self, part: Part, age: int, surname: str, visited_on: dt.date) -> Somebody:
        sex = part.sex or (M if self.random.random() < 0.5 else F)
        age = max(age, 0)
        born = dt.date.fromordinal(self.until.toordinal() - int(age * YEAR) - self.number(1, 364))
        family_name = surname if part.relation in (HEAD, CHILD) else self.identities.surname()
        seeks = part.work in ("unemployed", "fresh")
        somebody = Somebody(
            name=family_name + self.identities.given(sex, child=age < 23),
            sex=sex,
            born=born,
            relation=part.relation,
            track=RetirementTrack.M60 if sex is M else self._track(),
            phone=self.identities.phone() if age >= 18 else "",
            profile=self._profile(age, seeks=seeks),
        )
        self._work(somebody, part, age, visited_on)
        if part.trouble:
            kind = part.trouble if isinstance(part.trouble, FactKind) else self.one_of(TROUBLES)
            self._know(somebody, kind, visited_on)
        return somebody

    def _track(self) -> RetirementTrack:
        return RetirementTrack.F55 if self.random.random() < 0.3 else RetirementTrack.F50

    def _profile(self, age: int, *, seeks: bool) -> dict[str, str]:
        known = age >= 16 and self.random.random() < 0.9  # every tenth survey leaves something unclear
        return {
            "education": self.one_of(EDUCATION) if known else "",
            "health": "良好",
            "unemployment_reason": self.one_of(REASONS) if seeks else "",
            "skills": self.one_of(SKILLS) if known else "",
            "job_wish": self.one_of(WISHES) if seeks else "",
            "training_wish": "愿意参加" if seeks else "",
        }

    def _work(self, somebody: Somebody, part: Part, age: int, visited_on: dt.date) -> None:
        if part.work == "job":
            self._job(somebody, self.one_of(JOBS), visited_on - dt.timedelta(self.number(90, 4000)), visited_on)
        elif part.work == "flexible":
            since = visited_on - dt.timedelta(self.number(90, 1500))
            self._job(somebody, RegistrationKind.FLEXIBLE, since, visited_on)
        elif part.work in ("unemployed", "fresh"):
            self._lose(somebody, visited_on, worked=part.work == "unemployed" and self.random.random() < 0.9)
        elif part.relation is CHILD and 16 <= age < 23:
            self._know(somebody, FactKind.STUDENT, visited_on)
        elif part.relation is CHILD and age >= 23:
            self._job(somebody, ENTERPRISE, visited_on - dt.timedelta(self.number(60, 700)), visited_on)

    def _lose(self, somebody: Somebody, visited_on: dt.date, *, worked: bool) -> None:
        """Register somebody unemployed who ``worked`` before, or never did."""
        lost_on = visited_on - dt.timedelta(self.number(20, 600))
        worked_from = max(lost_on - dt.timedelta(self.number(400, 3000)), add_months(somebody.born, 12 * 17))
        if worked and worked_from < lost_on:
            self._job(somebody, ENTERPRISE, worked_from, visited_on, lost_on - dt.timedelta(1))
        self._job(somebody, UNEMPLOYED, lost_on, visited_on)

    def _job(
        self,
        somebody: Somebody,
        kind: RegistrationKind,
        first: dt.date,
        recorded_on: dt.date,
        last: dt.date | None = None,
    ) -> None:
        employer = self.one_of(EMPLOYERS) if kind is ENTERPRISE else ""
        somebody.jobs.append(Job(kind, first, last, employer, recorded_on))

    def _know(self, somebody: Somebody, kind: FactKind, visited_on: dt.date) -> None:
        somebody.facts.append(
            Known(
                kind,
                visited_on - dt.timedelta(self.number(100, 900)),
                HonourLevel.CITY if kind is FactKind.MODEL_WORKER else "",
                "已查验原件",
                "第一工具厂" if kind is FactKind.MERGED else "",
                *(self._disability() if kind is FactKind.DISABILITY_CERTIFICATE else ()),
            )
        )

    def _disability(self) -> tuple[str, int]:
        return self.one_of(list(Disability)).value, self.one_of(list(DisabilityGrade)).value
