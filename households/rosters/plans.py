"""A household as a roster means it, kept as text until it is entered."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from households.actions.surveyed import SurveyedFact, SurveyedMember, SurveyedRegistration
from households.enums import FactKind, RegistrationKind, Relation, RetirementTrack, Sex
from households.models import RosterEntry

from .members import Fault


@dataclass(frozen=True)
class Question:
    """Why a member may be registered already: ``kind`` is one of ``QUESTIONS``; ``person`` and ``household`` whom and
    where that is, 0 where nobody and nowhere."""

    kind: str
    member: int
    person: int = 0
    household: int = 0


ELSEWHERE, PART, FORMER, DEAD, GONE, NAMESAKE = "elsewhere", "part", "former", "dead", "gone", "namesake"
QUESTIONS = {
    ELSEWHERE: "身份证号已登记在另一户中",
    PART: "身份证号已登记在本社区的一户中，名册中的其他人不在该户",
    FORMER: "身份证号是某人更正前的号码，或以它的登记已合并到另一人",
    DEAD: "身份证号的人已登记死亡；登记有误的，请先在其人员页面撤销死亡登记",
    GONE: "身份证号以前登记过，现不在任何家庭中（迁出等），请改用入户调查登记",
    NAMESAKE: "本社区已登记有姓名和出生日期都相同、身份证号不同的人",
}
CERTAIN = (ELSEWHERE, PART, FORMER, DEAD, GONE)  # no other registration may be made under these numbers


@dataclass(frozen=True)
class Plan:
    """One household of a roster. ``where`` are its lines (sheet by its place, number of the line); ``area`` the key of
    its community. Without ``members`` there are ``faults``, or ``repeats`` names the line where it stood before.
    ``questions`` are what somebody has to decide before it is entered."""

    where: tuple[tuple[int, int], ...]
    head: str
    area: int | None
    address: str
    hukou: str
    housing: str = ""
    members: tuple[SurveyedMember, ...] = ()
    faults: tuple[Fault, ...] = ()
    repeats: tuple[int, int] | None = None
    questions: tuple[Question, ...] = ()

    @property
    def couple(self) -> tuple[int, int] | None:
        """The positions of the head and the head's only spouse."""
        of = {relation: [n for n, one in enumerate(self.members) if one.relation == relation] for relation in Relation}
        heads, spouses = of[Relation.HEAD], of[Relation.SPOUSE]
        return (heads[0], spouses[0]) if len(heads) == len(spouses) == 1 else None

    def without(self, positions: set[int]) -> Self:
        """The plan without these members, and without its questions."""
        kept = tuple(member for place, member in enumerate(self.members) if place not in positions)
        return replace(self, members=kept, questions=())

    def written(self) -> str:
        """The plan as text."""
        return json.dumps(vars(self), ensure_ascii=False, separators=(",", ":"), default=_written)

    @classmethod
    def read(cls, text: str) -> Self:
        """The plan that ``written`` gave."""
        told = json.loads(text)
        told["where"] = tuple((sheet, line) for sheet, line in told["where"])
        told["members"] = tuple(_member(member) for member in told["members"])
        told["faults"] = tuple(Fault(**fault) for fault in told["faults"])
        told["questions"] = tuple(Question(**question) for question in told["questions"])
        told["repeats"] = tuple(told["repeats"]) if told["repeats"] else None
        return cls(**told)


def _written(value: Any) -> Any:
    """What is no JSON by itself: days as text, all else by its fields."""
    return str(value) if isinstance(value, dt.date) else vars(value)


def plan_of(entry: RosterEntry) -> Plan:
    """What would be entered of an entry, in the community it is meant for now: another follows one that closed."""
    return replace(Plan.read(entry.plan), area=entry.area_id)


def _member(told: Mapping[str, Any]) -> SurveyedMember:
    read = dict(told)
    read["sex"], read["relation"] = Sex(told["sex"]), Relation(told["relation"])
    read["retirement_track"] = RetirementTrack(told["retirement_track"])
    read["born"] = dt.date.fromisoformat(told["born"])
    read["children_born"] = tuple(dt.date.fromisoformat(day) for day in told["children_born"])
    read["registrations"] = tuple(
        SurveyedRegistration(**_period(one, RegistrationKind)) for one in told["registrations"]
    )
    read["facts"] = tuple(SurveyedFact(**_period(one, FactKind)) for one in told["facts"])
    return SurveyedMember(**read)


def _period(told: Mapping[str, Any], kind: type[RegistrationKind] | type[FactKind]) -> dict[str, Any]:
    days = {name: dt.date.fromisoformat(told[name]) if told[name] else None for name in ("since", "until")}
    return {**told, **days, "kind": kind(told["kind"])}
