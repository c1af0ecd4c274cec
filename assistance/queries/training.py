"""Courses and who learnt what; whether that led to work is read from the registry, never written down beside it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Lower

from accounts.models import User
from assistance.enums import ServiceKind
from assistance.models import Attendance, Course, Enrolment, Service
from assistance.rules.training import Counting, TrainingFacts, counting
from assistance.training_enums import SERVICE_OF_COURSE, CourseKind, CourseResult
from households.models import Person, Registration
from households.queries.humans import human_of
from policy.parameters import ParameterNotInForce

from .vacancies import trades_on

STANDING = Q(enrolments__struck_at=None)


def courses(user: User) -> Any:
    """The courses the user may send people to, with ``enrolled`` and ``completed``: how many people."""
    done = Count("enrolments", filter=STANDING & Q(enrolments__result=CourseResult.COMPLETED))
    rows = Course.objects.known_to(user).select_related("area", "institution", "ordered_by")
    return rows.annotate(enrolled=Count("enrolments", filter=STANDING), completed=done)


def enrolments(user: User) -> Any:
    """Places in courses of the user's people, with what came of them."""
    rows = Enrolment.objects.visible_to(user).standing()
    return with_outcomes(
        rows.select_related("person", "household__area", "course__area", "course__institution", "course__ordered_by")
    )


def of_course(course: Course, user: User) -> Any:
    """Who is enrolled in a course, by name: of the user's people, those the course is run for by the user all."""
    rows = Enrolment.objects.standing().filter(course=course)
    if user.area is None or not course.area.path.startswith(user.area.path):
        rows = rows.visible_to(user)
    shown = rows.select_related("person", "household__area", "service", "course__ordered_by")
    return with_outcomes(shown).order_by("person__name", "pk")


def with_outcomes(rows: Any) -> Any:
    """Annotates ``attended`` hours; ``employed_on`` and ``employed_at``: the first work since the course was completed;
    ``ordered_work_on``: the first with whoever ordered it; ``learnt_before``: the trade and level, in another course.
    """
    works = Registration.objects.employment().filter(
        person=OuterRef("human"), validity__startswith__gte=OuterRef("finished_on")
    )
    works = works.order_by("validity", "pk")
    named = Q(employer=OuterRef("course__ordered_by__name"))
    numbered = Q(employer_code=OuterRef("course__ordered_by__number")) & ~Q(employer_code="")
    before = Enrolment.objects.standing().completed().annotate(other=human_of("person"))
    before = before.filter(
        other=OuterRef("human"),
        course__kind=OuterRef("course__kind"),
        course__trade=OuterRef("course__trade"),
        course__level=OuterRef("course__level"),
        service__on__lt=OuterRef("finished_on"),
    )
    hours = Attendance.objects.filter(enrolment=OuterRef("pk")).order_by().values("enrolment")
    return rows.annotate(human=human_of("person"), finished_on=F("service__on")).annotate(
        attended=Coalesce(
            Subquery(hours.annotate(total=Sum("hours")).values("total"), output_field=IntegerField()), Value(0)
        ),
        employed_on=Subquery(works.annotate(begun=Lower("validity")).values("begun")[:1]),
        employed_at=Subquery(works.values("employer")[:1]),
        ordered_work_on=Subquery(works.filter(named | numbered).annotate(begun=Lower("validity")).values("begun")[:1]),
        learnt_before=Exists(before),
    )


def facts_of(row: Any) -> TrainingFacts:
    """What the rule judges by, of a row of ``with_outcomes``."""
    return TrainingFacts(
        ends_in_a_certificate=row.course.kind == CourseKind.SKILL,
        placed_within_days=row.course.placed_within_days,
        has_result=bool(row.result),
        completed_on=row.finished_on,
        has_certificate=row.certificate_level is not None,
        learnt_before=row.learnt_before,
        ordered_work_on=row.ordered_work_on,
    )


def counting_of(row: Any, on: dt.date) -> Counting:
    """Whether it counts as a result on the day ``on``; a row of ``with_outcomes``."""
    return counting(facts_of(row), on)


@dataclass(frozen=True)
class Tally:
    """What a course has come to."""

    enrolled: int
    completed: int
    certified: int
    employed: int
    counted: int


def tally(rows: Collection[Any], on: dt.date) -> Tally:
    """The sums of rows of ``with_outcomes``."""
    done = [row for row in rows if row.finished_on is not None]
    return Tally(
        enrolled=len(rows),
        completed=len(done),
        certified=sum(row.certificate_level is not None for row in done),
        employed=sum(row.employed_on is not None for row in done),
        counted=sum(counting_of(row, on) is Counting.COUNTS for row in rows),
    )


def in_class(people: Collection[int], kind: ServiceKind, on: dt.date) -> Any:
    """The places of these people in a course of the day that is, or will be, a service of this kind."""
    kinds = [course for course, service in SERVICE_OF_COURSE.items() if service == kind]
    rows = Enrolment.objects.standing().filter(
        person__in=Person.objects.of_humans(people), course__kind__in=kinds, result__in=["", CourseResult.COMPLETED]
    )
    return rows.filter(course__starts_on__lte=on, course__ends_on__gte=on).select_related("person", "course")


def logged_beside(course: Course, people: Collection[int]) -> Any:
    """Training that was logged by hand for these people on days of the course."""
    kind = SERVICE_OF_COURSE[CourseKind(course.kind)]
    rows = Service.objects.given().filter(kind=kind, on__range=(course.starts_on, course.ends_on), enrolment=None)
    return rows.filter(person__in=Person.objects.of_humans(people)).select_related("person")


def trades(user: User, on: dt.date) -> list[str]:
    """What is offered where a trade is typed: the code list of the day, and the trades named so far."""
    rows = Course.objects.known_to(user).order_by().values_list("trade", flat=True).distinct()
    return list(dict.fromkeys([*_listed(user, on), *sorted(rows[:200])]))


def _listed(user: User, on: dt.date) -> tuple[str, ...]:
    try:
        return trades_on(on, user.area) if user.area else ()
    except ParameterNotInForce:
        return ()


def of_person(person: Person) -> Any:
    """Every course of a human, the latest first, those struck off left out."""
    rows = Enrolment.objects.of(person).standing().select_related("course__ordered_by", "course__institution")
    return with_outcomes(rows).order_by("-course__starts_on", "-pk")
