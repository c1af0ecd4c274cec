"""期初导入: what an old system knew on the day a city began here, kept aside until a second person accepts it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import AreaLevel
from accounts.fields import EncryptedTextField
from accounts.models import Area, AreaScopedQuerySet

from .registry import Household, Person


class OpeningStatus(models.TextChoices):
    PREPARING = "preparing", "准备中"
    PRESENTED = "presented", "待核对"
    ACCEPTED = "accepted", "已接收，正在登记"
    ENTERED = "entered", "已登记"
    WITHDRAWN = "withdrawn", "已撤回"


UNDER_WAY = (OpeningStatus.PREPARING, OpeningStatus.PRESENTED, OpeningStatus.ACCEPTED)


class Opening(models.Model):
    """What is taken over into ``area`` from ``system`` as it stood at the end of ``cut_over_on``.

    Its rows count nowhere until somebody who had no hand in it accepts it; then they are entered, once and for good.
    Until then it can be withdrawn, and leaves nothing but this row.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="openings", verbose_name="区划")
    cut_over_on = models.DateField("切换日", help_text="旧系统最后一天，含当日")
    system = models.CharField("旧系统名称", max_length=60)
    status = models.CharField("状态", max_length=10, choices=OpeningStatus, default=OpeningStatus.PREPARING)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    drafted_at = models.DateTimeField("发起时间")
    presented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提交人"
    )
    presented_at = models.DateTimeField("提交核对时间", null=True)
    returned_because = models.CharField("退回原因", max_length=500, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="接收人"
    )
    accepted_at = models.DateTimeField("接收时间", null=True)
    entered_at = models.DateTimeField("登记完成时间", null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤回人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawal = models.CharField("撤回原因", max_length=500, blank=True)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="opening_one_under_way_per_area", fields=["area"], condition=Q(status__in=UNDER_WAY)
            ),
            models.CheckConstraint(
                name="opening_cuts_over_by_the_day_it_begins", condition=Q(cut_over_on__lte=F("drafted_at__date"))
            ),
            models.CheckConstraint(
                name="opening_is_accepted_by_somebody_else_at_a_time",
                condition=Q(accepted_by=None, accepted_at=None, status__in=["preparing", "presented", "withdrawn"])
                | Q(accepted_by__isnull=False, accepted_at__isnull=False, status__in=["accepted", "entered"])
                & ~Q(accepted_by=F("drafted_by"))
                & ~Q(accepted_by=F("presented_by")),
            ),
            models.CheckConstraint(
                name="opening_is_presented_before_it_is_accepted",
                condition=Q(status__in=["preparing", "withdrawn"])
                | Q(presented_by__isnull=False, presented_at__isnull=False),
            ),
            models.CheckConstraint(
                name="opening_is_withdrawn_by_somebody_for_a_reason",
                condition=~Q(status="withdrawn") & Q(withdrawn_by=None, withdrawn_at=None, withdrawal="")
                | Q(status="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawal=""),
            ),
            models.CheckConstraint(
                name="opening_is_entered_at_a_time",
                condition=Q(status="entered", entered_at__isnull=False) | ~Q(status="entered") & Q(entered_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"Q{self.pk:08d}"

    @property
    def source(self) -> str:
        """How what came from here cites it."""
        return f"{self.system}转入（期初导入 {self.number}，切换日 {self.cut_over_on}）"


class OpeningFileQuerySet(AreaScopedQuerySet):
    area_lookup = "opening__area"


class OpeningFile(models.Model):
    """A file of the old system, of one kind, kept sealed. ``kind`` is one of those the desk knows.

    ``headings`` are those found in it, with the words that stand below the ones that hold codes; ``read_at`` is when
    all its lines had become rows.
    """

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="files")
    kind = models.CharField("种类", max_length=20)
    file = models.FileField("文件", upload_to="openings", max_length=200)
    size = models.PositiveIntegerField("大小", help_text="字节")
    sha256 = models.CharField("校验值", max_length=64)
    headings = models.JSONField("表头", default=dict)
    lines = models.PositiveIntegerField("数据行数", default=0)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")
    read_at = models.DateTimeField("读完时间", null=True)

    objects = OpeningFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="opening_file_same_file_once", fields=["opening", "sha256"]),
            models.CheckConstraint(name="opening_file_holds_a_file", condition=~Q(file="") & Q(size__gte=1)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class ColumnMapping(models.Model):
    """列对应: how a kind of file of an old system is headed, and what its words mean: used again for the next file.

    ``columns`` is heading → field, "" for one that is not read; ``codes`` is field → word → our code.
    """

    kind = models.CharField("种类", max_length=20)
    system = models.CharField("旧系统名称", max_length=60)
    columns = models.JSONField("列", default=dict)
    codes = models.JSONField("代码", default=dict)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="保存人")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="column_mapping_one_per_kind_and_system", fields=["kind", "system"])
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.kind}"


