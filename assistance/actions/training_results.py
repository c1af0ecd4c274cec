"""培训结果: who came, who completed the course, and with what certificate.

What is completed is a service (decision 13): it is logged here, with the result, and nowhere else."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.fields import certificate_digest, certificate_digests
from accounts.models import User
from accounts.refusing import refused_if_taken
from assistance.enums import Reception
from assistance.models import Attendance, Course, Enrolment, Service
from assistance.queries.training import logged_beside
from assistance.training_enums import SERVICE_OF_COURSE, CourseKind, CourseResult, SkillLevel
from households.models import Person

from .training import TrainingRefused, own_course, said


@dataclass(frozen=True)
class NewCertificate:
    """国家职业资格证书: the number printed on it, its level, and the day of issue."""

    number: str
    level: SkillLevel
    issued_on: dt.date


@transaction.atomic
def note_attendance(
    *, course: Course, on: dt.date, hours: int, came: Sequence[int], actor: User, at: dt.datetime
) -> int:
    """Note who came on a day of the course, by the keys of their places; the others stayed away. A day noted anew is
    that day corrected. Returns how many came. Raises TrainingRefused."""
    own = own_course(course, actor)
    if not own.starts_on <= on <= min(own.ends_on, timezone.localdate(at)):
        raise TrainingRefused(
            f"考勤日期应在开班（{own.starts_on}）与结业（{own.ends_on}）之间，且不晚于今天。", field="on"
        )
    if not 1 <= hours <= 12:
        raise TrainingRefused("一天的课时应在1至12之间。", field="hours")
    present = set(came)
    open_places = own.enrolments.standing().filter(result="").order_by("pk")
    rows = [
        Attendance(enrolment=place, on=on, hours=hours if place.pk in present else 0, recorded_by=actor, recorded_at=at)
        for place in open_places
    ]
    if not rows:
        raise TrainingRefused("没有待登记考勤的学员。")
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["enrolment", "on"],
        update_fields=["hours", "recorded_by", "recorded_at"],
    )
    number = sum(row.hours > 0 for row in rows)
    audit.record(event="course.attended", subject=own, actor=actor, at=at, on=on.isoformat(), rows=number)
    return number


@transaction.atomic
def record_results(
    *, course: Course, results: Mapping[int, CourseResult], actor: User, at: dt.datetime
) -> list[Enrolment]:
    """Record how the training of these places ended, all or none; each that was completed is a service of the course's
    last day. Raises TrainingRefused."""
    own = own_course(course, actor)
    rows = own.enrolments.standing().filter(pk__in=results, result="").select_for_update(of=("self",))
    places = list(rows.select_related("person").order_by("pk"))
    if not places:
        raise TrainingRefused("请选择学员的培训结果。")
    _check_day(own, results.values(), timezone.localdate(at))
    done = [place for place in places if results[place.pk] == CourseResult.COMPLETED]
    _check_done(own, done)
    services = Service.objects.bulk_create(_service_of(own, place, actor, at) for place in done)
    logged = {service.person_id: service for service in services}
    for place in places:
        place.result, place.result_by, place.result_at = results[place.pk], actor, at
        place.service = logged.get(place.person_id)
        place.save(update_fields=["result", "result_by", "result_at", "service"])
    said_of = ((place, {"course": own.title, "result": place.get_result_display()}) for place in places)
    audit.record_each(event="enrolment.ended", subjects=said_of, actor=actor, at=at)
    return places


@transaction.atomic
def certify(*, enrolment: Enrolment, certificate: NewCertificate, actor: User, at: dt.datetime) -> Enrolment:
    """Enter the certificate of a completed course, or correct it. Raises TrainingRefused."""
    own = _own_place(enrolment, actor)
    if own.service is None:
        raise TrainingRefused("结业的学员才登记证书。")
    number = certificate.number.strip().upper()
    if not number:
        raise TrainingRefused("请填写证书编号。", field="number")
    if not own.course.starts_on <= certificate.issued_on <= timezone.localdate(at):
        raise TrainingRefused(f"发证日期应在开班（{own.course.starts_on}）与今天之间。", field="issued_on")
    taken = TrainingRefused("该证书编号已登记在别人名下。", field="number")
    if Enrolment.objects.filter(certificate_digest__in=certificate_digests(number)).exclude(pk=own.pk).exists():
        raise taken
    own.certificate, own.certificate_digest = number, certificate_digest(number)
    own.certificate_level, own.certified_on = certificate.level, certificate.issued_on
    with refused_if_taken(taken):
        own.save(update_fields=["certificate", "certificate_digest", "certificate_level", "certified_on"])
    level = SkillLevel(certificate.level).label
    on = certificate.issued_on.isoformat()
    audit.record(event="enrolment.certified", subject=own, actor=actor, at=at, on=on, level=level)
    return own


@transaction.atomic
def take_back_result(*, enrolment: Enrolment, reason: str, actor: User, at: dt.datetime) -> Enrolment:
    """Take back a result recorded wrongly: the place is open again, the service struck off, the certificate gone.

    Raises TrainingRefused.
    """
    own = _own_place(enrolment, actor)
    if not own.result:
        raise TrainingRefused("该学员还没有登记培训结果。")
    why = said(reason, "请填写更正原因。", field="reason")
    was, service = own.get_result_display(), own.service
    own.result, own.result_by, own.result_at, own.service = "", None, None, None
    own.certificate, own.certificate_digest, own.certificate_level, own.certified_on = "", None, None, None
    own.save()
    if service is not None:
        service.struck_by, service.struck_at, service.struck_because = actor, at, why
        service.save(update_fields=["struck_by", "struck_at", "struck_because"])
    audit.record(event="enrolment.reopened", subject=own, actor=actor, at=at, reason=why, result=was)
    return own


def _own_place(enrolment: Enrolment, actor: User) -> Enrolment:
    """The place, locked, in a course of the actor's area. Raises TrainingRefused."""
    course = own_course(enrolment.course, actor)
    rows = course.enrolments.standing().select_for_update(of=("self",)).select_related("course", "service", "person")
    own: Enrolment | None = rows.filter(pk=enrolment.pk).first()
    if own is None:
        raise TrainingRefused("该报名已经取消。")
    return own


