"""The registry's models, one subject a file."""

from .certifications import (
    Certification,
    CertificationAttachment,
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
from .papers import HomeVisit, MaterialShown
from .registry import Couple, Household, Membership, Person, Responsibility
from .status import HardToEmploySpell, MonthlyConfirmation, RefreshRun, ZeroFamilyCase
from .surveys import Survey

__all__ = [
    "Certification",
    "CertificationAttachment",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationSeat",
    "Couple",
    "Exit",
    "ExitNotice",
    "ExitRecord",
    "ExitSeat",
    "Fact",
    "HardToEmploySpell",
    "HomeVisit",
    "Household",
    "HouseholdFinding",
    "MaterialShown",
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
