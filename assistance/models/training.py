"""培训: courses, who is enrolled, who came, and with what result; what people wish to learn."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.fields import CERTIFICATE, BlindIndexField, EncryptedTextField
from accounts.identifiers import mask_account
from accounts.models import Area
from accounts.striking import StruckOff
from assistance.training_enums import CourseKind, CourseResult, SkillLevel
from households.models import Household, Person

from .campaigns import CampaignQuerySet
from .employers import Employer
from .offers import EntryQuerySet
from .services import Service


class CourseQuerySet(CampaignQuerySet):
    """Courses take people of their area, as campaigns do."""

    def standing(self) -> Self:
        return self.filter(struck_at=None)


class Course(StruckOff):
    """培训班 of an area. Struck off, it was called off before anybody's result was recorded.

    Ordered (订单式), it teaches for an employer that promised to take those who complete it within so many days.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="courses", verbose_name="组织单位")
    kind = models.CharField("培训类型", max_length=10, choices=CourseKind)
    title = models.CharField("班名", max_length=100)
    trade = models.CharField("专业（工种）", max_length=50)
    level = models.PositiveSmallIntegerField("培训等级", choices=SkillLevel, null=True)
    institution = models.ForeignKey(Employer, models.PROTECT, related_name="courses_taught", verbose_name="培训机构")
    place = models.CharField("培训地点", max_length=100)
    hours = models.PositiveSmallIntegerField("课时")
    starts_on = models.DateField("开班日期")
    ends_on = models.DateField("结业日期")
    capacity = models.PositiveSmallIntegerField("计划人数")
    ordered_by = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="courses_ordered", verbose_name="订单单位"
    )
    placed_within_days = models.PositiveSmallIntegerField("约定上岗期限", null=True, help_text="结业后多少天以内")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    objects = CourseQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.CheckConstraint(
                name="course_says_what_is_taught_and_where", condition=~Q(title="") & ~Q(trade="") & ~Q(place="")
            ),
            models.CheckConstraint(name="course_has_hours_and_places", condition=Q(hours__gte=1, capacity__gte=1)),
            models.CheckConstraint(name="course_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="course_of_a_skill_has_its_level",
                condition=Q(kind=CourseKind.SKILL, level__isnull=False) | ~Q(kind=CourseKind.SKILL) & Q(level=None),
            ),
            models.CheckConstraint(
                name="course_on_order_says_within_how_many_days",
                condition=Q(ordered_by=None, placed_within_days=None)
                | Q(
                    kind=CourseKind.SKILL,
                    ordered_by__isnull=False,
                    placed_within_days__isnull=False,
                    placed_within_days__gte=1,
                ),
            ),
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="course_latest")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ordered(self) -> bool:
        return self.ordered_by_id is not None

    @property
    def kind_words(self) -> str:
        """The type, ordered or not, with its level."""
        level = f"·{self.get_level_display()}" if self.level else ""
        return f"{'订单式' if self.is_ordered else ''}{self.get_kind_display()}{level}"


class EnrolmentQuerySet(EntryQuerySet):
    def completed(self) -> Self:
        return self.filter(result=CourseResult.COMPLETED)


class Enrolment(StruckOff):
    """报名: somebody's place in a course and what came of it. Struck off, the place is free again.

    What was completed is a ``Service`` (decision 13): its day is that of the service, nowhere else. ``household`` is
    where the person lived on applying. A certificate is sealed, and found by its digest.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments", verbose_name="培训班")
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments", verbose_name="人员")
    household = models.ForeignKey(Household, models.PROTECT, related_name="enrolments", verbose_name="家庭")
    applied_on = models.DateField("申请日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="受理人")
    recorded_at = models.DateTimeField("受理时间")
    result = models.CharField("培训结果", max_length=10, choices=CourseResult, blank=True)
    result_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="结果登记人"
    )
    result_at = models.DateTimeField("结果登记时间", null=True)
    service = models.OneToOneField(Service, models.PROTECT, null=True, related_name="enrolment", verbose_name="服务")
    certificate = EncryptedTextField("证书编号", blank=True, default="")
    certificate_digest = BlindIndexField("证书编号索引", of="certificate", purpose=CERTIFICATE, null=True, unique=True)
    certificate_level = models.PositiveSmallIntegerField("证书等级", choices=SkillLevel, null=True)
    certified_on = models.DateField("发证日期", null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="enrolment_once_per_person_and_course", fields=["course", "person"], condition=Q(struck_at=None)
            ),
            models.CheckConstraint(
                name="enrolment_result_is_somebodys",
                condition=Q(result="", result_by=None, result_at=None)
                | ~Q(result="") & Q(result_by__isnull=False, result_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enrolment_completed_is_a_service",
                condition=Q(result=CourseResult.COMPLETED, service__isnull=False)
                | ~Q(result=CourseResult.COMPLETED) & Q(service=None),
            ),
            models.CheckConstraint(
                name="enrolment_certificate_is_whole_and_of_a_completed_course",
                condition=Q(certificate="", certificate_digest=None, certificate_level=None, certified_on=None)
                | ~Q(certificate="")
                & Q(
                    result=CourseResult.COMPLETED,
                    certificate_digest__isnull=False,
                    certificate_level__isnull=False,
                    certified_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="enrolment_struck_off_has_no_result", condition=Q(struck_at=None) | Q(result="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def completed_on(self) -> dt.date | None:
        return self.service.on if self.service else None

    @property
    def masked_certificate(self) -> str:
        return mask_account(self.certificate) if self.certificate else ""


class Attendance(models.Model):
    """考勤: how many hours somebody came on a day of the course; 0 where somebody stayed away."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendance")
    on = models.DateField("日期")
    hours = models.PositiveSmallIntegerField("到课课时")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attendance_once_a_day", fields=["enrolment", "on"]),
            models.CheckConstraint(name="attendance_is_of_a_day", condition=Q(hours__lte=12)),
        ]

    def __str__(self) -> str:
        return f"#{self.enrolment_id} {self.on} {self.hours}"


class TrainingWish(StruckOff):
    """培训意愿 by trade: what the household survey leaves open of somebody who wishes to learn (S1-41), and how skilled
    that person is in it already. Struck off, it is no longer wished."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="training_wishes", verbose_name="人员")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name="家庭")
    kind = models.CharField("培训类型", max_length=10, choices=CourseKind)
    trade = models.CharField("专业（工种）", max_length=50)
    held_level = models.PositiveSmallIntegerField("现有技能等级", choices=SkillLevel, null=True, blank=True)
    asked_on = models.DateField("调查日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    objects = EntryQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="training_wish_once_per_person_and_trade", fields=["person", "trade"], condition=Q(struck_at=None)
            ),
            models.CheckConstraint(name="training_wish_names_a_trade", condition=~Q(trade="")),
        ]
        indexes = [models.Index(fields=["-asked_on", "-id"], name="training_wish_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.trade}"
