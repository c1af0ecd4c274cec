"""停发: from which month somebody has lost the right to a subsidy, why, and since when it is given again (S1-27)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assistance.models.offers import OfPersonQuerySet
from households.models import Person
from subsidies.enums import Scheme, StopOrigin, StopReason


class StopQuerySet(OfPersonQuerySet):
    def lasting(self) -> Self:
        return self.filter(resumed_at=None)


class Stop(models.Model):
    """停发: nothing is paid under ``scheme`` from ``month`` on, up to but not including ``resumed_month``.

    The month's check writes it and takes it back where the reason has gone; what an officer stopped, an officer
    resumes. One lasts at a time.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="subsidy_stops", verbose_name="人员")
    scheme = models.CharField("补贴项目", max_length=20, choices=Scheme)
    month = models.DateField("停发起始月份", help_text="当月一日")
    reason = models.CharField("停发原因", max_length=20, choices=StopReason)
    article = models.CharField("依据", max_length=200)
    note = models.CharField("停发说明", max_length=300, blank=True)
    origin = models.CharField("由谁停发", max_length=10, choices=StopOrigin)
    stopped_at = models.DateTimeField("停发时间")
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="停发人")
    resumed_month = models.DateField("恢复月份", null=True, help_text="当月一日")
    resumed_at = models.DateTimeField("恢复时间", null=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="恢复人"
    )
    resumed_because = models.CharField("恢复理由", max_length=300, blank=True)

    objects = StopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="stop_of_a_person_and_scheme_lasts_once",
                fields=["person", "scheme"],
                condition=Q(resumed_at=None),
            ),
            models.CheckConstraint(
                name="stop_is_of_whole_months",
                condition=Q(Q(resumed_month=None) | Q(resumed_month__day=1), month__day=1),
            ),
            models.CheckConstraint(name="stop_cites_its_article", condition=~Q(article="")),
            models.CheckConstraint(
                name="stop_by_an_officer_says_why",
                condition=Q(origin=StopOrigin.REFRESH) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="stop_is_resumed_from_a_month_for_a_reason",
                condition=Q(resumed_month=None, resumed_at=None, resumed_by=None, resumed_because="")
                | Q(
                    resumed_month__isnull=False,
                    resumed_month__gte=F("month"),
                    resumed_at__isnull=False,
                    resumed_by__isnull=False,
                )
                & ~Q(resumed_because=""),
            ),
        ]
        indexes = [models.Index(fields=["-stopped_at", "-id"], name="stop_latest_first")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.month:%Y-%m} {self.get_reason_display()}"

    @property
    def is_lasting(self) -> bool:
        return self.resumed_at is None
