"""公益性岗位: who may take a post, when its holder is to be assessed, whether it was reported empty in time. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from policy.deadlines import add_months

FALSE_CLAIM = "逾期不报的，视同虚报冒领"


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody held a post from ``since`` up to, not including, ``until``; until now where that is None."""

    post: int
    person: int
    since: dt.date
    until: dt.date | None = None

    def meets(self, other: "Stay") -> bool:
        """Whether both are on some day."""
        return self.since < (other.until or dt.date.max) and other.since < (self.until or dt.date.max)


class Clash(StrEnum):
    """Why a stay cannot be."""

    POST = "post"  # the post has a holder on some of the days
    PERSON = "person"  # the person holds another one


def clash(new: Stay, known: Iterable[Stay]) -> Clash | None:
    """What stands against ``new``: one holder a post at a time, one post a person at a time."""
    met = [stay for stay in known if stay.meets(new)]
    if any(stay.post == new.post for stay in met):
        return Clash.POST
    return Clash.PERSON if any(stay.person == new.person for stay in met) else None


def report_due(last_day: dt.date, days: int) -> dt.date:
    """The last day to report an empty post: 五日内 are days of the calendar, from the day after the last one."""
    return last_day + dt.timedelta(days=days)


class Reporting(StrEnum):
    """Where the report of an empty post stands."""

    WAITING = "待报告"
    OVERDUE = "逾期未报"
    IN_TIME = "按期报告"
    ENTERED_LATE = "按期报告，逾期补录"
    LATE = "逾期报告"


FALSE_CLAIMS = frozenset({Reporting.OVERDUE, Reporting.LATE})


def reporting(due: dt.date, on: dt.date, reported_on: dt.date | None = None, entered_on: dt.date | None = None) -> str:
    """How the report due on ``due`` stands on the day ``on``; what is written down late is never plainly in time."""
    if reported_on is None or entered_on is None:
        return Reporting.OVERDUE if on > due else Reporting.WAITING
    if reported_on > due:
        return Reporting.LATE
    return Reporting.ENTERED_LATE if entered_on > due else Reporting.IN_TIME


def assessment_due(begun_on: dt.date, assessed_on: dt.date | None, months: int) -> dt.date:
    """When a holder is to be assessed next: each ``months`` after the work began, or after the last time."""
    return add_months(assessed_on or begun_on, months)
