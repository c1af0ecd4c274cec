"""优先帮扶 (哈人社发〔2010〕230号 第四条(三)): what puts one person out of work before another, and why. Pure.

Which grounds hold is asked of the records (``queries.caseload``); what each is worth is policy.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistance.enums import Ground


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
    order = list(Ground)
    weighed = [(ground, worth.get(ground, 0)) for ground in held]
    counted = [pair for pair in weighed if pair[1]]
    return Priority(tuple(sorted(counted, key=lambda pair: (-pair[1], order.index(pair[0])))))
