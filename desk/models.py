"""The officers' own rule cases (规则用例), every version of them, and what they said to each proposed value."""

from django.db import models
from django.db.models import Q

from accounts.models import Area, AreaScopedQuerySet, User
from policy.models import Proposal


class RuleCaseQuerySet(AreaScopedQuerySet):
    def kept(self) -> "RuleCaseQuerySet":
        """Those that are run; a retired case is kept and no longer asked."""
        return self.filter(retired_at=None)


class RuleCase(models.Model):
    """A rule case an officer wrote: facts, a day, and what the rule must answer by the policy in force in ``area``."""

    area = models.ForeignKey(Area, models.PROTECT, verbose_name="适用区划")
    retired_by = models.ForeignKey(User, models.PROTECT, verbose_name="停用人", related_name="+", null=True, blank=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    retired_reason = models.TextField("停用理由", blank=True)

    objects = RuleCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rulecase_is_retired_by_somebody_with_a_reason",
                condition=Q(retired_at=None, retired_by=None, retired_reason="")
                | (Q(retired_at__isnull=False, retired_by__isnull=False) & ~Q(retired_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"YL{self.pk:04d}"


class RuleCaseVersion(models.Model):
    """A rule case as it was written at one time: the parts as typed, in YAML. A record."""

    case = models.ForeignKey(RuleCase, models.PROTECT, verbose_name="规则用例", related_name="versions")
    version = models.PositiveSmallIntegerField("版本")
    title = models.CharField("标题", max_length=200)
    topic = models.CharField("主题", max_length=20)
    source = models.CharField("依据", max_length=200)
    as_of = models.DateField("评估日期")
    given = models.TextField("所给情况")
    expect = models.TextField("应有结果")
    parameters = models.TextField("另设参数", blank=True)
    note = models.TextField("说明", blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, verbose_name="编写人", related_name="+")
    written_at = models.DateTimeField("编写时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="rulecaseversion_numbered_once", fields=["case", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.case} 第{self.version}版"


class CaseTrial(models.Model):
    """All rule cases run with a value that was proposed: when it was proposed, when it was confirmed, and each time a
    confirmation was stopped by cases that nobody had answered for. A record.

    ``outcomes`` is a list of {case, version, title, before, after, sentences}: verdicts by the policy in force without
    the value and with it.
    """

    class Occasion(models.TextChoices):
        PROPOSED = "proposed", "提出时"
        CONFIRMED = "confirmed", "确认时"
        STOPPED = "stopped", "确认时（未施行）"

    proposal = models.ForeignKey(Proposal, models.PROTECT, verbose_name="取值提案", related_name="trials")
    occasion = models.CharField("时机", max_length=10, choices=Occasion)
    outcomes = models.JSONField("结果")
    asked = models.PositiveIntegerField("用例数")
    broken = models.PositiveIntegerField("不再通过")
    acknowledgement = models.TextField("对不再通过的说明", blank=True)
    run_by = models.ForeignKey(User, models.PROTECT, verbose_name="办理人", related_name="+")
    run_at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casetrial_once_on_each_occasion",
                fields=["proposal", "occasion"],
                condition=~Q(occasion="stopped"),
            ),
            models.CheckConstraint(
                name="casetrial_confirmed_says_why_cases_no_longer_pass",
                condition=~Q(occasion="confirmed", broken__gt=0) | ~Q(acknowledgement=""),
            ),
            models.CheckConstraint(
                name="casetrial_is_stopped_by_a_case_nobody_answers_for",
                condition=~Q(occasion="stopped") | Q(broken__gt=0, acknowledgement=""),
            ),
            models.CheckConstraint(
                name="casetrial_breaks_only_what_it_asked", condition=Q(broken__lte=models.F("asked"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} {self.get_occasion_display()}"
