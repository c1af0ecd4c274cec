"""Who does what of assistance, on which day, and how often: the same seed, the same days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from desk.demo.city.climbs import Climbing
from desk.demo.city.homes import Rules
from desk.demo.city.sheets import Sheets
from policy.deadlines import ONE_DAY

T = TypeVar("T")


@dataclass(frozen=True)
class Hands:
    """What every part of the response works with: its rows, the rules, the calendar and the lot."""

    sheets: Sheets
    rules: Rules
    climbing: Climbing
    random: Random

    @property
    def until(self) -> dt.date:
        return self.climbing.until

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[int(self.random.random() * len(choices))]

    def number(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self.random.random() * (high - low + 1))

    def worked_after(self, day: dt.date, low: int, high: int) -> dt.date:
        """A working day some ``low`` to ``high`` days after ``day``."""
        return self.climbing.working_day(day + self.number(low, high) * ONE_DAY)


def at(day: dt.date) -> str:
    """The moment at which what was done on ``day`` was written down."""
    return f"{day} 15:00:00+08"
