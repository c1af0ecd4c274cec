"""一人一策: the plan of an unemployed case, version by version, with its measures and its reviews (S2-21, S2-22)."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import AreaScopedQuerySet
from assistance.enums import Channel, Health, Need, Segment
from households.models import HardToEmploySpell


class PlanQuerySet(AreaScopedQuerySet):
    area_lookup = "spell__household__area"

    def active(self) -> Self:
        """The version in force of cases that are open: a plan ends with its case, without anybody's doing."""
        return self.filter(replaced_at=None, spell__exited_on=None)


class Plan(models.Model):
    """援助方案, one version of it. A revision replaces it and keeps it, measures and all.

    ``review_on`` is when it is to be looked at next; it moves with each review and never lies further off than the
    article of ``source`` allows.
    """

    spell = models.ForeignKey(HardToEmploySpell, models.PROTECT, related_name="plans", verbose_name="个案")
    version = models.PositiveSmallIntegerField("版本", default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="following")
    because = models.CharField("修订原因", max_length=500, blank=True)
    segment = models.CharField("对象分类", max_length=10, choices=Segment)
    health = models.CharField("身体状况", max_length=10, choices=Health, blank=True)
    needs = ArrayField(models.CharField(max_length=10, choices=Need), verbose_name="援助需求")
    situation = models.CharField("基本情况和就业愿望", max_length=1000)
    review_on = models.DateField("下次评估日期")
    source = models.CharField("评估间隔依据", max_length=200)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="制定人")
    opened_at = models.DateTimeField("制定时间")
    replaced_at = models.DateTimeField("被修订时间", null=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="plan_is_the_only_active_one_of_its_case", fields=["spell"], condition=Q(replaced_at=None)
            ),
            models.UniqueConstraint(name="plan_has_a_version_of_its_own", fields=["spell", "version"]),
            models.CheckConstraint(
                name="plan_that_follows_another_says_why",
                condition=Q(version=1, previous=None, because="")
                | Q(version__gt=1, previous__isnull=False) & ~Q(because=""),
            ),
            models.CheckConstraint(
                name="plan_says_what_is_needed", condition=~Q(needs=[]) & ~Q(situation="") & ~Q(source="")
            ),
            models.CheckConstraint(
                name="plan_of_an_older_person_tells_the_health", condition=~Q(segment=Segment.OLDER) | ~Q(health="")
            ),
            models.CheckConstraint(
                name="plan_is_replaced_after_it_was_made",
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("opened_at")),
            ),
        ]
        indexes = [models.Index(fields=["review_on"], name="plan_to_review", condition=Q(replaced_at=None))]

    def __str__(self) -> str:
        return f"{self.number} 第{self.version}版"

    @property
    def number(self) -> str:
        return f"A{self.pk:08d}"

    @property
    def opened_on(self) -> dt.date:
        return timezone.localdate(self.opened_at)

    @property
    def needs_words(self) -> list[str]:
        return [str(Need(need).label) for need in self.needs]


class MeasureQuerySet(AreaScopedQuerySet):
    area_lookup = "plan__spell__household__area"

    def open(self) -> Self:
        """Still to be done, of plans in force."""
        return self.filter(done_on=None, plan__replaced_at=None, plan__spell__exited_on=None)


class Measure(models.Model):
    """援助措施 of a plan: what, through which channel, by whom and by when; and what came of it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    channel = models.PositiveSmallIntegerField("就业渠道", choices=Channel)
    what = models.CharField("措施", max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="measures", verbose_name="责任人")
    due_on = models.DateField("完成期限")
    done_on = models.DateField("完成日期", null=True)
    outcome = models.CharField("落实情况", max_length=500, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    done_at = models.DateTimeField("登记时间", null=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_goes_through_one_of_the_four_channels", condition=Q(channel__in=Channel.values)
            ),
            models.CheckConstraint(name="measure_says_what_is_done", condition=~Q(what="")),
            models.CheckConstraint(
                name="measure_is_done_by_somebody_with_an_outcome",
                condition=Q(done_on=None, done_by=None, done_at=None, outcome="")
                | Q(done_on__isnull=False, done_by__isnull=False, done_at__isnull=False) & ~Q(outcome=""),
            ),
        ]
        indexes = [models.Index(fields=["owner", "due_on"], name="measure_to_be_done", condition=Q(done_on=None))]

    def __str__(self) -> str:
        return f"#{self.pk} {self.get_channel_display()}"


class PlanReview(models.Model):
    """方案评估: what was found on a review day, and when the plan is looked at next."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField("评估日期")
    finding = models.CharField("评估情况", max_length=500)
    next_on = models.DateField("下次评估日期")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评估人")
    reviewed_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_review_finds_something_and_sets_the_next",
                condition=Q(next_on__gt=F("reviewed_on")) & ~Q(finding=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.reviewed_on}"
