"""The rules of subsidies: which months, for how long, and how much. Pure."""

from .claims import ClaimVerdict, Line, judge_claim, judge_claims
from .limits import Limit, limit_of

__all__ = ["ClaimVerdict", "Limit", "Line", "judge_claim", "judge_claims", "limit_of"]
