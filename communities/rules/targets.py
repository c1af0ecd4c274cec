"""Targets of creation (创建目标): how many communities are needed, and the path of the years. Pure.

Articles: 哈就办字[2007]12号 四; 苏劳社就管〔2005〕19号 二.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from policy.rates import HUNDRED, Rate


@dataclass(frozen=True, slots=True)
class Target:
    """So many ``done`` of ``base``, of which ``required`` percent are wanted."""

    done: int
    base: int
    required: Decimal

    @property
    def rate(self) -> Rate:
        return Rate(self.done, self.base)

    @property
    def is_met(self) -> bool:
        return self.rate.meets(self.required)

    @property
    def needed(self) -> int:
        """The smallest number that meets it."""
        return ceil(Fraction(self.required) * self.base / HUNDRED)

    @property
    def missing(self) -> int:
        return max(self.needed - self.done, 0)


class Reading(StrEnum):
    """How “每年提高6%” is read: A.7 of the requirements keeps both."""

    POINTS = "points"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Path:
    """Percent by year, exactly, and whether the last of them reaches the goal."""

    series: Mapping[int, Fraction]
    goal: Decimal

    @property
    def is_goal_met(self) -> bool:
        return self.series[max(self.series)] >= Fraction(self.goal)


def path_of(years: range, start: Decimal, step: Decimal, reading: Reading, goal: Decimal) -> Path:
    """From ``start`` percent in the first of ``years``, ``step`` points or percent more each year after."""
    value, series = Fraction(start), {}
    for year in years:
        series[year] = value
        value = value + Fraction(step) if reading is Reading.POINTS else value * (1 + Fraction(step) / HUNDRED)
    return Path(series, goal)
