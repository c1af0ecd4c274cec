"""在岗: who held a public-welfare post, how they were assessed, why they left, and how the empty post was reported.
Of a holding no day is kept: it lasts as long as the employment its placement tells of."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import AreaScopedQuerySet
from accounts.striking import StruckOff
from assistance.enums import REMOVALS, LeavingCause, NoticeGiven
from assistance.rules.posts import reporting
from households.models import Person

from .placements import Placement
from .posts import WelfarePost

ONE_DAY = dt.timedelta(days=1)


class PostHoldingQuerySet(AreaScopedQuerySet):
    area_lookup = "post__area"

    def standing(self) -> Self:
        return self.filter(struck_at=None)

    def lasting(self) -> Self:
        """Whose employment has no end yet."""
        return self.standing().filter(placement__registration__validity__upper_inf=True)

    def over(self) -> Self:
        return self.standing().filter(placement__registration__validity__upper_inf=False)


class PostHolding(StruckOff):
    """Somebody in a post. Triggers hold that a post has one holder at a time and a person one post at a time, that the
    employment is one in a public-welfare post, and that the person was certified when it began."""

    post = models.ForeignKey(WelfarePost, models.PROTECT, related_name="holdings")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="post_holdings")

    objects = PostHoldingQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="post_holding_stands_once_for_a_placement", fields=["placement"], condition=Q(struck_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.post_id}"

    @property
    def person(self) -> Person:
        return self.placement.registration.person

    @property
    def begun_on(self) -> dt.date:
        begun: dt.date = self.placement.registration.validity.lower
        return begun

    @property
    def last_day(self) -> dt.date | None:
        until: dt.date | None = self.placement.registration.validity.upper
        return until - ONE_DAY if until else None


class OfHoldingQuerySet(AreaScopedQuerySet):
    area_lookup = "holding__post__area"


class PostAssessmentQuerySet(OfHoldingQuerySet):
    def standing(self) -> Self:
        return self.filter(struck_at=None)


class PostAssessment(StruckOff):
    """考核 of who holds a post: competent or not, and why."""

    holding = models.ForeignKey(PostHolding, models.PROTECT, related_name="assessments")
    on = models.DateField("考核日期")
    is_competent = models.BooleanField("胜任")
    findings = models.CharField("考核情况", max_length=500)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="考核人")
    assessed_at = models.DateTimeField("登记时间")

    objects = PostAssessmentQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="post_assessment_is_made_once_a_day", fields=["holding", "on"], condition=Q(struck_at=None)
            ),
            models.CheckConstraint(name="post_assessment_says_what_was_found", condition=~Q(findings="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.on}"


class PostExitQuerySet(OfHoldingQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def waiting(self) -> Self:
        """Removals that nobody has signed a second time."""
        return self.standing().filter(cause__in=REMOVALS, countersigned_at=None)

    def done(self) -> Self:
        return self.standing().filter(~Q(cause__in=REMOVALS) | Q(countersigned_at__isnull=False))


class PostExit(models.Model):
    """离岗 and 清退: why a holding ended. A removal is told to the person, names the last day there is to be, and is
    carried out when a second person signs; whatever else ends a holding is carried out as it is written down. On which
    day it ended the employment says."""

    holding = models.ForeignKey(PostHolding, models.PROTECT, related_name="exits")
    cause = models.CharField("离岗原因", max_length=20, choices=LeavingCause)
    reason = models.CharField("具体情况", max_length=500)
    proposed_last_day = models.DateField("拟定最后在岗日", null=True)
    told_on = models.DateField("告知本人日期", null=True)
    told_how = models.CharField("告知方式", max_length=10, choices=NoticeGiven, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    signed_at = models.DateTimeField("登记时间")
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复核签字人"
    )
    countersigned_at = models.DateTimeField("复核签字时间", null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤回人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_because = models.CharField("撤回原因", max_length=500, blank=True)

    objects = PostExitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="post_exit_stands_once_for_a_holding", fields=["holding"], condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(name="post_exit_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="post_exit_by_removal_is_told_to_the_person",
                condition=Q(cause__in=REMOVALS, proposed_last_day__isnull=False, told_on__isnull=False)
                & ~Q(told_how="")
                | ~Q(cause__in=REMOVALS) & Q(proposed_last_day=None, told_on=None, told_how=""),
            ),
            models.CheckConstraint(
                name="post_exit_by_removal_is_signed_by_two_people",
                condition=Q(countersigned_by=None, countersigned_at=None)
                | Q(cause__in=REMOVALS, countersigned_by__isnull=False, countersigned_at__isnull=False)
                & ~Q(countersigned_by=F("signed_by")),
            ),
            models.CheckConstraint(
                name="post_exit_is_withdrawn_for_a_reason_before_it_is_done",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                | Q(
                    cause__in=REMOVALS,
                    countersigned_at=None,
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                )
                & ~Q(withdrawn_because=""),
            ),
        ]
        indexes = [models.Index(fields=["-signed_at", "-id"], name="post_exit_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.cause}"

    @property
    def is_removal(self) -> bool:
        return self.cause in REMOVALS

    @property
    def is_waiting(self) -> bool:
        return self.is_removal and self.countersigned_at is None and self.withdrawn_at is None


class EmptyPostReport(models.Model):
    """空岗报告 of the employer, for the holding that ended. Never changed: whether it came in time is told for ever by
    the day it was due (with the article of then), the day it came, and the day it was written down."""

    holding = models.OneToOneField(PostHolding, models.PROTECT, related_name="report")
    due_on = models.DateField("应报告日期")
    due_source = models.CharField("期限依据", max_length=200)
    reported_on = models.DateField("报告日期")
    evidence = models.CharField("报告凭证", max_length=200)
    entered_on = models.DateField("登记日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    objects = OfHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="empty_post_report_is_judged_by_an_article_on_evidence",
                condition=~Q(due_source="") & ~Q(evidence=""),
            ),
            models.CheckConstraint(
                name="empty_post_report_is_entered_when_it_came_or_later", condition=Q(entered_on__gte=F("reported_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.reported_on}"

    @property
    def standing(self) -> str:
        return reporting(self.due_on, self.entered_on, self.reported_on, self.entered_on)
