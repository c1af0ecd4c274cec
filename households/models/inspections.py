"""年检: a year's round of inspections, and the inspection of each certificate in it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Area, AreaScopedQuerySet
from households.enums import InspectionResult
from policy.models import Document

from .certificates import Certificate


class InspectionRound(models.Model):
    """年检通知: from when to when the certificates of an area are inspected in a year, and by what document.

    One opened by mistake is called off, never deleted; nothing is due in it any more.
    """

    area = models.ForeignKey(Area, models.PROTECT, verbose_name="区划")
    year = models.PositiveSmallIntegerField("年度")
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期", help_text="含当日")
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="依据文件")
    article = models.CharField("条款", max_length=100, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    opened_at = models.DateTimeField("发起时间")
    cancelled_on = models.DateField("取消日期", null=True)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year"], name="inspection_round_one_per_area_and_year", condition=Q(cancelled_on=None)
            ),
            models.CheckConstraint(
                name="inspection_round_is_called_off_with_a_reason",
                condition=Q(cancelled_on=None, cancel_reason="") | Q(cancelled_on__isnull=False) & ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="inspection_round_closes_after_it_opens", condition=Q(closes_on__gt=F("opens_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.opens_on}—{self.closes_on}"

    @property
    def source(self) -> str:
        return f"{self.document.number} {self.article}".strip()


class InspectionQuerySet(AreaScopedQuerySet):
    area_lookup = "certificate__household__area"

    def pending(self) -> Self:
        """Not inspected yet, of certificates that are still in their holders' hands."""
        return self.filter(result=InspectionResult.PENDING, certificate__surrendered_on=None)

    def due(self, on: dt.date) -> Self:
        """Pending in a round that runs on the day ``on``."""
        return self.pending().filter(round__opens_on__lte=on, round__closes_on__gte=on)

    def missed(self, on: dt.date) -> Self:
        """Pending in a round that had closed by the day ``on``."""
        return self.pending().filter(round__closes_on__lt=on)

    def late(self, on: dt.date) -> Self:
        """What failed or was missed by the day ``on``, and can only be made good."""
        over = ~Q(result=InspectionResult.PENDING) | Q(round__closes_on__lt=on)
        return self.filter(over).exclude(result=InspectionResult.PASSED)


class Inspection(models.Model):
    """The inspection of one certificate in one year.

    ``barred_since`` and ``barred_by`` stay when a late inspection lifts the bar; so do days and reasons in the audit.
    """

    Result = InspectionResult

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="inspections")
    round = models.ForeignKey(InspectionRound, models.PROTECT, related_name="inspections")
    year = models.PositiveSmallIntegerField("年度")
    result = models.CharField("结果", max_length=10, choices=InspectionResult, default=InspectionResult.PENDING)
    result_on = models.DateField("办理日期", null=True)
    reason = models.CharField("说明", max_length=300, blank=True)
    inspected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    inspected_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    barred_since = models.DateField("失效日期", null=True)
    barred_by = models.CharField("失效原因", max_length=10, choices=InspectionResult, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "year"], name="inspection_one_per_certificate_and_year"),
            models.CheckConstraint(
                name="inspection_result_is_somebodys_on_a_day",
                condition=Q(result="pending", result_on=None, inspected_by=None)
                | Q(result__in=["passed", "failed", "lapsed"], result_on__isnull=False, inspected_by__isnull=False),
            ),
            models.CheckConstraint(
                name="inspection_bars_from_a_day_when_failed_or_lapsed",
                condition=Q(result__in=["pending", "passed"], barred_since=None, barred_by="")
                | Q(
                    result__in=["passed", "failed", "lapsed"],
                    barred_since__isnull=False,
                    barred_since__lte=F("result_on"),
                    barred_by__in=["failed", "lapsed"],
                ),
            ),
            models.CheckConstraint(
                name="inspection_failure_gives_a_reason", condition=~Q(result__in=["failed", "lapsed"]) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["round", "result"], name="inspection_result")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.year} {self.result}"

    @property
    def signature(self) -> str:
        """Who inspected, and in whose name. Needs ``inspected_by`` and ``inspected_for``."""
        return self.inspected_by.signature(self.inspected_for) if self.inspected_by else ""

    def is_late(self, on: dt.date) -> bool:
        """Whether on the day ``on`` it is over: it has a result, or its round has closed."""
        return self.result != InspectionResult.PENDING or self.round.closes_on < on
