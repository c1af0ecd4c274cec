"""The response to a case, one subject a file."""

from typing import Any

from .alerts import Alert, Digest
from .campaigns import Activity, Campaign, CampaignMember, CampaignTarget, ModelCase
from .complaints import Complaint
from .employers import Agreement, Employer
from .offers import Offer, RefusalLook
from .office_registers import Enquiry, PublicPromise, Supervision, UnemploymentCheck, WorkforcePlan
from .passing import PassingOver
from .placements import EmploymentNotice, LumpSum, Placement, Striking
from .plans import Measure, Plan, PlanReview
from .pledges import Pledge, PledgeSignature
from .post_holdings import EmptyPostReport, PostAssessment, PostExit, PostHolding
from .posts import PostPlan, PostPlanLine, WelfarePost
from .preparations import Preparation
from .programmes import Programme, ProgrammeAttachment, Progress
from .pushes import PushMember, Readiness
from .services import Service, ServiceEvent
from .startups import CreatedJob, Project, StartUp, StartUpPair, StepDone
from .training import Attendance, Course, Enrolment, TrainingWish
from .transfers import WorkTransfer
from .vacancies import Vacancy
from .visits import Recheck, Visit, VisitPhoto

# Those of ``Matter``.
REGISTERS: tuple[type[Any], ...] = (
    Complaint,
    Enquiry,
    PublicPromise,
    Supervision,
    UnemploymentCheck,
    WorkforcePlan,
)

__all__ = [
    "REGISTERS",
    "Activity",
    "Agreement",
    "Alert",
    "Attendance",
    "Campaign",
    "CampaignMember",
    "CampaignTarget",
    "Complaint",
    "Course",
    "CreatedJob",
    "Digest",
    "Employer",
    "EmploymentNotice",
    "EmptyPostReport",
    "Enquiry",
    "Enrolment",
    "LumpSum",
    "Measure",
    "ModelCase",
    "Offer",
    "PassingOver",
    "Placement",
    "Plan",
    "PlanReview",
    "Pledge",
    "PledgeSignature",
    "PostAssessment",
    "PostExit",
    "PostHolding",
    "PostPlan",
    "PostPlanLine",
    "Preparation",
    "Programme",
    "ProgrammeAttachment",
    "Progress",
    "Project",
    "PublicPromise",
    "PushMember",
    "Readiness",
    "Recheck",
    "RefusalLook",
    "Service",
    "ServiceEvent",
    "StartUp",
    "StartUpPair",
    "StepDone",
    "Striking",
    "Supervision",
    "TrainingWish",
    "UnemploymentCheck",
    "Vacancy",
    "Visit",
    "VisitPhoto",
    "WelfarePost",
    "WorkTransfer",
    "WorkforcePlan",
]
