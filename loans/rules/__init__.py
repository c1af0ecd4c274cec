"""The rules of loans: schedules, subsidised interest, limits, the guarantee fund and recovery. Pure."""

from .recovery import Lending, clearing_of, recovery_of
from .requests import Fund, NewRequest, RequestVerdict, Staff, judge_extension, judge_new
from .standing import RateUnknown, Standing, standing_of

__all__ = [
    "Fund",
    "Lending",
    "NewRequest",
    "RateUnknown",
    "RequestVerdict",
    "Staff",
    "Standing",
    "clearing_of",
    "judge_extension",
    "judge_new",
    "recovery_of",
    "standing_of",
]