class RowOutcome(models.TextChoices):
    READY = "ready", "可登记"
    PRESENT = "present", "系统已有"
    REPEATED = "repeated", "重复行"
    REFUSED = "refused", "不能导入"
    ENTERED = "entered", "已登记"


KNOWN = (RowOutcome.READY, RowOutcome.PRESENT, RowOutcome.ENTERED)


class OpeningRowQuerySet(AreaScopedQuerySet):
    area_lookup = "opening__area"

    def known(self) -> Self:
        """Those whose subject is, or will be, in the registry by this opening: each once."""
        return self.filter(outcome__in=KNOWN)


class OpeningRow(models.Model):
    """One line of a file, as it was understood. ``values`` are its fields as JSON, sealed.

    ``key`` is what it is about within its kind and ``also`` a second thing it alone may be about, such as a number:
    no two rows to be entered share either. ``since`` is the day it begins. What it became is ``made_label`` (of a
    model) and ``made_id``.
    """

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="rows")
    file = models.ForeignKey(OpeningFile, models.PROTECT, related_name="rows")
    kind = models.CharField("种类", max_length=20)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    line = models.PositiveIntegerField("行号")
    values = EncryptedTextField("内容")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="opening_rows")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="opening_rows")
    community = models.ForeignKey(
        Area, models.PROTECT, null=True, related_name="+", limit_choices_to={"level": AreaLevel.COMMUNITY}
    )
    since = models.DateField("起始日期", null=True)
    key = models.CharField(max_length=80, blank=True)
    also = models.CharField(max_length=80, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=RowOutcome)
    reason = models.CharField("原因", max_length=500, blank=True)
    made_label = models.CharField(max_length=60, blank=True)
    made_id = models.BigIntegerField(null=True)

    objects = OpeningRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="opening_row_one_per_line", fields=["file", "sheet", "line"]),
            models.UniqueConstraint(
                name="opening_row_enters_a_thing_once",
                fields=["opening", "kind", "key"],
                condition=Q(outcome__in=["ready", "entered"]),
            ),
            models.UniqueConstraint(
                name="opening_row_enters_a_number_once",
                fields=["opening", "kind", "also"],
                condition=Q(outcome__in=["ready", "entered"]) & ~Q(also=""),
            ),
            models.CheckConstraint(
                name="opening_row_to_enter_is_about_somebody_since_a_day",
                condition=~Q(outcome__in=["ready", "entered"])
                | Q(person__isnull=False, household__isnull=False, community__isnull=False, since__isnull=False)
                & ~Q(key=""),
            ),
            models.CheckConstraint(
                name="opening_row_says_why_it_is_not_entered",
                condition=Q(outcome__in=["ready", "entered"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="opening_row_leads_to_what_it_became",
                condition=Q(outcome="entered", made_id__isnull=False) & ~Q(made_label="")
                | ~Q(outcome="entered") & Q(made_id=None, made_label=""),
            ),
        ]
        indexes = [models.Index(fields=["opening", "kind", "outcome"], name="opening_row_outcome")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outcome}"


class ControlFigureQuerySet(AreaScopedQuerySet):
    area_lookup = "opening__area"

    def accepted(self) -> Self:
        return self.exclude(counted=None)


class ControlFigure(models.Model):
    """旧系统期末数: what the last return of the old system says of a kind in a community, and why the rows differ.

    ``counted`` is what the rows gave when the opening was accepted; from then on nothing here changes.
    """

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="control_figures")
    kind = models.CharField("种类", max_length=20)
    community = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="社区")
    value = models.PositiveIntegerField("旧系统期末数")
    reason = models.CharField("差异原因", max_length=300, blank=True)
    counted = models.PositiveIntegerField("导入数", null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="录入人")
    set_at = models.DateTimeField("录入时间")

    objects = ControlFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="control_figure_one_per_kind_and_community", fields=["opening", "kind", "community"]
            ),
            models.CheckConstraint(
                name="control_figure_explains_a_difference",
                condition=Q(counted=None) | Q(counted=F("value")) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.value}"