def _check_day(course: Course, results: object, today: dt.date) -> None:
    if today < course.starts_on:
        raise TrainingRefused(f"培训班 {course.starts_on} 开班，还不能登记结果。")
    if today < course.ends_on and set(results) - {CourseResult.LEFT}:  # type: ignore[call-overload]
        raise TrainingRefused(f"培训班 {course.ends_on} 结业，在此之前只能登记中途退出。")


def _check_done(course: Course, done: Sequence[Enrolment]) -> None:
    """That nobody died meanwhile, and that no training was logged beside the course; the people are locked."""
    people = [place.person_id for place in done]
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk"))
    for place in done:
        if place.person.dead_on is not None and place.person.dead_on < course.ends_on:
            raise TrainingRefused(f"{place.person.name}已于 {place.person.dead_on} 死亡。")
    if (beside := logged_beside(course, people).first()) is not None:
        raise TrainingRefused(
            f"{beside.person.name}在培训期间已另登记过一次{beside.get_kind_display()}（{beside.on}），请先在其服务卡上划去。"
        )


def _service_of(course: Course, place: Enrolment, actor: User, at: dt.datetime) -> Service:
    return Service(
        person_id=place.person_id,
        household_id=place.household_id,
        kind=SERVICE_OF_COURSE[CourseKind(course.kind)],
        on=course.ends_on,
        outcome=Reception.ACCEPTED,
        detail=f"{course.title}（{course.kind_words}，{course.hours}课时）结业",
        given_by=actor,
        recorded_at=at,
    )
