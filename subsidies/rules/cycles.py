"""申报周期: which months may be claimed when. Pure.

What was paid comes first, the subsidy after it (先缴后补): a month is claimed once its cycle has ended.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from policy.deadlines import add_months
from subsidies.enums import Cycle

from .months import MONTHS_A_YEAR, Months, month_of

MONTHS_OF = {Cycle.MONTHLY: 1, Cycle.QUARTERLY: 3, Cycle.YEARLY: MONTHS_A_YEAR}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a scheme is claimed on a day. ``window`` names, for a yearly cycle, the month the year of the subsidy begins
    with (``first_month``) and the months in which it is claimed, at first and once more."""

    cycle: Cycle
    window: Mapping[str, int]

    def period_of(self, month: dt.date) -> Months:
        """The cycle that ``month`` lies in."""
        length = MONTHS_OF[self.cycle]
        begins = self.window["first_month"] if self.cycle is Cycle.YEARLY else 1
        back = (month.month - begins) % length
        first = add_months(month_of(month), -back)
        return Months(first, add_months(first, length - 1))

    def is_open(self, on: dt.date) -> bool:
        """Whether claims are taken on the day ``on``: of a yearly cycle in its months alone."""
        if self.cycle is not Cycle.YEARLY:
            return True
        spans = (("opens", "closes"), ("catch_up_opens", "catch_up_closes"))
        return any(_within(on.month, self.window[first], self.window[last]) for first, last in spans)

    def latest(self, on: dt.date) -> Months:
        """The last cycle that has ended before the day ``on``."""
        return self.period_of(add_months(self.period_of(month_of(on)).first, -1))

    def fault(self, months: Months, on: dt.date) -> str:
        """Why ``months`` cannot be claimed on the day ``on``, in a sentence; empty where they can."""
        assert months.last is not None
        ended = self.latest(on).last
        assert ended is not None
        if months.last > ended:
            return f"{self.cycle.label}申报，先缴后补：现在最晚可申报到 {ended:%Y-%m}。"
        if self.cycle is Cycle.YEARLY and self.period_of(months.first) != self.period_of(months.last):
            return "按年申报的，一次只能申报一个补贴年度内的月份。"
        if not self.is_open(on):
            first, last = self.window["opens"], self.window["closes"]
            return f"按年申报，每年 {first} 月至 {last} 月集中受理，现在不在申报期内。"
        return ""


def _within(month: int, first: int, last: int) -> bool:
    """Whether ``month`` lies from ``first`` to ``last``, which may lie in the next year."""
    return (month - first) % MONTHS_A_YEAR <= (last - first) % MONTHS_A_YEAR
