"""用人信息: what employers look for, as a community collected it, and until when that holds."""

import datetime as dt
from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Area
from assistance.enums import Closing, Health

from .employers import Employer, OfCityQuerySet


class VacancyQuerySet(OfCityQuerySet):
    """Kept by the community that collected it."""

    def open(self, on: dt.date) -> Self:
        """Still looked for on the day, whether or not everybody was found already."""
        return self.filter(closed_on=None, expires_on__gte=on)

    def with_filled(self) -> Self:
        """Annotates ``filled``: how many were placed by offers of it, what was struck off left out."""
        placements = apps.get_model("assistance", "Placement")._default_manager.filter(struck_at=None)
        of_it = placements.filter(offer__vacancy=OuterRef("pk"), offer__struck_at=None).order_by()
        found = of_it.values("offer__vacancy").annotate(n=Count("pk")).values("n")
        return self.annotate(filled=Coalesce(Subquery(found), 0))

    def lacking(self, on: dt.date) -> Self:
        """Open, with somebody still to be found; with ``filled``."""
        return self.open(on).with_filled().filter(filled__lt=F("wanted"))

    def published(self, on: dt.date) -> Self:
        return self.open(on).filter(published_on__lte=on)


class Vacancy(models.Model):
    """用人信息: a position that ``wanted`` people are looked for. ``area`` is the community that collected it.

    ``expires_on`` is the last day it holds, until somebody asks the employer again; a vacancy past it is closed at
    night. ``skill`` is the trade it demands (``vacancy.trades``), empty where it demands none; ``strength`` what
    health it takes.
    """

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="vacancies", verbose_name="用人单位")
    area = models.ForeignKey(Area, models.PROTECT, related_name="vacancies", verbose_name="来源社区")
    position = models.CharField("岗位", max_length=50)
    post_type = models.CharField("岗位类型", max_length=30)
    wanted = models.PositiveSmallIntegerField("招用人数")
    wage = models.DecimalField("月工资", max_digits=9, decimal_places=2)
    works_in = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="工作地点所在社区")
    place = models.CharField("工作地点和交通", max_length=200)
    skill = models.CharField("技能要求", max_length=100, blank=True)
    strength = models.CharField("身体要求", max_length=10, choices=Health, default=Health.FIT)
    is_funded = models.BooleanField("政府投资开发的岗位", default=False)
    note = models.CharField("其他要求和待遇", max_length=300, blank=True)
    enquiries = models.CharField("咨询电话（对外公布）", max_length=30, blank=True)
    collected_on = models.DateField("收集日期")
    published_on = models.DateField("发布日期", null=True)
    expires_on = models.DateField("有效期至")
    closed_on = models.DateField("关闭日期", null=True)
    closing = models.CharField("关闭原因", max_length=10, choices=Closing, blank=True)
    submission = models.UUIDField("提交编号", null=True, unique=True)
    collected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="收集人")
    collected_at = models.DateTimeField("登记时间")

    filled: int  # annotated by ``with_filled``

    objects = VacancyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="vacancy_says_what_and_where", condition=~Q(position="") & ~Q(post_type="") & ~Q(place="")
            ),
            models.CheckConstraint(
                name="vacancy_wants_somebody_for_some_wage", condition=Q(wanted__gte=1, wage__gte=0)
            ),
            models.CheckConstraint(
                name="vacancy_holds_from_the_day_it_was_collected",
                condition=Q(expires_on__gte=F("collected_on"))
                & (Q(published_on=None) | Q(published_on__gte=F("collected_on"))),
            ),
            models.CheckConstraint(
                name="vacancy_is_published_with_a_telephone", condition=Q(published_on=None) | ~Q(enquiries="")
            ),
            models.CheckConstraint(
                name="vacancy_is_closed_for_a_reason",
                condition=Q(closed_on=None, closing="")
                | Q(closed_on__isnull=False, closed_on__gte=F("collected_on")) & ~Q(closing=""),
            ),
        ]
        indexes = [
            models.Index(fields=["expires_on"], name="vacancy_open", condition=Q(closed_on=None)),
            models.Index(fields=["-collected_on", "-id"], name="vacancy_latest"),
            models.Index(fields=["area", "collected_on"], name="vacancy_of_area"),
        ]

    def __str__(self) -> str:
        return f"{self.position}（{self.employer}）"
