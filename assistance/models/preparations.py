"""工作预案和跟踪服务: what is done for a certified family should things go wrong, and how often it is looked after."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import AreaScopedQuerySet
from assistance.enums import Rhythm
from households.models import ZeroFamilyCase


class PreparationQuerySet(AreaScopedQuerySet):
    area_lookup = "case__household__area"


class Preparation(models.Model):
    """工作预案 of a family's case, one version of it; a revision replaces it and keeps it (S0-28).

    The follow-ups fall on ``first_on`` and every ``rhythm`` days after it.
    """

    case = models.ForeignKey(ZeroFamilyCase, models.PROTECT, related_name="preparations", verbose_name="零就业家庭")
    version = models.PositiveSmallIntegerField("版本", default=1)
    risks = models.CharField("可能出现的困难", max_length=500)
    response = models.CharField("应对措施", max_length=1000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="责任人")
    first_on = models.DateField("首次跟踪日期")
    rhythm = models.PositiveSmallIntegerField("跟踪频次", choices=Rhythm, help_text="天")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="制定人")
    drawn_at = models.DateTimeField("制定时间")
    replaced_at = models.DateTimeField("被修订时间", null=True)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="preparation_is_the_only_one_of_its_case", fields=["case"], condition=Q(replaced_at=None)
            ),
            models.UniqueConstraint(name="preparation_has_a_version_of_its_own", fields=["case", "version"]),
            models.CheckConstraint(
                name="preparation_says_what_may_happen_and_what_is_done", condition=~Q(risks="") & ~Q(response="")
            ),
            models.CheckConstraint(name="preparation_has_a_rhythm", condition=Q(rhythm__in=Rhythm.values)),
            models.CheckConstraint(
                name="preparation_is_replaced_after_it_was_drawn",
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("drawn_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} 第{self.version}版"

    def next_on(self, on: dt.date) -> dt.date:
        """The first day of follow-up on or after the day ``on``."""
        gone = max((on - self.first_on).days, 0)
        return self.first_on + dt.timedelta(days=-(-gone // self.rhythm) * self.rhythm)
