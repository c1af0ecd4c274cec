"""公益性岗位: what is to be developed in a year, by field, employer and funding, and the posts that came of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Area, AreaScopedQuerySet
from assistance.enums import GOVERNMENT_FUNDS, Funding, Ownership
from policy import parameters, words

from .employers import Employer


def field_words(code: str) -> str:
    """What a field (开发领域) is called."""
    return words.code_words(code, parameters.POST_FIELDS)


class PostPlanQuerySet(AreaScopedQuerySet):
    def waiting(self) -> Self:
        return self.filter(decided_at=None)


class PostPlan(models.Model):
    """公益性岗位开发计划 of a street or community for a year, decided by the district. What is refused is drawn up
    anew; what becomes necessary later in the year is a further plan."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="post_plans", verbose_name="申报区划")
    year = models.PositiveSmallIntegerField("年度")
    grounds = models.CharField("开发理由", max_length=500)
    submission = models.UUIDField("提交编号", null=True, unique=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申报人")
    submitted_at = models.DateTimeField("申报时间")
    is_approved = models.BooleanField("批准", null=True)
    opinion = models.CharField("审批意见", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审批人"
    )
    decided_at = models.DateTimeField("审批时间", null=True)

    objects = PostPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="post_plan_gives_its_grounds", condition=~Q(grounds="")),
            models.CheckConstraint(
                name="post_plan_is_decided_by_somebody_with_an_opinion",
                condition=Q(decided_by=None, decided_at=None, is_approved=None, opinion="")
                | Q(decided_by__isnull=False, decided_at__isnull=False, is_approved__isnull=False) & ~Q(opinion=""),
            ),
            models.CheckConstraint(
                name="post_plan_is_not_decided_by_who_submitted_it", condition=~Q(decided_by=F("submitted_by"))
            ),
        ]
        indexes = [models.Index(fields=["-year", "-id"], name="post_plan_latest")]

    def __str__(self) -> str:
        return f"{self.area} {self.year}年"


class PostPlanLineQuerySet(AreaScopedQuerySet):
    area_lookup = "plan__area"


class PostPlanLine(models.Model):
    """What a plan develops of one field at one employer out of one funding: how many posts."""

    plan = models.ForeignKey(PostPlan, models.PROTECT, related_name="lines")
    field = models.CharField("开发领域", max_length=20)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="post_plan_lines", verbose_name="用人单位")
    funding = models.CharField("资金来源", max_length=20, choices=Funding)
    numbers = models.PositiveSmallIntegerField("岗位数")

    objects = PostPlanLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="post_plan_names_a_field_employer_and_funding_once",
                fields=["plan", "field", "employer", "funding"],
            ),
            models.CheckConstraint(
                name="post_plan_line_is_of_some_posts_in_a_field", condition=Q(numbers__gte=1) & ~Q(field="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_words} {self.numbers}"

    @property
    def field_words(self) -> str:
        return field_words(self.field)

    @property
    def is_government_funded(self) -> bool:
        return self.funding in GOVERNMENT_FUNDS


class WelfarePostQuerySet(AreaScopedQuerySet):
    def open(self) -> Self:
        return self.filter(closed_on=None)


class WelfarePost(models.Model):
    """公益性岗位: one post for one person, the ``serial``-th of its line of an approved plan (a trigger holds that
    there are no more than planned). Field, employer and funding stand in the line. ``area`` keeps it."""

    line = models.ForeignKey(PostPlanLine, models.PROTECT, related_name="posts")
    serial = models.PositiveSmallIntegerField("序号")
    area = models.ForeignKey(Area, models.PROTECT, related_name="welfare_posts", verbose_name="管理区划")
    title = models.CharField("岗位名称", max_length=50)
    ownership = models.CharField("岗位归属", max_length=10, choices=Ownership)
    place = models.CharField("工作地点", max_length=100)
    wage = models.DecimalField("月工资", max_digits=9, decimal_places=2)
    opened_on = models.DateField("开发日期")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    opened_at = models.DateTimeField("登记时间")
    closed_on = models.DateField("撤销日期", null=True)
    closed_because = models.CharField("撤销原因", max_length=500, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤销人"
    )

    objects = WelfarePostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="post_is_counted_once_in_its_line", fields=["line", "serial"]),
            models.CheckConstraint(
                name="post_has_a_title_a_place_and_a_wage",
                condition=Q(serial__gte=1, wage__gt=0) & ~Q(title="") & ~Q(place=""),
            ),
            models.CheckConstraint(
                name="post_is_closed_by_somebody_for_a_reason",
                condition=Q(closed_on=None, closed_by=None, closed_because="")
                | Q(closed_on__isnull=False, closed_on__gte=F("opened_on"), closed_by__isnull=False)
                & ~Q(closed_because=""),
            ),
        ]
        indexes = [models.Index(fields=["area", "-id"], name="post_of_area")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def number(self) -> str:
        return f"GW{self.line_id:05}-{self.serial:02}"
