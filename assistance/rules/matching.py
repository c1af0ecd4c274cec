"""人岗匹配: what speaks for bringing a person and a vacancy together, and who is to be asked first. Pure.

Which grounds hold is asked of the records (``queries.matching``); what each is worth is policy.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistance.enums import MatchGround

from .priority import weighed

FIRST = "零就业家庭优先"


@dataclass(frozen=True, slots=True)
class Match:
    """The grounds that hold with what each is worth, the weightiest first. ``comes_first``: a post developed with
    public money, and somebody of a zero-employment family (哈就办字[2007]12号 三): before all others, whatever the
    points."""

    grounds: tuple[tuple[MatchGround, int], ...] = ()
    comes_first: bool = False
    is_suited: bool = False

    @property
    def points(self) -> int:
        return sum(points for _, points in self.grounds)

    @property
    def words(self) -> str:
        told = [f"{ground.label} {points}" for ground, points in self.grounds]
        return "；".join([FIRST] * self.comes_first + told) or "没有匹配的情形"


def match(held: Collection[MatchGround], worth: Mapping[str, int], *, comes_first: bool = False) -> Match:
    """Of a person and a vacancy of which these grounds hold."""
    return Match(weighed(held, worth, list(MatchGround)), comes_first, is_suited(held))


def is_suited(held: Collection[MatchGround]) -> bool:
    """Whether the person has the health the post takes, and the skill where it asks for one."""
    return MatchGround.HEALTH in held and bool({MatchGround.SKILL, MatchGround.NO_SKILL} & set(held))
