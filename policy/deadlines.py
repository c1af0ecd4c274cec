"""Deadlines by the calendar. Pure: the caller brings the announced exceptions (True: worked, False: off)."""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def add_months(start: dt.date, count: int) -> dt.date:
    """The same day ``count`` months later, or the last day of that month if it is shorter."""
    years, month = divmod(start.month - 1 + count, 12)
    year, month = start.year + years, month + 1
    if start.day <= 28:
        return dt.date(year, month, start.day)
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def months_before(on: dt.date, count: int) -> dt.date:
    """The latest day from which ``count`` months have passed by the day ``on``."""
    day = add_months(on, -count)
    while add_months(day + ONE_DAY, count) <= on:
        day += ONE_DAY
    return day


def is_working_day(day: dt.date, exceptions: Mapping[dt.date, bool]) -> bool:
    """Whether ``day`` is worked: as announced, else Monday to Friday."""
    return exceptions.get(day, day.weekday() < _SATURDAY)


def working_day_due(
    start: dt.date, days: int, exceptions: Mapping[dt.date, bool], *, count_first_day: bool = False
) -> dt.date:
    """The last of ``days`` working days, counted from the day after ``start``, or from ``start`` itself.

    No days are due on ``start``. Raises ValueError if ``days`` is negative.
    """
    if days < 0:
        raise ValueError("days must not be negative")
    day = start
    if count_first_day and days:
        days -= is_working_day(day, exceptions)
    while days:
        day += ONE_DAY
        days -= is_working_day(day, exceptions)
    return day


def late_working_days(due: dt.date, on: dt.date, exceptions: Mapping[dt.date, bool]) -> int:
    """The working days after ``due`` up to and including ``on``; 0 on the due date and before."""
    late = 0
    day = due
    while day < on:
        day += ONE_DAY
        late += is_working_day(day, exceptions)
    return late


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working calendar as announced: its exceptions, and the last day that has been announced, if any."""

    exceptions: Mapping[dt.date, bool]
    known_until: dt.date | None = None

    def is_working_day(self, day: dt.date) -> bool:
        return is_working_day(day, self.exceptions)

    def due(self, start: dt.date, days: int, *, count_first_day: bool = False) -> dt.date:
        """See ``working_day_due``."""
        return working_day_due(start, days, self.exceptions, count_first_day=count_first_day)

    def late(self, due: dt.date, on: dt.date) -> int:
        """See ``late_working_days``."""
        return late_working_days(due, on, self.exceptions)

    def is_provisional(self, day: dt.date) -> bool:
        """Whether ``day`` lies beyond what has been announced; with nothing announced every day does."""
        return self.known_until is None or day > self.known_until
