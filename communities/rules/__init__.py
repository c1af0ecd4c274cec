"""The rules of communities: scores, gates, shortcomings and targets. Pure."""

from .dual_none import judge_community, judge_street, placed_of
from .full_employment import score
from .targets import Path, Reading, Target, path_of

__all__ = ["Path", "Reading", "Target", "judge_community", "judge_street", "path_of", "placed_of", "score"]
