"""The statutory retirement date (法定退休日期) and the working age. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from households.enums import RetirementTrack, Sex
from policy import parameters
from policy.deadlines import add_months

from .ages import age_reached
from .facts import PersonFacts, Term

APPROVED_DATE = "经批准的退休日期"


@dataclass(frozen=True, slots=True)
class RetirementTerms:
    """The terms in force on the day the rule is asked about."""

    working_min: Annotated[Term, parameters.AGE_WORKING_MIN]
    tracks: Annotated[Term, parameters.RETIRE_TRACKS]
    delay: Annotated[Term, parameters.RETIRE_DELAY]


@dataclass(frozen=True, slots=True)
class Retirement:
    """When somebody retires. ``original_date`` is the date before any delay; ``source`` what set the date."""

    original_date: dt.date
    delay_months: int
    retirement_date: dt.date
    source: str


def retirement(person: PersonFacts, terms: RetirementTerms, *, on: dt.date) -> Retirement:
    """The retirement date of ``person`` as it stands on the day ``on``.

    Article: 全国人大常委会关于实施渐进式延迟法定退休年龄的决定(2024); before 2025 the old ages, without delay.
    """
    track = person.retirement_track or (RetirementTrack.M60 if person.sex == Sex.MALE else RetirementTrack.F50)
    original = age_reached(person.born, terms.tracks.value[track])
    delay = _delay_months(track, original, terms, on)
    if person.retirement_override is not None:
        return Retirement(original, delay, person.retirement_override, APPROVED_DATE)
    if delay:
        return Retirement(original, delay, add_months(original, delay), terms.delay.source)
    return Retirement(original, 0, original, terms.tracks.source)


def is_of_working_age(person: PersonFacts, terms: RetirementTerms, *, on: dt.date) -> bool:
    """Whether ``person`` is old enough to work and not yet retired; on the retirement date no longer."""
    if on < age_reached(person.born, terms.working_min.value):
        return False
    return on < retirement(person, terms, on=on).retirement_date


def why_not_of_working_age(person: PersonFacts, terms: RetirementTerms, *, on: dt.date) -> str:
    """Why ``person`` is not of working age on the day ``on``, in words; empty where the person is."""
    if on < age_reached(person.born, terms.working_min.value):
        return f"{person.born}出生，{on}未满{terms.working_min.value}周岁"
    retires = retirement(person, terms, on=on).retirement_date
    return f"法定退休日期为{retires}，{on}已到退休年龄" if on >= retires else ""


def _delay_months(track: RetirementTrack, original: dt.date, terms: RetirementTerms, on: dt.date) -> int:
    schedule = terms.delay.value
    if schedule.since is None or on < schedule.since or track not in schedule.steps:
        return 0
    months = 12 * (original.year - schedule.since.year) + original.month - schedule.since.month
    if months < 0:
        return 0
    step, cap = schedule.steps[track]
    delay: int = min(months // step + 1, cap)
    return delay
