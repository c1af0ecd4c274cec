"""入户调查 of a big city: what was said at a door on a day, as a surveyor would have typed it."""

import datetime as dt
import uuid
from random import Random
from types import SimpleNamespace
from typing import Any

from households.enums import NoticeWay, RegistrationKind
from households.models import Survey
from households.rules.ages import age_on
from households.rules.clears import WORKING_MIN, clears_of
from policy.parameters import PRIVACY_NOTICE

from .homes import Home
from .people import Job, Somebody
from .sheets import Sheets, as_json

BETWEEN = (300, 420)  # days from one survey of a household to the next


class Surveyor:
    """Visits a home for the first time and, as the years go, again."""

    def __init__(self, sheets: Sheets, random: Random, until: dt.date) -> None:
        self.sheets, self.random, self.until = sheets, random, until

    def visit(self, home: Home) -> None:
        """Every survey of a home up to now, by what is known of it in the end."""
        day = home.family.visited_on
        while day <= self.until:
            self._record(home, day)
            day += dt.timedelta(self.random.randint(*BETWEEN))

    def _record(self, home: Home, day: dt.date) -> None:
        family, seat = home.family, home.seat
        answers = {
            "address": family.address,
            "hukou": family.hukou,
            "housing": family.housing,
            "monthly_income": None,
            "income_source": "",
            "couples": [family.couple] if family.couple else [],
            "members": [_said_of(member, day) for member in family.members],
        }
        clears = sum(_is_clear(member, day) for member in family.members)
        submission = uuid.UUID(int=self.random.getrandbits(128), version=4)
        at = f"{day} 10:00:00+08"
        notice = (PRIVACY_NOTICE.default, day, NoticeWay.BOTH)
        said = (as_json(answers), len(family.members), clears)
        self.sheets[Survey].add(home.key, seat.area, submission, day, seat.worker, at, *said, *notice)


def _said_of(member: Somebody, day: dt.date) -> dict[str, Any]:
    return {
        "person": member.key,
        "name": member.name,
        "sex": member.sex,
        "born": member.born,
        "relation": member.relation,
        "retirement_track": member.track,
        "retirement_override": None,
        "retirement_evidence": "",
        "dead_on": None,
        "children_born": member.children_born,
        "registrations": [_registration(job, day) for job in member.jobs if job.first <= day],
        "facts": [
            {"since": known.first, "until": None, "kind": known.kind, "level": known.level}
            | {"evidence": known.evidence, "employer": known.employer}
            | {"disability": known.disability, "grade": known.grade}
            for known in member.facts
            if known.first <= day
        ],
        "monthly_income": None,
        "income_source": "",
        "differs_why": "",
        "differs_evidence": "",
        "profile": member.profile,
    }


def _registration(job: Job, day: dt.date) -> dict[str, Any]:
    until = job.last if job.last is not None and job.last < day else None
    return {
        "since": job.first,
        "until": until,
        "kind": job.kind,
        "employer": job.employer,
        "employer_code": "",
        "position": "",
    }


def _is_clear(member: Somebody, day: dt.date) -> bool:
    unemployed = any(
        job.kind is RegistrationKind.UNEMPLOYED and (job.last is None or job.last >= day) for job in member.jobs
    )
    child = age_on(member.born, day) < WORKING_MIN
    described: Any = SimpleNamespace(name=member.name, phone=member.phone, **member.profile)
    return clears_of(described, unemployed=unemployed, child=child).all_clear
