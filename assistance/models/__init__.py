"""The models of assistance, one subject a file."""

from .campaigns import Campaign
from .offers import Offer, RefusalLook, ServiceRefusal
from .placements import EmploymentNotice, LumpSum, Placement

__all__ = [
    "Campaign",
    "EmploymentNotice",
    "LumpSum",
    "Offer",
    "Placement",
    "RefusalLook",
    "ServiceRefusal",
]
