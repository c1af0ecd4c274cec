"""优先帮扶 (哈人社发〔2010〕230号 第四条(三)): what puts one person out of work before another, and why. Pure.

Which grounds hold is asked of the records (``queries.caseload``); what each is worth is policy.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistance.enums import Ground

One = TypeVar("One", bound=str)


@dataclass(frozen=True, slots=True)
class Priority:
    """The grounds that hold with what each is worth, the weightiest first; what is worth nothing is none."""

    grounds: tuple[tuple[Ground, int], ...] = ()

    @property
    def points(self) -> int:
        return sum(points for _, points in self.grounds)

    @property
    def words(self) -> str:
        return "；".join(f"{ground.label} {points}" for ground, points in self.grounds)


def priority(held: Collection[Ground], worth: Mapping[str, int]) -> Priority:
    """Of somebody of whom these grounds hold; ``worth`` gives the points of each, none where it names it not."""
    return Priority(weighed(held, worth, list(Ground)))


def weighed(held: Collection[One], worth: Mapping[str, int], order: Sequence[One]) -> tuple[tuple[One, int], ...]:
    """What holds with its points, the weightiest first, of equal ones in the order of the code list."""
    counted = [(one, worth.get(one, 0)) for one in held if worth.get(one)]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], order.index(pair[0]))))
