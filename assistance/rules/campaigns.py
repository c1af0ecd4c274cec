"""How a campaign goes: what was done of a target, against how much of its time is gone."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Pace:
    """``share`` of the target done and ``time`` of the days gone, both in percent; ``share`` goes beyond 100."""

    done: int
    number: int
    time: Fraction

    @property
    def share(self) -> Fraction:
        return Fraction(100 * self.done, self.number)

    @property
    def is_behind(self) -> bool:
        """Less was done of the task than is gone of the time (时间过半、任务过半)."""
        return self.share < self.time and self.done < self.number
