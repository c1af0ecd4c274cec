"""The response to a case, one subject a file."""

from .campaigns import Campaign
from .offers import Offer, RefusalLook, ServiceRefusal
from .placements import EmploymentNotice, LumpSum, Placement
from .plans import Measure, Plan, PlanReview
from .pledges import Pledge, PledgeSignature
from .preparations import Preparation
from .programmes import Programme, Progress
from .transfers import WorkTransfer

__all__ = [
    "Campaign",
    "EmploymentNotice",
    "LumpSum",
    "Measure",
    "Offer",
    "Placement",
    "Plan",
    "PlanReview",
    "Pledge",
    "PledgeSignature",
    "Preparation",
    "Programme",
    "Progress",
    "RefusalLook",
    "ServiceRefusal",
    "WorkTransfer",
]
