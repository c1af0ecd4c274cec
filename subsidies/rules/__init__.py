"""The rules of subsidies: which months, for how long, how much, and when they are claimed. Pure."""

from .claims import ClaimVerdict, Line, judge_claim, judge_claims
from .cycles import Rhythm
from .limits import Limit, limit_of
from .portions import Portion, portions

__all__ = [
    "ClaimVerdict",
    "Limit",
    "Line",
    "Portion",
    "Rhythm",
    "judge_claim",
    "judge_claims",
    "limit_of",
    "portions",
]
