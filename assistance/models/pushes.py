"""劳务型服务企业的推进 (哈就办字[2007]12号 五): which streets can have one, by when, and who pushes which district."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.constraints import same
from accounts.models import Area, AreaScopedQuerySet
from accounts.striking import StruckOff

ONE_DAY = dt.timedelta(days=1)


class ReadinessQuerySet(AreaScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(struck_at=None)


class Readiness(StruckOff):
    """有条件的街道: it must have a labour-service enterprise by ``due_on``; ``ground`` says why it can."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="readiness", verbose_name="街道（乡镇）")
    found_on = models.DateField("认定有条件日期")
    due_on = models.DateField("建立期限")
    ground = models.CharField("具备的条件", max_length=300)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="认定人")
    found_at = models.DateTimeField("登记时间")

    objects = ReadinessQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="readiness_stands_once_for_a_street", fields=["area"], condition=Q(struck_at=None)
            ),
            models.CheckConstraint(
                name="readiness_is_due_after_it_was_found_on_some_ground",
                condition=Q(due_on__gte=F("found_on")) & ~Q(ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.due_on}"


class PushMemberQuerySet(AreaScopedQuerySet):
    def on(self, day: dt.date) -> Self:
        return self.filter(validity__contains=day)


class PushMember(models.Model):
    """专项推进组成员: one person pushes one district at a time (一对一)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="push_members", verbose_name="推进的区县")
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("单位和职务", max_length=100)
    validity = DateRangeField("推进期间", help_text="含首日，不含末日")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="确定人")
    named_at = models.DateTimeField("登记时间")

    objects = PushMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="push_member_is_one_for_a_district",
                expressions=[same("area"), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="push_member_has_a_name_and_a_post", condition=~Q(name="") & ~Q(post="")),
            models.CheckConstraint(
                name="push_member_begins_on_a_day_and_serves_one_at_least",
                condition=Q(validity__isempty=False, validity__lower_inf=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"

    @property
    def since(self) -> dt.date:
        since: dt.date = self.validity.lower
        return since

    @property
    def last_day(self) -> dt.date | None:
        return self.validity.upper - ONE_DAY if self.validity.upper else None
