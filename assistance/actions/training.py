"""培训班: a course is opened, people are enrolled up to its places, and a place is given back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused, refused_if_taken
from assistance.models import Course, Employer, Enrolment
from assistance.queries.homes import homes_on
from assistance.training_enums import CourseKind
from households.actions.submissions import sent_before
from households.models import Membership, Person


class TrainingRefused(FieldRefused):
    """The course, the place or the result cannot be recorded."""


@dataclass(frozen=True)
class NewCourse:
    """What a course teaches, where, when and for how many. ``placed_within_days`` is of an ordered one alone."""

    kind: CourseKind
    title: str
    trade: str
    level: int | None
    institution: Employer
    place: str
    hours: int
    starts_on: dt.date
    ends_on: dt.date
    capacity: int
    ordered_by: Employer | None = None
    placed_within_days: int | None = None


@transaction.atomic
def open_course(*, course: NewCourse, actor: User, at: dt.datetime, submission: uuid.UUID | None = None) -> Course:
    """Open a course of the actor's own area; the same form sent twice is one course. Raises TrainingRefused."""
    if actor.area is None:
        raise TrainingRefused("您的账号没有所属区划，不能登记培训班。")
    if (there := sent_before(Course.objects.filter(area=actor.area), submission)) is not None:
        return there
    _check(course)
    made = Course.objects.create(
        area=actor.area, recorded_by=actor, recorded_at=at, submission=submission, **vars(course)
    )
    audit.record(event="course.opened", subject=made, actor=actor, at=at, **_noted(made))
    return made


@transaction.atomic
def correct_course(*, course: Course, content: NewCourse, actor: User, at: dt.datetime) -> Course:
    """Correct a course while no result is recorded. Raises TrainingRefused."""
    own = own_course(course, actor)
    if own.enrolments.exclude(result="").exists():
        raise TrainingRefused("已登记培训结果，培训班不能再更正。")
    _check(content)
    taken = own.enrolments.standing().count()
    if content.capacity < taken:
        raise TrainingRefused(f"已报名 {taken} 人，计划人数不能少于已报名人数。", field="capacity")
    for name, value in vars(content).items():
        setattr(own, name, value)
    own.save(update_fields=list(vars(content)))
    audit.record(event="course.corrected", subject=own, actor=actor, at=at, **_noted(own))
    return own


@transaction.atomic
def call_off(*, course: Course, reason: str, actor: User, at: dt.datetime) -> Course:
    """Call a course off before anybody's result is recorded; everybody's place goes with it. Raises TrainingRefused."""
    own = own_course(course, actor)
    if own.enrolments.exclude(result="").exists():
        raise TrainingRefused("已登记培训结果，不能取消开班。")
    why = said(reason, "请填写取消原因。", field="reason")
    own.struck_by, own.struck_at, own.struck_because = actor, at, why
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    freed = own.enrolments.standing().update(struck_by=actor, struck_at=at, struck_because=why)
    audit.record(event="course.called_off", subject=own, actor=actor, at=at, reason=why, rows=freed)
    return own


@transaction.atomic
def enrol(*, course: Course, people: Sequence[int], actor: User, at: dt.datetime) -> list[Enrolment]:
    """Give people of the actor's area who live where the course is held a place each, all or none; whoever has one
    keeps it. Raises TrainingRefused."""
    rows = Course.objects.known_to(actor).standing().select_for_update(of=("self",), no_key=True)
    own = rows.select_related("area").filter(pk=course.pk).first()
    if own is None:
        raise TrainingRefused("该培训班已取消，或不招收您辖区的人员。")
    today = timezone.localdate(at)
    known = Person.objects.visible_to(actor).filter(pk__in=people, dead_on=None)
    here = Membership.objects.filter(
        person__in=known, left_for=None, household__area__path__startswith=own.area.path
    ).values("person")
    there = own.enrolments.standing()
    keys = sorted(known.filter(pk__in=here).exclude(pk__in=there.values("person")).values_list("pk", flat=True))
    if not keys:
        raise TrainingRefused("请勾选报名人员。", field="people")
    free = own.capacity - there.count()
    if len(keys) > free:
        raise TrainingRefused(f"该班计划 {own.capacity} 人，只剩 {free} 个名额，所选 {len(keys)} 人。", field="people")
    homes = homes_on(keys, today)
    with refused_if_taken(TrainingRefused("所选人员中有人刚刚已经报名，请重新勾选。", field="people")):
        made = Enrolment.objects.bulk_create(
            Enrolment(
                course=own, person_id=key, household_id=homes[key], applied_on=today, recorded_by=actor, recorded_at=at
            )
            for key in keys
        )
    said_of = {"course": own.title}
    audit.record_each(event="enrolment.made", subjects=((one, said_of) for one in made), actor=actor, at=at)
    return made


@transaction.atomic
def give_up_place(*, enrolment: Enrolment, reason: str, actor: User, at: dt.datetime) -> Enrolment:
    """Strike a place off that has no result; it is free again. Raises TrainingRefused."""
    rows = Enrolment.objects.visible_to(actor).standing().select_for_update(of=("self",))
    own = rows.select_related("course").filter(pk=enrolment.pk).first()
    if own is None:
        raise TrainingRefused("该报名已经取消，或不在您的辖区。")
    if own.result:
        raise TrainingRefused("已登记培训结果的，先更正结果，再取消报名。")
    own.struck_because = said(reason, "请填写取消原因。", field="reason")
    own.struck_by, own.struck_at = actor, at
    own.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="enrolment.given_up", subject=own, actor=actor, at=at, reason=own.struck_because)
    return own


def own_course(course: Course, actor: User) -> Course:
    """The course, locked, of the actor's area or one below it. Raises TrainingRefused."""
    rows = Course.objects.visible_to(actor).standing().select_for_update(of=("self",), no_key=True)
    own = rows.select_related("area").filter(pk=course.pk).first()
    if own is None:
        raise TrainingRefused("该培训班已取消，或不是您的辖区举办的。")
    return own


def said(words: str, lacking: str, *, field: str) -> str:
    """What was said, stripped. Raises TrainingRefused where nothing was."""
    if not words.strip():
        raise TrainingRefused(lacking, field=field)
    return words.strip()


def _check(course: NewCourse) -> None:
    said(course.title, "请填写班名。", field="title")
    said(course.trade, "请填写专业（工种）。", field="trade")
    said(course.place, "请填写培训地点。", field="place")
    if course.ends_on < course.starts_on:
        raise TrainingRefused("结业日期不能早于开班日期。", field="ends_on")
    is_skill = course.kind == CourseKind.SKILL
    if is_skill != (course.level is not None):
        raise TrainingRefused("职业技能培训须选择培训等级，其他培训不选。", field="level")
    if course.ordered_by is not None and not is_skill:
        raise TrainingRefused("订单式培训是职业技能培训。", field="ordered_by")
    if (course.ordered_by is None) != (course.placed_within_days is None):
        raise TrainingRefused("订单式培训须写明约定上岗期限，其他培训不填。", field="placed_within_days")


def _noted(course: Course) -> dict[str, str]:
    return {"kind": course.kind_words, "title": course.title, "since": course.starts_on.isoformat()}
