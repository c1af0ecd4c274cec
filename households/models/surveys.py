import datetime as dt
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import CharField, Exists, F, OuterRef, Q, Value

from accounts.models import Area, AreaScopedQuerySet, User
from households.enums import NoticeWay, RoundScope

from .registry import Household


class SurveyQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"  # whoever answers for the household now, reads what was said at its door before


class Survey(models.Model):
    """入户调查: what was said at the door on one day, as it was typed. Never changed afterwards; ``area`` is where.

    ``answers`` names people by their key and holds no ID, phone, account or certificate number. ``submission`` makes a
    form sent twice one survey. ``clear_members`` of ``member_count`` have all five clears (五清). ``notice_version`` is
    the privacy notice (个人信息告知书) that was given, empty where none is on record.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="surveys")
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="社区")
    submission = models.UUIDField("提交编号", unique=True, default=uuid.uuid4)
    visited_on = models.DateField("走访日期")
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="调查人")
    recorded_at = models.DateTimeField("登记时间")
    answers = models.JSONField("调查内容")
    member_count = models.PositiveSmallIntegerField("成员人数")
    clear_members = models.PositiveSmallIntegerField("五清齐全人数")
    notice_version = models.CharField("告知书版本", max_length=20, blank=True)
    notice_given_on = models.DateField("告知日期", null=True)
    notice_way = models.CharField("告知方式", max_length=15, choices=NoticeWay, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["household", "-visited_on", "-id"], name="survey_latest_of_household")]
        constraints = [
            models.CheckConstraint(
                name="survey_clears_at_most_its_members", condition=Q(clear_members__lte=models.F("member_count"))
            ),
            models.CheckConstraint(
                name="survey_notice_has_a_version_a_day_and_a_way",
                condition=Q(notice_version="", notice_given_on=None, notice_way="")
                | ~Q(notice_version="") & Q(notice_given_on__isnull=False) & ~Q(notice_way=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.visited_on}"


class SurveyRoundQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Rounds that go through the user's area: set for it, for one below, or for one that holds it."""
        if user.area is None:
            return self.none()
        areas = SurveyRound.areas.through.objects.filter(surveyround=OuterRef("pk"))
        here: Any = areas.annotate(here=Value(user.area.path, CharField()))
        return self.filter(
            Exists(areas.filter(area__path__startswith=user.area.path))
            | Exists(here.filter(here__startswith=F("area__path")))
        )

    def set_by(self, user: User) -> Self:
        """Rounds that were set in the user's area or below: those the user may call off."""
        return self.none() if user.area is None else self.filter(area__path__startswith=user.area.path)

    def running(self, on: dt.date) -> Self:
        return self.filter(starts_on__lte=on, ends_on__gte=on, cancelled_on=None)


class SurveyRound(models.Model):
    """调查计划的一轮: from when to when which households of which areas are to be visited, and by what document.

    ``area`` is that of the officer who set it; ``areas`` lie in it. A round is called off, never deleted.
    """

    title = models.CharField("调查名称", max_length=100)
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="制定区划", related_name="+")
    areas = models.ManyToManyField(Area, verbose_name="调查区划", related_name="+")
    scope = models.CharField("调查范围", max_length=15, choices=RoundScope, default=RoundScope.ALL)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("截止日期", help_text="含当日")
    document = models.CharField("依据文件", max_length=120)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="制定人")
    set_at = models.DateTimeField("制定时间")
    cancelled_on = models.DateField("取消日期", null=True)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True)

    objects = SurveyRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="survey_round_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="survey_round_names_its_document", condition=~Q(document="")),
            models.CheckConstraint(
                name="survey_round_is_called_off_with_a_reason",
                condition=Q(cancelled_on=None, cancel_reason="") | Q(cancelled_on__isnull=False) & ~Q(cancel_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="survey_round_days")]

    def __str__(self) -> str:
        return self.title
