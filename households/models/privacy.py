"""个人信息权利: what citizens ask about their own data, and what became of it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Area, AreaScopedQuerySet
from households.enums import Applicant, DataRequestKind, Outcome

from .registry import Person


class DataRequestQuerySet(AreaScopedQuerySet):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def overdue(self, on: dt.date) -> Self:
        return self.open().filter(due_on__lt=on)


class DataRequest(models.Model):
    """个人信息申请 (个人信息保护法 第四十四条至第五十条): somebody asks to see, copy, correct or delete the own data.

    ``area`` is the community or office that took it in. It closes with an outcome; a refusal gives its reason.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="data_requests", verbose_name="信息主体")
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="受理区划")
    kind = models.CharField("申请事项", max_length=10, choices=DataRequestKind)
    applicant = models.CharField("申请人身份", max_length=10, choices=Applicant)
    applicant_name = models.CharField("申请人姓名", max_length=50)
    wish = models.CharField("申请内容", max_length=500)
    received_on = models.DateField("收到日期")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="受理人")
    due_on = models.DateField("答复期限")
    due_source = models.CharField("期限依据", max_length=200)
    closed_on = models.DateField("答复日期", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    outcome = models.CharField("处理结果", max_length=10, choices=Outcome, blank=True)
    answer = models.CharField("办理情况", max_length=500, blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="data_request_is_due_after_receipt_by_an_article",
                condition=Q(due_on__gte=F("received_on")) & ~Q(due_source=""),
            ),
            models.CheckConstraint(
                name="data_request_closes_by_somebody_with_an_outcome",
                condition=Q(closed_on=None, closed_by=None, outcome="", answer="")
                | Q(closed_on__isnull=False, closed_on__gte=F("received_on"), closed_by__isnull=False)
                & ~Q(outcome="")
                & ~Q(answer=""),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(closed_on=None), name="data_request_open")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"X{self.pk:06d}"
