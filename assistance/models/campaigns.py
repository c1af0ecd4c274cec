"""专项活动: an area's campaign, within which refusals are counted by themselves; whom it is for, what it reaches."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q, Value

from accounts.models import Area, AreaScopedQuerySet, User
from accounts.striking import StruckOff
from assistance.register_enums import ActivityKind, CampaignGroup, CampaignKind, Goal
from households.models import Household, Person

from .employers import Employer


class CampaignQuerySet(AreaScopedQuerySet):
    area_lookup = "area"

    def over(self, area: Area) -> Self:
        """Those of the area itself and of the areas above it: the ones its people take part in."""
        return self.alias(_path=Value(area.path)).filter(_path__startswith=models.F("area__path"))

    def known_to(self, user: User) -> Self:
        """Those of the user's own area, of the areas above it and of those below it."""
        if user.area is None:
            return self.none()
        above = self.over(user.area).values("pk")
        return self.filter(Q(area__path__startswith=user.area.path) | Q(pk__in=above))


class Campaign(models.Model):
    """专项活动: its name, days and the document that ordered it. People of the area below take part.

    ``frozen_on``: since when its ``members`` stand, whoever comes or goes afterwards.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="campaigns", verbose_name="开展区划")
    name = models.CharField("名称", max_length=50)
    validity = DateRangeField("起止日期", help_text="含首日，不含末日")
    basis = models.CharField("文件依据", max_length=100)
    kind = models.CharField("活动类型", max_length=20, choices=CampaignKind, default=CampaignKind.OTHER)
    group = models.CharField("活动对象", max_length=10, choices=CampaignGroup, default=CampaignGroup.PEOPLE)
    frozen_on = models.DateField("确定对象日期", null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确定对象人"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    opened_at = models.DateTimeField("登记时间")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="campaign_has_a_name_of_its_own_in_the_area"),
            models.CheckConstraint(
                name="campaign_has_a_first_and_a_last_day",
                condition=Q(validity__isempty=False, validity__lower_inf=False, validity__upper_inf=False),
            ),
            models.CheckConstraint(name="campaign_names_its_document", condition=~Q(basis="")),
            models.CheckConstraint(
                name="campaign_is_frozen_by_somebody_once_it_began",
                condition=Q(frozen_on=None, frozen_by=None)
                | Q(frozen_by__isnull=False, frozen_on__isnull=False, frozen_on__gte=F("validity__startswith")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignTarget(models.Model):
    """任务指标: the number a campaign sets itself for a goal."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="targets")
    goal = models.CharField("指标", max_length=20, choices=Goal)
    number = models.PositiveIntegerField("任务数")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "goal"], name="campaign_target_once_for_a_goal"),
            models.CheckConstraint(name="campaign_target_is_a_number_to_reach", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_goal_display()} {self.number}"


class CampaignMemberQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"


class CampaignMember(models.Model):
    """活动对象 as of the day they were written down: a person, or a family where ``person`` is None. Kept for ever."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="members")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name="家庭")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="人员")

    objects = CampaignMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "household", "person"],
                name="campaign_has_a_member_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ActivityQuerySet(AreaScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(struck_at=None)


class Activity(StruckOff):
    """活动和宣传记录: what an office did where, for whom, with what, and how many it reached; of a campaign or not."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="开展单位")
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, related_name="activities", verbose_name="专项活动"
    )
    kind = models.CharField("活动形式", max_length=20, choices=ActivityKind)
    on = models.DateField("日期")
    place = models.CharField("地点或媒体", max_length=100)
    audience = models.CharField("宣传对象", max_length=100, blank=True)
    materials = models.CharField("宣传材料", max_length=200, blank=True)
    reached = models.PositiveIntegerField("覆盖人次", default=0)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+", verbose_name="走访的企业")
    result = models.TextField("内容和结果", max_length=1000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.CheckConstraint(name="activity_says_where_and_what", condition=~Q(place="") & ~Q(result="")),
            models.CheckConstraint(
                name="activity_names_the_employer_that_was_visited",
                condition=Q(kind=ActivityKind.ENTERPRISE, employer__isnull=False)
                | ~Q(kind=ActivityKind.ENTERPRISE) & Q(employer=None),
            ),
        ]
        indexes = [models.Index(fields=["-on", "-id"], name="activity_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.on}"


class ModelCase(StruckOff):
    """先进典型: a story worth telling; whoever is named in it has agreed to that."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="推荐单位")
    title = models.CharField("标题", max_length=100)
    story = models.TextField("事迹", max_length=4000)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="涉及人员")
    names_somebody = models.BooleanField("写明了具体人员")
    consented_on = models.DateField("本人同意日期", null=True)
    consent = models.CharField("同意方式", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.CheckConstraint(name="model_case_tells_a_story", condition=~Q(title="") & ~Q(story="")),
            models.CheckConstraint(
                name="model_case_names_nobody_without_consent",
                condition=Q(names_somebody=True, consented_on__isnull=False) & ~Q(consent="")
                | Q(names_somebody=False, person=None, consented_on=None, consent=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title
