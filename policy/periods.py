"""Periods of days: campaigns and report months. Pure."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Self

from .deadlines import ONE_DAY, add_months

DEFAULT_OPENING = 21
LAST_OPENING = 28
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``first`` to ``last``, both counted."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """The name of a report month, "2010-11": the month in which it ends."""
        return f"{self.last:%Y-%m}"

    def contains(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def day_number(self, on: dt.date) -> int:
        """The first day is 1, before it 0, and after the last it goes on."""
        return max((on - self.first).days + 1, 0)

    def exact_time_progress(self, on: dt.date) -> Fraction:
        """The day number in percent of all days, between 0 and 100."""
        return Fraction(100 * min(self.day_number(on), self.days), self.days)

    def time_progress(self, on: dt.date) -> Decimal:
        """``exact_time_progress`` as it is shown: two decimals, rounded half-up."""
        share = self.exact_time_progress(on)
        return (Decimal(share.numerator) / share.denominator).quantize(_CENT, ROUND_HALF_UP)

    def previous(self) -> Self:
        """The report month before this one."""
        before = self.first - ONE_DAY
        return type(self)(add_months(self.first, -1), before)

    def next(self) -> Self:
        """The report month after this one."""
        return type(self)(self.last + ONE_DAY, add_months(self.first, 2) - ONE_DAY)

    def year_so_far(self) -> Self:
        """From the first day of January's report month to the last day of this one."""
        return type(self)(report_month(self.last.year, 1, opens_on=self.first.day).first, self.last)


def report_month(year: int, month: int, *, opens_on: int = DEFAULT_OPENING) -> Period:
    """The report month: from day ``opens_on`` of the month before to the day before it in ``month``.

    One that opens on the 1st is the calendar month. Raises ValueError unless ``opens_on`` is 1 to 28.
    """
    if not 1 <= opens_on <= LAST_OPENING:
        raise ValueError("a report month opens on a day from 1 to 28")
    first = dt.date(year, month, opens_on)
    if opens_on > 1:
        first = add_months(first, -1)
    return Period(first, add_months(first, 1) - ONE_DAY)


def report_month_of(day: dt.date, *, opens_on: int = DEFAULT_OPENING) -> Period:
    """The report month in which ``day`` lies."""
    ends = add_months(day.replace(day=1), 1) if 1 < opens_on <= day.day else day
    return report_month(ends.year, ends.month, opens_on=opens_on)
