"""登记簿: what every register holds of a matter."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Area, AreaScopedQuerySet
from households.models import Household, Person

from .employers import Employer


class MatterQuerySet(AreaScopedQuerySet):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def closed(self) -> Self:
        return self.filter(closed_on__isnull=False)


class Matter(models.Model):
    """登记事项: ``area`` is the office that answers for it, ``due_on`` by when, and ``due_source`` by which article.

    It may be about a person, a family, an employer, or several of them. A form sent twice is one matter.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="承办单位")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="涉及人员")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+", verbose_name="涉及家庭")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+", verbose_name="涉及单位")
    received_on = models.DateField("收到日期")
    due_on = models.DateField("办理期限")
    due_source = models.CharField("期限依据", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)
    closed_on = models.DateField("办结日期", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办结人"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_due_after_receipt_by_an_article",
                condition=Q(due_on__gte=F("received_on")) & ~Q(due_source=""),
            ),
            models.CheckConstraint(
                name="%(class)s_is_closed_by_somebody_after_receipt",
                condition=Q(closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_on__gte=F("received_on"), closed_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-received_on", "-id"], name="%(class)s_latest")]
