"""The promise of a placement in time (限时安置承诺), and stable employment. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from policy import parameters
from policy.deadlines import add_months, months_before

from .facts import Term


@dataclass(frozen=True, slots=True)
class PromiseTerms:
    """The terms in force on the day of certification."""

    deadline_months: Annotated[Term, parameters.ZF_DEADLINE_MONTHS]
    deadline_start: Annotated[Term, parameters.ZF_DEADLINE_START]
    warn_days: Annotated[Term, parameters.ZF_WARN_DAYS]


class PromiseStatus(StrEnum):
    NO_CLOCK = "NO_CLOCK"
    PLACED_IN_TIME = "PLACED_IN_TIME"
    PLACED_LATE = "PLACED_LATE"
    RUNNING = "RUNNING"
    DUE_SOON = "DUE_SOON"
    DUE_TODAY = "DUE_TODAY"
    OVERDUE = "OVERDUE"


PROMISE_LABELS = {
    PromiseStatus.NO_CLOCK: "不计安置期限",
    PromiseStatus.PLACED_IN_TIME: "按期安置",
    PromiseStatus.PLACED_LATE: "逾期安置",
    PromiseStatus.RUNNING: "期限内",
    PromiseStatus.DUE_SOON: "临近到期",
    PromiseStatus.DUE_TODAY: "今天到期",
    PromiseStatus.OVERDUE: "已逾期",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """Where a promise stands. ``due`` is None where no clock runs; ``days_left`` once nothing is awaited any more.

    ``source`` is the document and article of the term.
    """

    due: dt.date | None
    warnings: tuple[dt.date, ...]
    status: PromiseStatus
    days_overdue: int
    days_left: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Stability:
    """Since when an employment is stable, None if it ended before; and whether it is on the day asked about."""

    stable_on: dt.date | None
    stable: bool


def due(certified: dt.date, terms: PromiseTerms) -> dt.date:
    """The last day in time: so many months after the certification, clamped to the end of the month.

    Article: 哈就办字[2007]12号 三.
    """
    return add_months(certified, terms.deadline_months.value)


def promise(
    certified: dt.date, able: bool, willing: bool, placed: dt.date | None, terms: PromiseTerms, on: dt.date
) -> Promise:
    """Where the promise of the certification stands on ``on``; a placement after that day is not yet known.

    The clock runs for who is able and willing to work only. Article: 哈就办字[2007]12号 三.
    """
    source = terms.deadline_months.source
    if not (able and willing):
        return Promise(None, (), PromiseStatus.NO_CLOCK, 0, None, source)
    last = due(certified, terms)
    warnings = tuple(sorted(last - dt.timedelta(days=days) for days in terms.warn_days.value))
    if placed is not None and placed <= on:
        return Promise(last, warnings, kept(last, placed), max((placed - last).days, 0), None, source)
    left = (last - on).days
    return Promise(last, warnings, _running(left, warnings, on), max(-left, 0), max(left, 0), source)


def kept(last: dt.date, placed: dt.date) -> PromiseStatus:
    """Of a family placed on ``placed`` whose last day in time was ``last``."""
    return PromiseStatus.PLACED_IN_TIME if placed <= last else PromiseStatus.PLACED_LATE


def stability(first: dt.date, last: dt.date | None, months: int, on: dt.date) -> Stability:
    """Whether an employment from ``first`` to ``last`` (None: it lasts) has lasted ``months`` on the day ``on``."""
    stable_on = add_months(first, months)
    if last is not None and last < stable_on:
        return Stability(None, False)
    return Stability(stable_on, stable_on <= on)


def stable_if_begun_by(on: dt.date, months: int) -> dt.date:
    """The latest day an employment that still lasts may have begun on, to be stable on the day ``on``."""
    return months_before(on, months)


def _running(left: int, warnings: tuple[dt.date, ...], on: dt.date) -> PromiseStatus:
    if left < 0:
        return PromiseStatus.OVERDUE
    if left == 0:
        return PromiseStatus.DUE_TODAY
    return PromiseStatus.DUE_SOON if warnings and warnings[0] <= on else PromiseStatus.RUNNING
