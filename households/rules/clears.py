"""五清 (哈人社发〔2010〕230号 第四条(一)): five groups of what a survey must make clear about a person. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Described(Protocol):
    """What the five clears look at; an empty text is not known."""

    name: str
    phone: str
    education: str
    health: str
    unemployment_reason: str
    skills: str
    job_wish: str
    training_wish: str


TITLES: Mapping[str, str] = {
    "identity": "人员底数清",
    "family": "家庭情况清",
    "reason": "失业原因清",
    "skills": "技能状况清",
    "wish": "就业意向清",
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "identity": ("name", "phone"),
    "family": ("health",),
    "reason": ("unemployment_reason",),
    "skills": ("education", "skills"),
    "wish": ("job_wish",),
}
NEEDED_OF_CHILD: Mapping[str, tuple[str, ...]] = {"identity": ("name",), "family": ("health",)}
WORKING_MIN = 16  # whom a survey asks about work; the age the other rules go by is a parameter in force
ONLY_OF_UNEMPLOYED = ("reason", "wish")


@dataclass(frozen=True, slots=True)
class Clears:
    """Which of the five groups are clear, by their key in ``TITLES``."""

    identity: bool
    family: bool
    reason: bool
    skills: bool
    wish: bool

    @property
    def count(self) -> int:
        return sum((self.identity, self.family, self.reason, self.skills, self.wish))

    @property
    def all_clear(self) -> bool:
        return self.count == len(TITLES)

    @property
    def missing(self) -> tuple[str, ...]:
        """The Chinese names of the groups that are not clear yet."""
        return tuple(title for key, title in TITLES.items() if not getattr(self, key))


def clears_of(person: Described, *, unemployed: bool, child: bool = False) -> Clears:
    """The five clears of one person. Whoever is not registered unemployed needs no reason of it, and no wish; a child
    under the working age neither telephone nor skills."""
    needed = NEEDED_OF_CHILD if child else NEEDED
    clear = {key: all(getattr(person, name) for name in needed.get(key, ())) for key in TITLES}
    if not unemployed:
        clear |= dict.fromkeys(ONLY_OF_UNEMPLOYED, True)
    return Clears(**clear)
