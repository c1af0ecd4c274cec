"""The registry's models, one subject a file."""

from .certifications import (
    Certification,
    CertificationNotice,
    CertificationRecord,
    CertificationReview,
    CertificationSeat,
    Exit,
    ExitNotice,
    ExitRecord,
    ExitReview,
    ExitSeat,
)
from .facts import Fact, Registration
from .findings import HouseholdFinding, PersonFinding
from .registry import Couple, Household, Membership, Person, Responsibility
from .revocations import Revocation, RevocationNotice, RevocationRecord, RevocationSeat
from .status import HardToEmploySpell, MonthlyConfirmation, RefreshRun, ZeroFamilyCase
from .surveys import Survey

__all__ = [
    "Certification",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationReview",
    "CertificationSeat",
    "Couple",
    "Exit",
    "ExitNotice",
    "ExitRecord",
    "ExitReview",
    "ExitSeat",
    "Fact",
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
    "Revocation",
    "RevocationNotice",
    "RevocationRecord",
    "RevocationSeat",
    "Survey",
    "ZeroFamilyCase",
]
