"""A family on record: its keys and its days, and what the rules say of it on any of them."""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field

from accounts.models import Area
from households.actions.assessment import Judgement, judge
from households.enums import HonourLevel
from households.models.certificates import ISSUING
from households.models.certifications import CERTIFYING, EXITING
from households.queries.terms import RuleTerms, terms_on
from households.rules.facts import HouseholdFacts, PersonFacts, Registration, Span
from policy.deadlines import ONE_DAY
from policy.models import ParameterValue, values_on
from policy.parameters import (
    ALERT_DAYS,
    ALERT_TERM_WORKDAYS,
    CALLBACK_DAYS,
    CERTIFICATE_KIND,
    NOTICE_WORKDAYS,
    PLAN_REVIEW_MONTHS,
    SURVEY_NO_CASE_MONTHS,
    VALID_POST_MAX_COMMUTE_MINUTES,
    VALID_POST_MINIMUM_WAGE,
    VISIT_RECHECK_DAYS,
    VISIT_RECHECK_SHARE,
    ZF_WARN_DAYS,
    Parameter,
    Value,
)

from .offices import Seat
from .people import Family, Job, Somebody

CHAINS = (CERTIFYING, EXITING, ISSUING)
READ = (
    CERTIFICATE_KIND,
    NOTICE_WORKDAYS,
    SURVEY_NO_CASE_MONTHS,
    PLAN_REVIEW_MONTHS,
    ZF_WARN_DAYS,
    ALERT_DAYS,
    ALERT_TERM_WORKDAYS,
    CALLBACK_DAYS,
    VISIT_RECHECK_SHARE,
    VISIT_RECHECK_DAYS,
    VALID_POST_MINIMUM_WAGE,
    VALID_POST_MAX_COMMUTE_MINUTES,
    *(step.workdays for chain in CHAINS for step in chain.steps),
)


@dataclass(slots=True)
class Spell:
    """Somebody's status, from ``on``, and the work found in it; ``contract_until`` as its story tells."""

    key: int
    somebody: Somebody
    categories: list[int]
    on: dt.date
    exited_on: dt.date | None
    job: Job | None
    contract_until: dt.date | None = None

    @property
    def idle_until(self) -> dt.date | None:
        """The last day before the work began or the status ended."""
        days = [day for day in (self.job and self.job.first - ONE_DAY, self.exited_on) if day]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Promised:
    """The clock of a certified family, from ``on``; its key is ``case``."""

    case: int
    on: dt.date
    due_on: dt.date | None
    placed_on: dt.date | None
    ended_on: dt.date | None

    @property
    def over_on(self) -> dt.date | None:
        """The day from which the clock runs no more."""
        return min((day for day in (self.placed_on, self.ended_on) if day), default=None)


@dataclass(slots=True)
class Home:
    """A family in its community. ``promises`` are the spans in which it is certified, ``promised`` their clocks, and
    ``spells`` what its people were certified for; ``days`` are those on which something happened after which the rules
    were asked; ``has_case`` whether anything was ever applied for."""

    key: int
    seat: Seat
    family: Family
    promises: list[Span] = field(default_factory=list)
    days: set[dt.date] = field(default_factory=set)
    has_case: bool = False
    promised: list[Promised] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)

    def facts(self) -> HouseholdFacts:
        """What the rules judge."""
        since = Span(self.family.visited_on)
        members = tuple((_facts_of(member, tuple(self.promises)), since) for member in self.family.members)
        pair = self.family.couple
        couples = ((self.family.members[pair[0]].key, self.family.members[pair[1]].key, since),) if pair else ()
        return HouseholdFacts(self.family.hukou, members, couples)

    def member(self, key: int) -> Somebody:
        return next(member for member in self.family.members if member.key == key)


def _facts_of(somebody: Somebody, promises: tuple[Span, ...]) -> PersonFacts:
    by_kind: dict[int, tuple[Span, ...]] = {}
    for known in somebody.facts:
        by_kind[known.kind] = (Span(known.first),)
    return PersonFacts(
        key=somebody.key,
        name=somebody.name,
        sex=somebody.sex,
        born=somebody.born,
        retirement_track=somebody.track,
        registrations=tuple(Registration(job.kind, Span(job.first, job.last)) for job in somebody.jobs),
        facts=by_kind,  # type: ignore[arg-type]  # kinds are their numbers
        honours=tuple((HonourLevel(known.level), Span(known.first)) for known in somebody.facts if known.level),
        children_born=tuple(somebody.children_born),
        zero_family=promises,
    )


class Rules:
    """The rules as in force in the city from ``first`` to ``until``: read once, and without the database from then."""

    def __init__(self, city: Area, first: dt.date, until: dt.date) -> None:
        changes = {
            day
            for days in ParameterValue.objects.values_list("validity", flat=True)
            for day in (days.lower, days.upper)
            if day is not None and first < day <= until
        }
        self._since = sorted({first, *changes})
        self._terms = [terms_on(day, city) for day in self._since]
        self._values = [values_on(READ, day, city) for day in self._since]

    def terms(self, on: dt.date) -> RuleTerms:
        return self._terms[bisect_right(self._since, on) - 1]

    def value(self, parameter: Parameter, on: dt.date) -> Value:
        """The value of one of ``READ``."""
        return self._values[bisect_right(self._since, on) - 1][parameter.key]

    def judged(self, home: Home, on: dt.date) -> Judgement:
        return judge(home.facts(), self.terms(on), on=on)
