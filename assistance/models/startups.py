"""创业: projects to choose from, who starts a business, the steps on the way, who helps, and the jobs it creates."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Area, Organisation
from accounts.striking import StruckOff
from assistance.training_enums import WRITTEN_STEPS, Pairing
from households.models import Household, Person, Registration

from .campaigns import CampaignQuerySet
from .offers import EntryQuerySet


class Project(models.Model):
    """项目库: a business somebody may start, known to the area that entered it, above it and below it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="projects", verbose_name="征集单位")
    name = models.CharField("项目名称", max_length=100)
    field = models.CharField("行业", max_length=50)
    capital = models.DecimalField("所需资金（元）", max_digits=11, decimal_places=2)
    description = models.CharField("项目简介", max_length=1000)
    source = models.CharField("项目来源", max_length=100)
    withdrawn_on = models.DateField("下架日期", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="project_says_what_it_is_and_whence",
                condition=~Q(name="") & ~Q(field="") & ~Q(description="") & ~Q(source=""),
            ),
            models.CheckConstraint(name="project_takes_no_capital_below_nothing", condition=Q(capital__gte=0)),
            models.UniqueConstraint(name="project_has_a_name_of_its_own_in_the_area", fields=["area", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class StartUp(StruckOff):
    """创业“一条龙” of one person. ``leader_since``: named 创业带头人. Struck off, it was wrong, or given up."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="startups", verbose_name="人员")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name="家庭")
    opened_on = models.DateField("建档日期")
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="startups", verbose_name="创业项目"
    )
    project_on = models.DateField("选定日期", null=True, blank=True)
    leader_since = models.DateField("确定为创业带头人", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    objects = EntryQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(name="startup_one_of_a_person", fields=["person"], condition=Q(struck_at=None)),
            models.CheckConstraint(
                name="startup_project_was_chosen_on_a_day",
                condition=Q(project=None, project_on=None) | Q(project__isnull=False, project_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-opened_on", "-id"], name="startup_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.opened_on}"


class OfStartUpQuerySet(EntryQuerySet):
    person_lookup = "startup__person"


class StepDone(StruckOff):
    """A step on the way, taken on a day; only what stands nowhere else."""

    startup = models.ForeignKey(StartUp, models.PROTECT, related_name="steps")
    step = models.CharField("环节", max_length=15, choices=[(step.value, step.label) for step in WRITTEN_STEPS])
    on = models.DateField("日期")
    note = models.CharField("内容", max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    objects = OfStartUpQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="step_once_a_day_of_a_startup", fields=["startup", "step", "on"], condition=Q(struck_at=None)
            ),
            models.CheckConstraint(name="step_says_what_was_done", condition=~Q(note="")),
            models.CheckConstraint(name="step_is_one_that_is_written_down", condition=Q(step__in=WRITTEN_STEPS)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.step}"


class StartUpPair(StruckOff):
    """结对帮扶: a body that helps somebody to start (工商、工会、妇联等). Struck off, it helps no longer."""

    startup = models.ForeignKey(StartUp, models.PROTECT, related_name="pairs")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="startup_pairs", verbose_name="帮扶单位"
    )
    kind = models.CharField("帮扶方式", max_length=15, choices=Pairing)
    contact = models.CharField("联系人", max_length=50, blank=True)
    since = models.DateField("结对日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    objects = OfStartUpQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(
                name="pair_once_of_a_startup_and_body",
                fields=["startup", "organisation"],
                condition=Q(struck_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class CreatedJob(StruckOff):
    """带动就业: somebody at work with a start-up: of the registry, whose days stand there, or named with the days."""

    startup = models.ForeignKey(StartUp, models.PROTECT, related_name="jobs")
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="就业登记"
    )
    name = models.CharField("姓名", max_length=50, blank=True)
    since = models.DateField("就业日期", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    objects = OfStartUpQuerySet.as_manager()

    class Meta(StruckOff.Meta):
        constraints = [
            *StruckOff.Meta.constraints,
            models.UniqueConstraint(name="job_created_once", fields=["registration"], condition=Q(struck_at=None)),
            models.UniqueConstraint(
                name="job_created_once_for_a_name",
                fields=["startup", "name", "since"],
                condition=Q(struck_at=None, registration=None),
            ),
            models.CheckConstraint(
                name="job_is_of_the_registry_or_named_with_its_day",
                condition=Q(registration__isnull=False, name="", since=None)
                | Q(registration=None, since__isnull=False) & ~Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
