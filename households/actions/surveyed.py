"""What a worker typed at the door, as the actions take it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange

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

ONE_DAY = dt.timedelta(days=1)


class SurveyRefused(Exception):
    """The survey cannot be recorded. ``member`` is the position of the member concerned (from 0), ``field`` the form
    field, both None where the whole survey is meant; the message is for the worker who typed it."""

    def __init__(self, message: str, *, member: int | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.member, self.field = member, field


@dataclass(frozen=True)
class SurveyedPeriod:
    """Something that is so from ``since`` to ``until``, both days included; without ``until`` it goes on."""

    since: dt.date
    until: dt.date | None = None

    @property
    def validity(self) -> DateRange:
        return DateRange(self.since, self.until + ONE_DAY if self.until else None)


@dataclass(frozen=True)
class SurveyedRegistration(SurveyedPeriod):
    kind: RegistrationKind = RegistrationKind.UNEMPLOYED
    employer: str = ""
    employer_code: str = ""
    position: str = ""


@dataclass(frozen=True)
class SurveyedFact(SurveyedPeriod):
    kind: FactKind = FactKind.STUDENT
    level: HonourLevel | str = ""
    number: str = ""
    evidence: str = ""
    employer: str = ""
    disability: Disability | str = ""
    grade: DisabilityGrade | None = None


@dataclass(frozen=True)
class SurveyedMember:
    """One member as typed. ``id_number`` is normalised. ``registrations`` and ``facts`` are all that is so now, and
    of the past what was said: what stands in the registry today and is not among them ends on the day of the visit.
    ``differs_why`` and ``differs_evidence`` say why birth date or sex are not those of the ID number, and by what
    evidence."""

    name: str
    id_number: str
    sex: Sex
    born: dt.date
    relation: Relation
    retirement_track: RetirementTrack
    phone: str = ""
    bank_account: str = ""
    retirement_override: dt.date | None = None
    retirement_evidence: str = ""
    dead_on: dt.date | None = None
    children_born: tuple[dt.date, ...] = ()
    registrations: tuple[SurveyedRegistration, ...] = ()
    facts: tuple[SurveyedFact, ...] = ()
    monthly_income: Decimal | None = None
    income_source: IncomeSource | str = ""
    differs_why: str = ""
    differs_evidence: str = ""
    profile: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SurveyedNotice:
    """The privacy notice as given to the family: which version, when and how."""

    version: str
    given_on: dt.date
    way: NoticeWay


@dataclass(frozen=True)
class SurveyedHousehold:
    """What is typed of a household. ``couples`` are pairs of member positions (from 0).

    ``mistaken`` says of which present members (by person) it turned out that they never belonged to the household, and
    why. ``notice`` is the privacy notice the family was given, None where none is on record. ``submission`` is the
    form's own key: the same one sent twice is one survey.
    """

    address: str
    hukou: str
    visited_on: dt.date
    members: tuple[SurveyedMember, ...]
    couples: tuple[tuple[int, int], ...] = ()
    mistaken: Mapping[int, str] = field(default_factory=dict)
    housing: str = ""
    monthly_income: Decimal | None = None
    income_source: IncomeSource | str = ""
    notice: SurveyedNotice | None = None
    submission: uuid.UUID = field(default_factory=uuid.uuid4)
