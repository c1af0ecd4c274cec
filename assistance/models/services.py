"""What was done for a person: one by one, or for many at an event."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from accounts.models import Area, AreaScopedQuerySet
from accounts.striking import StruckOff
from assistance.enums import SUPPORTS, Continuity, Reception, ServiceKind
from households.models import Household, Person

ONE_DAY = dt.timedelta(days=1)


class ServiceEvent(models.Model):
    """集体活动: a job fair, a lecture, a class. Who came has a ``Service`` each.

    ``submission`` makes a form sent twice one event.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="举办单位")
    kind = models.CharField("服务内容", max_length=20, choices=ServiceKind)
    title = models.CharField("活动名称", max_length=100)
    held_on = models.DateField("活动日期")
    place = models.CharField("地点", max_length=100)
    content = models.CharField("活动内容", max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_event_says_what_and_where", condition=~Q(title="") & ~Q(place="") & ~Q(content="")
            ),
        ]
        indexes = [models.Index(fields=["-held_on", "-id"], name="service_event_latest")]

    def __str__(self) -> str:
        return self.title


class ServiceQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"

    def standing(self) -> Self:
        return self.filter(struck_at=None)

    def given(self) -> Self:
        """What counts: accepted, and not struck off."""
        return self.standing().filter(outcome=Reception.ACCEPTED)

    def taken_or_refused(self) -> Self:
        """What the person was asked about, and answered; not struck off."""
        return self.standing().exclude(outcome=Reception.ABSENT)


class Service(StruckOff):
    """服务记录: what was done for a person on a day. ``household`` is where the person lived then.

    ``authority`` and ``period`` are of support (premises, tax relief), ``continuity`` is of social insurance. Of a
    refused one ``detail`` is the person's statement, ``is_signed`` whether the person signed it (拒绝服务). A referral
    that took place is an ``Offer``, and no service.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="services", verbose_name="人员")
    household = models.ForeignKey(Household, models.PROTECT, related_name="services", verbose_name="家庭")
    event = models.ForeignKey(ServiceEvent, models.PROTECT, null=True, related_name="services", verbose_name="活动")
    kind = models.CharField("服务内容", max_length=20, choices=ServiceKind)
    on = models.DateField("服务日期")
    outcome = models.CharField("本人意见", max_length=10, choices=Reception)
    is_signed = models.BooleanField("本人已签字", default=False)
    detail = models.CharField("具体内容和结果", max_length=500)
    authority = models.CharField("办理部门", max_length=100, blank=True)
    period = DateRangeField("扶持期限", null=True, help_text="含首日，不含末日")
    continuity = models.CharField("接续情况", max_length=10, choices=Continuity, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="服务人")
    recorded_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    objects = ServiceQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(struck_at=None), name="service_once_per_person_and_event"
            ),
            models.CheckConstraint(name="service_says_what_was_done", condition=~Q(detail="")),
            models.CheckConstraint(
                name="service_is_signed_only_where_it_was_refused",
                condition=Q(is_signed=False) | Q(outcome=Reception.REFUSED),
            ),
            models.CheckConstraint(
                name="service_of_referral_is_one_that_did_not_take_place",
                condition=~Q(kind=ServiceKind.REFERRAL, outcome=Reception.ACCEPTED),
            ),
            models.CheckConstraint(
                name="service_of_support_has_an_authority_and_a_period",
                condition=Q(kind__in=SUPPORTS, period__isempty=False, period__lower_inf=False) & ~Q(authority="")
                | ~Q(kind__in=SUPPORTS) & Q(period=None, authority=""),
            ),
            models.CheckConstraint(
                name="service_of_insurance_says_how_it_continues",
                condition=Q(kind=ServiceKind.INSURANCE) & ~Q(continuity="")
                | ~Q(kind=ServiceKind.INSURANCE) & Q(continuity=""),
            ),
        ]
        indexes = [models.Index(fields=["-on", "-id"], name="service_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.on}"

    @property
    def last_day(self) -> dt.date | None:
        """Of support with an end."""
        return self.period.upper - ONE_DAY if self.period and self.period.upper else None
