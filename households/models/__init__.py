"""The registry's models, one subject a file."""

from .certificates import (
    Certificate,
    CertificateNotice,
    CertificateRecord,
    CertificateSeat,
    Endorsement,
    Reissue,
    SerialCorrection,
    Suspension,
)
from .certifications import (
    Certification,
    CertificationAttachment,
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
from .explanations import NoCase
from .facts import Fact, Registration
from .findings import HouseholdFinding, PersonFinding
from .identity import Correction, CorrectionKind, MergeStatus, PersonMerge
from .inspections import Inspection, InspectionRound
from .moves import Handover, HandoverStatus, Movement, MovementKind, Residence
from .papers import HomeVisit, MaterialShown
from .privacy import DataRequest
from .registry import Couple, Household, Membership, Person, Responsibility
from .responsibility_links import CourtyardStay, FamilyLink
from .revocations import Revocation, RevocationNotice, RevocationRecord, RevocationSeat
from .status import HardToEmploySpell, MonthlyConfirmation, RefreshRun, ZeroFamilyCase
from .surveys import Survey, SurveyRound

__all__ = [
    "Certificate",
    "CertificateNotice",
    "CertificateRecord",
    "CertificateSeat",
    "Certification",
    "CertificationAttachment",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationReview",
    "CertificationSeat",
    "Correction",
    "CorrectionKind",
    "Couple",
    "CourtyardStay",
    "DataRequest",
    "Endorsement",
    "Exit",
    "ExitNotice",
    "ExitRecord",
    "ExitReview",
    "ExitSeat",
    "Fact",
    "FamilyLink",
    "Handover",
    "HandoverStatus",
    "HardToEmploySpell",
    "HomeVisit",
    "Household",
    "HouseholdFinding",
    "Inspection",
    "InspectionRound",
    "MaterialShown",
    "Membership",
    "MergeStatus",
    "MonthlyConfirmation",
    "Movement",
    "MovementKind",
    "NoCase",
    "Person",
    "PersonFinding",
    "PersonMerge",
    "RefreshRun",
    "Registration",
    "Reissue",
    "Residence",
    "Responsibility",
    "Revocation",
    "RevocationNotice",
    "RevocationRecord",
    "RevocationSeat",
    "SerialCorrection",
    "Survey",
    "SurveyRound",
    "Suspension",
    "ZeroFamilyCase",
]
