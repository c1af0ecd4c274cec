"""The registry's models, one subject a file."""

from .certificates import (
    Certificate,
    CertificateNotice,
    CertificateRecord,
    CertificateSeat,
    Endorsement,
    Reissue,
    Suspension,
)
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
from .inspections import Inspection, InspectionRound
from .registry import Couple, Household, Membership, Person, Responsibility
from .status import HardToEmploySpell, MonthlyConfirmation, RefreshRun, ZeroFamilyCase
from .surveys import Survey

__all__ = [
    "Certificate",
    "CertificateNotice",
    "CertificateRecord",
    "CertificateSeat",
    "Certification",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationSeat",
    "Couple",
    "Endorsement",
    "Exit",
    "ExitNotice",
    "ExitRecord",
    "ExitSeat",
    "Fact",
    "HardToEmploySpell",
    "Household",
    "HouseholdFinding",
    "Inspection",
    "InspectionRound",
    "Membership",
    "MonthlyConfirmation",
    "Person",
    "PersonFinding",
    "RefreshRun",
    "Registration",
    "Reissue",
    "Responsibility",
    "Survey",
    "Suspension",
    "ZeroFamilyCase",
]
