"""The response to a case, one subject a file."""

from .plans import Measure, Plan, PlanReview
from .pledges import Pledge, PledgeSignature
from .preparations import Preparation
from .programmes import Programme, Progress
from .transfers import WorkTransfer

__all__ = [
    "Measure",
    "Plan",
    "PlanReview",
    "Pledge",
    "PledgeSignature",
    "Preparation",
    "Programme",
    "Progress",
    "WorkTransfer",
]
