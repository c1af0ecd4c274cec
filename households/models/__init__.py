"""The registry's models, one subject a file."""

from .certificates import (
    Certificate,
    CertificateAttachment,
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
    ExitAttachment,
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
from .moves import Death, Handover, HandoverStatus, Movement, MovementKind, Residence
from .openings import ColumnMapping, ControlFigure, Opening, OpeningFile, OpeningRow, OpeningStatus, RowOutcome
from .papers import HomeVisit, MaterialShown
from .privacy import DataRequest
from .registry import Couple, Household, Membership, Person, Responsibility
from .responsibility_links import CourtyardStay, FamilyLink
from .revocations import (
    Revocation,
    RevocationAttachment,
    RevocationNotice,
    RevocationRecord,
    RevocationReview,
    RevocationSeat,
)
from .rosters import Roster, RosterEntry
from .status import HardToEmploySpell, MonthlyConfirmation, PlacementCheck, RefreshPart, RefreshRun, ZeroFamilyCase
from .surveys import Survey, SurveyRound

__all__ = [
    "Certificate",
    "CertificateAttachment",
    "CertificateNotice",
    "CertificateRecord",
    "CertificateSeat",
    "Certification",
    "CertificationAttachment",
    "CertificationNotice",
    "CertificationRecord",
    "CertificationReview",
    "CertificationSeat",
    "ColumnMapping",
    "ControlFigure",
    "Correction",
    "CorrectionKind",
    "Couple",
    "CourtyardStay",
    "DataRequest",
    "Death",
    "Endorsement",
    "Exit",
    "ExitAttachment",
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
    "Opening",
    "OpeningFile",
    "OpeningRow",
    "OpeningStatus",
    "Person",
    "PersonFinding",
    "PersonMerge",
    "PlacementCheck",
    "RefreshPart",
    "RefreshRun",
    "Registration",
    "Reissue",
    "Residence",
    "Responsibility",
    "Revocation",
    "RevocationAttachment",
    "RevocationNotice",
    "RevocationRecord",
    "RevocationReview",
    "RevocationSeat",
    "Roster",
    "RosterEntry",
    "RowOutcome",
    "SerialCorrection",
    "Survey",
    "SurveyRound",
    "Suspension",
    "ZeroFamilyCase",
]
