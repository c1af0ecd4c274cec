"""The registry's models, one subject a file."""

from .certifications import (
    Certification,
    CertificationNotice,
    CertificationRecord,
    CertificationSeat,
    Exit,
    ExitNotice,
    ExitRecord,
    ExitSeat,
)
from .facts import Fact, Registration
from .findings import HouseholdFinding, PersonFinding
from .registry import Couple, Household, Membership, Person, Responsibility
from .responsibility_links import CourtyardStay, FamilyLink
from .status import HardToEmploySpell, MonthlyConfirmation, RefreshRun, ZeroFamilyCase
from .surveys import Survey

__all__ = [
    "Certification",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationSeat",
    "Couple",
    "CourtyardStay",
    "Exit",
    "ExitNotice",
    "ExitRecord",
    "ExitSeat",
    "Fact",
    "FamilyLink",
    "HardToEmploySpell",
    "Household",
    "HouseholdFinding",
    "Membership",
    "MonthlyConfirmation",
    "Person",
    "PersonFinding",
    "RefreshRun",
    "Registration",
    "Responsibility",
    "Survey",
    "ZeroFamilyCase",
]
