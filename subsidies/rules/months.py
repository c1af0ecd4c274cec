"""Calendar months, each told by its first day. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from policy.deadlines import ONE_DAY, add_months

MONTHS_A_YEAR = 12


def month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def last_day(month: dt.date) -> dt.date:
    return add_months(month, 1) - ONE_DAY


def months_between(first: dt.date, last: dt.date) -> int:
    """How many months lie from ``first`` to ``last``, both counted; none where ``last`` comes before."""
    return max(MONTHS_A_YEAR * (last.year - first.year) + last.month - first.month + 1, 0)


@dataclass(frozen=True, slots=True)
class Months:
    """The months from ``first`` to ``last``, both counted; open without ``last``."""

    first: dt.date
    last: dt.date | None = None

    def __contains__(self, month: dt.date) -> bool:
        return self.first <= month and (self.last is None or month <= self.last)


def each_month(months: Months) -> Iterator[dt.date]:
    """Every month of a span that has an end."""
    assert months.last is not None, "a span without an end has no last month"
    for number in range(months_between(months.first, months.last)):
        yield add_months(months.first, number)
