"""The families of the demo city: who lives there, and what will become of them. Pure but for the enums."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from households.actions.surveys import (
    SurveyedFact,
    SurveyedHousehold,
    SurveyedMember,
    SurveyedNotice,
    SurveyedRegistration,
)
from households.enums import (
    Disability,
    DisabilityGrade,
    FactKind,
    HonourLevel,
    IncomeSource,
    NoticeWay,
    RegistrationKind,
    Relation,
    RetirementTrack,
    Sex,
)
from policy.parameters import PRIVACY_NOTICE

from .identities import Identities

UNEMPLOYED, ENTERPRISE = RegistrationKind.UNEMPLOYED, RegistrationKind.ENTERPRISE
FLEXIBLE, WELFARE, OWN = RegistrationKind.FLEXIBLE, RegistrationKind.PUBLIC_WELFARE_POST, RegistrationKind.SELF_EMPLOYED
M, F = Sex.MALE, Sex.FEMALE
LIMPING: dict[str, Any] = {"disability": Disability.LIMBS, "grade": DisabilityGrade.THIRD}
WAGES = {ENTERPRISE: Decimal(2600), FLEXIBLE: Decimal(1800), WELFARE: Decimal(1700), OWN: Decimal(2200)}


@dataclass(frozen=True)
class After:
    """Something that happens so many days after the certification: a job, its loss, or an exit."""

    days: int
    what: str  # "job", "jobless", "exit"
    kind: RegistrationKind = ENTERPRISE
    reason: str = ""
    member: int = 0


@dataclass(frozen=True)
class Family:
    """A family as surveyed ``days_ago``, and its case: what is applied for, where it stays, what comes after.

    ``applies`` is "family", "person" or "". ``stays_at`` is the step (1–3) at which nobody decides. ``mishap`` is
    "return", "returned", "refuse", "withdraw", "uphold" or "dismiss".
    """

    days_ago: int
    members: tuple["Somebody", ...]
    applies: str = ""
    stays_at: int = 0
    mishap: str = ""
    after: tuple[After, ...] = ()
    rural: bool = False


@dataclass(frozen=True)
class Somebody:
    """One member: age on the last day, relation, and what is known of them. ``since`` are days before the survey."""

    sex: Sex
    age: int
    relation: Relation = Relation.HEAD
    status: RegistrationKind | None = None
    since: int = 60
    worked_before: bool = True
    facts: tuple[tuple[FactKind, int], ...] = ()
    level: str = ""
    children: tuple[int, ...] = ()
    track: RetirementTrack | None = None
    retires_in: int = 0  # days after the last day on which an approved retirement falls, if there is one


def couple(age: int, status: RegistrationKind | None = UNEMPLOYED, **wife: object) -> tuple[Somebody, ...]:
    """A married couple, both of the same status unless said otherwise."""
    given = {"status": status, **wife}
    return (
        Somebody(M, age, status=status),
        Somebody(F, age - 3, Relation.SPOUSE, track=RetirementTrack.F55, **given),  # type: ignore[arg-type]
    )


SON = Somebody(M, 20, Relation.CHILD, facts=((FactKind.STUDENT, 700),))
GRANDMOTHER = Somebody(F, 78, Relation.PARENT)
RUNNING = Family(45, (*couple(50), SON), "family")
ARCHETYPES: tuple[Family, ...] = (
    RUNNING,
    Family(150, (*couple(52), SON), "family", after=(After(50, "job", WELFARE),)),
    Family(140, (*couple(51), GRANDMOTHER), "family"),  # past the promise
    Family(170, couple(53), "family", after=(After(110, "job", FLEXIBLE),)),  # placed late
    Family(88, couple(49), "family"),  # due soon
    Family(120, couple(50), "family", after=(After(40, "exit", reason="no_desire"),)),
    Family(175, couple(51), "family", after=(After(30, "job"), After(95, "jobless"), After(97, "apply"))),
    Family(30, (Somebody(M, 46, status=UNEMPLOYED), Somebody(F, 44, Relation.SPOUSE)), ""),  # waits for registration
    Family(25, (*couple(47), Somebody(F, 22, Relation.CHILD, ENTERPRISE)), ""),  # dual, not zero
    Family(20, couple(48), "family", stays_at=1),
    Family(6, couple(50), "family", stays_at=2),  # in notice
    Family(35, couple(50), "family", stays_at=2),  # waits at the street, late
    Family(30, couple(51), "family", stays_at=3),
    Family(40, couple(49), "family", mishap="returned"),
    Family(60, couple(49), "family", mishap="return", after=(After(20, "job", OWN),)),
    Family(70, couple(52), "family", mishap="refuse"),
    Family(50, couple(45), "family", mishap="withdraw"),
    Family(40, couple(50), "family", mishap="uphold"),
    Family(55, couple(50), "family", mishap="dismiss"),
    Family(90, (Somebody(M, 38, status=UNEMPLOYED, facts=((FactKind.DISABILITY_CERTIFICATE, 900),)),), "person"),
    Family(
        80,
        (Somebody(F, 36, status=UNEMPLOYED, facts=((FactKind.LOW_INCOME, 400), (FactKind.SPECIAL_HARDSHIP, 300))),),
        "person",
    ),
    Family(
        160,
        (Somebody(M, 41, status=UNEMPLOYED, since=420, facts=((FactKind.MERGED, 2600),)),),
        "person",
        after=(After(35, "job", FLEXIBLE),),
    ),
    Family(60, (Somebody(F, 34, status=UNEMPLOYED, facts=((FactKind.SINGLE_PARENT, 800),), children=(9,)),), "person"),
    Family(55, (Somebody(M, 44, status=UNEMPLOYED, facts=((FactKind.MODEL_WORKER, 3000),), level="city"),), "person"),
    Family(75, (Somebody(F, 35, status=UNEMPLOYED, facts=((FactKind.MILITARY_SPOUSE, 1000),)),), "person"),
    Family(65, (Somebody(M, 39, status=UNEMPLOYED, facts=((FactKind.LAND_LOSS, 600),)),), "person", stays_at=3),
    Family(85, (Somebody(F, 38, status=UNEMPLOYED, facts=((FactKind.LAND_LOSS, 500),)),), "person"),
    Family(50, (Somebody(M, 42, status=UNEMPLOYED, facts=((FactKind.MARTYR_DEPENDANT, 5000),)),), "person"),
    Family(100, (Somebody(M, 59, status=UNEMPLOYED, retires_in=-30),), "person"),  # retires by the calendar
    Family(130, (Somebody(F, 43, status=UNEMPLOYED),), "person", after=(After(60, "exit", reason="lost_contact"),)),
    Family(15, (Somebody(F, 46, status=UNEMPLOYED, track=RetirementTrack.F55),), ""),  # looks eligible, not applied
    Family(18, (Somebody(M, 33, status=ENTERPRISE, since=900), Somebody(F, 31, Relation.SPOUSE, ENTERPRISE)), ""),
    Family(22, (Somebody(M, 29, status=UNEMPLOYED, worked_before=False),), ""),
    Family(16, couple(50), "", rural=True),
    Family(28, (Somebody(M, 66), GRANDMOTHER), ""),
    Family(33, (Somebody(F, 48, status=FLEXIBLE, track=RetirementTrack.F55), SON), ""),
)

WISHES = ("保洁、保安", "家政服务", "超市营业员", "司机", "社区岗位")
SKILLS = ("缝纫", "电工", "驾驶", "烹饪", "计算机录入")
REASONS = ("企业破产", "合同到期", "下岗", "单位裁员")


@dataclass
class Builder:
    """Turns a family into what a surveyor would type at its door."""

    identities: Identities
    until: dt.date
    made: dict[str, int] = field(default_factory=dict)

    def survey(self, family: Family) -> SurveyedHousehold:
        visited_on = self.until - dt.timedelta(days=family.days_ago)
        surname = self.identities.surname()
        members = tuple(self._member(somebody, surname, visited_on) for somebody in family.members)
        pair = [n for n, s in enumerate(family.members) if s.relation in (Relation.HEAD, Relation.SPOUSE)]
        return SurveyedHousehold(
            address=self.identities.address(),
            hukou="rural" if family.rural else "urban",
            visited_on=visited_on,
            members=members,
            couples=((pair[0], pair[1]),) if len(pair) == 2 else (),
            monthly_income=sum((member.monthly_income or Decimal() for member in members), Decimal(300)),
            income_source=IncomeSource.SUPPORT,
            notice=SurveyedNotice(PRIVACY_NOTICE.default, visited_on, NoticeWay.BOTH),
            housing=self.identities.random.choice(("自有住房", "租住公房", "与父母同住")),
        )

    def _member(self, somebody: Somebody, surname: str, visited_on: dt.date) -> SurveyedMember:
        identities, sex = self.identities, somebody.sex
        born = identities.birthday(somebody.age, self.until)
        family_name = surname if somebody.relation in (Relation.HEAD, Relation.CHILD) else identities.surname()
        seeks = somebody.status == UNEMPLOYED
        return SurveyedMember(
            name=family_name + identities.given(sex, child=somebody.age < 23),
            id_number=identities.id_number(born, sex),
            sex=sex,
            born=born,
            relation=somebody.relation,
            retirement_track=somebody.track or (RetirementTrack.M60 if sex == M else RetirementTrack.F50),
            retirement_override=self.until + dt.timedelta(days=somebody.retires_in) if somebody.retires_in else None,
            retirement_evidence="特殊工种提前退休审批表" if somebody.retires_in else "",
            phone=identities.phone() if somebody.age >= 18 else "",
            bank_account=identities.bank_account() if somebody.age >= 18 else "",
            children_born=tuple(identities.birthday(age, self.until) for age in somebody.children),
            registrations=self._registrations(somebody, visited_on),
            facts=tuple(
                SurveyedFact(
                    since=visited_on - dt.timedelta(days=days),
                    kind=kind,
                    level=HonourLevel(somebody.level) if kind is FactKind.MODEL_WORKER else "",
                    evidence="已查验原件",
                    employer="哈尔滨第一工具厂" if kind is FactKind.MERGED else "",
                    **(LIMPING if kind is FactKind.DISABILITY_CERTIFICATE else {}),
                )
                for kind, days in somebody.facts
            ),
            monthly_income=WAGES.get(somebody.status) if somebody.status else None,
            income_source=IncomeSource.WAGE if somebody.status in WAGES else "",
            profile={
                "education": identities.random.choice(("初中", "高中", "中专", "大专")),
                "health": "良好",
                "unemployment_reason": identities.random.choice(REASONS) if seeks else "",
                "skills": identities.random.choice(SKILLS),
                "job_wish": identities.random.choice(WISHES) if seeks else "",
                "training_wish": "愿意参加" if seeks else "",
            },
        )

    def _registrations(self, somebody: Somebody, visited_on: dt.date) -> tuple[SurveyedRegistration, ...]:
        if somebody.status is None:
            return ()
        since = visited_on - dt.timedelta(days=somebody.since)
        now = SurveyedRegistration(since=since, kind=somebody.status)
        if somebody.status != UNEMPLOYED or not somebody.worked_before:
            return (now,)
        before = SurveyedRegistration(
            since=since - dt.timedelta(days=2200),
            until=since - dt.timedelta(days=1),
            kind=ENTERPRISE,
            employer="某机械厂",
        )
        return (before, now)


def spread(choose: Callable[[int], int], communities: int) -> list[tuple[int, Family]]:
    """Every archetype in two or three communities, never on quite the same day: (community number, family)."""
    placed = []
    for number, family in enumerate(ARCHETYPES):
        for copy in range(3 if family.applies else 2):
            community = (number + copy * 3) % communities
            placed.append((community, replace(family, days_ago=family.days_ago + (choose(5) if copy else 0))))
    return placed
