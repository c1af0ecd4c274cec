"""Courses and places in them as no action would write them, valid but for what a test says; and as the actions do."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.fields import certificate_digest
from accounts.models import Area, Organisation, User
from assistance.actions.training import NewCourse
from assistance.models import (
    Course,
    CreatedJob,
    Employer,
    Enrolment,
    Project,
    StartUp,
    StartUpPair,
    StepDone,
    TrainingWish,
)
from assistance.training_enums import CourseKind
from households.models import Person
from tests.care_rows import service
from tests.employing import employer
from tests.factories import UserFactory
from tests.rows import DAY, NOON, ONE_DAY

MONTH = dt.timedelta(days=30)


def course(area: Area, **values: Any) -> Course:
    """Of a skill, of thirty days, for ten people."""
    taught = {
        "kind": "skill",
        "title": "家政班",
        "trade": "家政服务员",
        "level": 5,
        "place": "区培训中心",
        "hours": 120,
    }
    when = {"starts_on": DAY, "ends_on": DAY + MONTH, "capacity": 10, "recorded_at": NOON}
    values = taught | when | values
    recorded_by: Any = values.pop("recorded_by", None) or UserFactory(area=area)
    school: Any = values.pop("institution", None) or employer(area, name="培训学校")
    return Course.objects.create(area=area, recorded_by=recorded_by, institution=school, **values)


def place(of: Course, person: Person, **values: Any) -> Enrolment:
    home = person.memberships.get().household
    values = {"applied_on": DAY, "recorded_at": NOON, "household": home} | values
    recorded_by: Any = values.pop("recorded_by", None) or of.recorded_by
    return of.enrolments.create(person=person, recorded_by=recorded_by, **values)


def completed(of: Course, person: Person, **values: Any) -> Enrolment:
    """A place whose course was completed on its last day."""
    kind = "startup_training" if of.kind == "startup" else "training"
    done = service(person, of.recorded_by, kind=kind, on=of.ends_on)
    ended = {"result": "completed", "result_by": of.recorded_by, "result_at": NOON, "service": done}
    return place(of, person, **ended | values)


def certificate(number: str) -> dict[str, Any]:
    return {
        "certificate": number,
        "certificate_digest": certificate_digest(number),
        "certificate_level": 5,
        "certified_on": DAY,
    }


def wish(person: Person, **values: Any) -> TrainingWish:
    home = person.memberships.get().household
    values = {"kind": "skill", "trade": "家政服务员", "asked_on": DAY, "recorded_at": NOON, "household": home} | values
    recorded_by: Any = values.pop("recorded_by", None) or UserFactory()
    return TrainingWish.objects.create(person=person, recorded_by=recorded_by, **values)


def project(area: Area, **values: Any) -> Project:
    told = {"name": "社区早餐店", "field": "餐饮", "capital": 20000, "description": "早餐", "source": "征集"}
    recorded_by: Any = values.pop("recorded_by", None) or UserFactory(area=area)
    return Project.objects.create(area=area, recorded_by=recorded_by, recorded_at=NOON, **told | values)


def startup(person: Person, **values: Any) -> StartUp:
    home = person.memberships.get().household
    recorded_by: Any = values.pop("recorded_by", None) or UserFactory()
    made = {"opened_on": DAY, "recorded_at": NOON, "household": home} | values
    return StartUp.objects.create(person=person, recorded_by=recorded_by, **made)


def step(of: StartUp, **values: Any) -> StepDone:
    done = {"step": "guidance", "on": DAY, "note": "开业指导", "recorded_by": of.recorded_by, "recorded_at": NOON}
    return of.steps.create(**done | values)


def pair(of: StartUp, **values: Any) -> StartUpPair:
    said = {"kind": "paired", "since": DAY, "recorded_by": of.recorded_by, "recorded_at": NOON} | values
    if "organisation" not in said:
        said["organisation"] = Organisation.objects.create(
            kind="mass_organisation", name=f"妇联{of.pk}", area=of.household.area
        )
    return of.pairs.create(**said)


def job(of: StartUp, **values: Any) -> CreatedJob:
    said = {"name": "周帮工", "since": DAY, "recorded_by": of.recorded_by, "recorded_at": NOON}
    return of.jobs.create(**said | values)


def said(school: Employer, **values: Any) -> NewCourse:
    """What is typed of a course of a skill that ended yesterday."""
    taught: dict[str, Any] = {"kind": CourseKind.SKILL, "title": "家政班", "trade": "家政服务员", "level": 5}
    where = {"institution": school, "place": "区培训中心", "hours": 120, "capacity": 10}
    when = {"starts_on": DAY - MONTH, "ends_on": DAY - ONE_DAY}
    return NewCourse(**taught | where | when | values)


@dataclass(frozen=True)
class Teaching:
    """One of everything of this kind in an area of ``tests.world``."""

    course: Course
    place_in_course: Enrolment
    done_place: Enrolment
    training_wish: TrainingWish
    project: Project
    startup: StartUp
    startup_step: StepDone
    startup_pair: StartUpPair
    created_job: CreatedJob


def rows_of(area: Area, person: Person, officer: User, mark: str) -> dict[str, Any]:
    taught = course(area, recorded_by=officer, title=f"{mark}家政班")
    over = course(area, recorded_by=officer, title=f"{mark}面点班", kind="guidance", level=None)
    return {
        "course": taught,
        "place_in_course": place(taught, person),
        "done_place": completed(over, person),
        "training_wish": wish(person, recorded_by=officer),
        "project": project(area, name=f"{mark}项目"),
        "startup": (chain := startup(person, recorded_by=officer, leader_since=DAY)),
        "startup_step": step(chain),
        "startup_pair": pair(chain),
        "created_job": job(chain),
    }
