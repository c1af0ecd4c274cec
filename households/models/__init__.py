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
from .explanations import NoCase
from .facts import Fact, Registration
from .findings import HouseholdFinding, PersonFinding
from .papers import HomeVisit, MaterialShown
from .privacy import DataRequest
from .registry import Couple, Household, Membership, Person, Responsibility
from .status import HardToEmploySpell, MonthlyConfirmation, RefreshRun, ZeroFamilyCase
from .surveys import Survey, SurveyRound

__all__ = [
    "Certification",
    "CertificationAttachment",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationSeat",
    "Couple",
    "DataRequest",
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
    "NoCase",
    "Person",
    "PersonFinding",
    "RefreshRun",
    "Registration",
    "Responsibility",
    "Survey",
    "SurveyRound",
    "ZeroFamilyCase",
]
