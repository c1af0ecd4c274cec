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
from .identity import Correction, CorrectionKind, MergeStatus, PersonMerge
from .moves import Handover, HandoverStatus, Movement, MovementKind, Residence
from .registry import Couple, Household, Membership, Person, Responsibility
from .status import HardToEmploySpell, MonthlyConfirmation, RefreshRun, ZeroFamilyCase
from .surveys import Survey

__all__ = [
    "Certification",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationSeat",
    "Correction",
    "CorrectionKind",
    "Couple",
    "Exit",
    "ExitNotice",
    "ExitRecord",
    "ExitSeat",
    "Fact",
    "Handover",
    "HandoverStatus",
    "HardToEmploySpell",
    "Household",
    "HouseholdFinding",
    "Membership",
    "MergeStatus",
    "MonthlyConfirmation",
    "Movement",
    "MovementKind",
    "Person",
    "PersonFinding",
    "PersonMerge",
    "RefreshRun",
    "Registration",
    "Residence",
    "Responsibility",
    "Survey",
    "ZeroFamilyCase",
]
