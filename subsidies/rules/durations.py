"""How long a step took: mean and median of working days, from how often each number of days came. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Spread:
    """Of ``count`` decisions."""

    count: int
    mean: Fraction
    median: Fraction

    @property
    def words(self) -> str:
        return f"平均 {float(self.mean):.1f}，中位 {float(self.median):.1f}（{self.count} 件）"


def spread(days: Mapping[int, int]) -> Spread | None:
    """Of how many decisions took how many working days; None of none."""
    counted = Counter(days)
    count = counted.total()
    if not count:
        return None
    mean = Fraction(sum(number * times for number, times in counted.items()), count)
    return Spread(count, mean, Fraction(_nth(counted, (count - 1) // 2) + _nth(counted, count // 2), 2))


def _nth(counted: Mapping[int, int], place: int) -> int:
    """The number of days that stands in this place, from 0, of all in order."""
    passed = 0
    for number in sorted(counted):
        passed += counted[number]
        if place < passed:
            return number
    raise IndexError(place)
