import datetime as dt
from collections.abc import Collection, Iterable
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from accounts.constraints import same
from accounts.enums import AreaLevel
from accounts.models import Area, AreaScopedQuerySet, User
from accounts.uploads.models import KeptFile

from . import parameters
from .deadlines import Calendar


class Document(models.Model):
    """A policy document (政策文件): what every number and every rule appeals to."""

    class Level(models.TextChoices):
        NATIONAL = "national", "国家"
        PROVINCE = "province", "省"
        CITY = "city", "市"
        DISTRICT = "district", "区县"
        DESIGN = "design", "设计默认值"

    number = models.CharField("文号", max_length=80, unique=True)
    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("发文机关", max_length=100)
    issued_on = models.DateField("成文日期")
    effective_from = models.DateField("施行日期", null=True, blank=True)
    effective_to = models.DateField("失效日期", null=True, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level)
    upper_numbers = ArrayField(models.CharField(max_length=80), verbose_name="上位文件", default=list, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_lapses_after_it_takes_effect",
                condition=Q(effective_to=None) | Q(effective_from=None) | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}《{self.title}》"


class Replacement(models.Model):
    """A document that another repealed (废止) or replaced (替代), from a day on."""

    class Kind(models.TextChoices):
        REPEALED = "repealed", "废止"
        REPLACED = "replaced", "替代"

    replaced = models.OneToOneField(
        Document, models.PROTECT, verbose_name="被废止或替代的文件", related_name="replacement"
    )
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="依据文件", related_name="replacements")
    kind = models.CharField("方式", max_length=10, choices=Kind)
    on = models.DateField("自何日起")

    class Meta:
        constraints = [
            models.CheckConstraint(name="document_is_replaced_by_another", condition=~Q(replaced=F("document"))),
        ]

    def __str__(self) -> str:
        return f"自 {self.on} 起被 {self.document.number} {self.get_kind_display()}"


class DocumentScan(KeptFile):
    """原文扫描件: a page of a document as a picture, or all of it as a PDF. Written by ``policy.scans.actions``."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="scans", verbose_name="政策文件")

    class Meta(KeptFile.Meta):
        constraints = [
            *KeptFile.Meta.constraints,
            models.UniqueConstraint(
                name="documentscan_same_file_once", fields=["document", "sha256"], condition=Q(struck_at=None)
            ),
        ]


class SystemKind(models.TextChoices):
    """制度 every area has in writing: 哈人社发〔2010〕230号 第五条(一)."""

    REGISTRATION = "registration", "登记认定制度"
    DYNAMIC = "dynamic", "动态管理制度"
    SORTED_HELP = "sorted_help", "分类帮扶制度"
    FOLLOW_UP = "follow_up", "跟踪服务制度"
    PROMISE = "promise", "一对一帮扶限时上岗承诺制度"


class WrittenSystem(KeptFile):
    """制度: how an area does one kind of its work, in writing. It holds from its day until the next of its kind begins;
    what it replaces stays. Written by ``policy.systems.actions``."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="written_systems", verbose_name="单位")
    kind = models.CharField("制度", max_length=20, choices=SystemKind)
    title = models.CharField("名称", max_length=200)
    in_force_from = models.DateField("施行日期")

    objects = AreaScopedQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            *KeptFile.Meta.constraints,
            models.UniqueConstraint(
                name="writtensystem_one_of_a_kind_begins_on_a_day",
                fields=["area", "kind", "in_force_from"],
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(name="writtensystem_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class ParameterKey(models.Model):
    """One row per parameter declared in ``parameters.py``: its number in constraints."""

    key = models.CharField("参数", max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key


class ParameterValueQuerySet(models.QuerySet):
    def over(self, area: Area) -> Self:
        """Values enacted for ``area`` or an area above, nearest first."""
        here = self.annotate(here=Value(area.path, models.CharField()))
        return here.filter(here__startswith=F("area__path")).order_by("area__level", "pk")

    def in_force(self, on: dt.date, area: Area) -> Self:
        """Values that hold in ``area`` on the day ``on``: its own and those of the areas above, nearest first."""
        return self.over(area).filter(validity__contains=on)


class ParameterValue(models.Model):
    """The value of one parameter in one area during one period, with the article that set it.

    A trigger holds that only its end is ever changed, by the value that follows; it is never deleted.
    """

    key = models.ForeignKey(ParameterKey, models.PROTECT, verbose_name="参数", related_name="values")
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="适用区划")
    value = models.JSONField("取值", null=True)
    validity = DateRangeField("施行期间", help_text="含首日，不含末日")
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="依据文件")
    article = models.CharField("条款", max_length=100)

    objects = ParameterValueQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="parameter_value_one_per_area_and_day",
                expressions=[same("key"), same("area"), ("validity", RangeOperators.OVERLAPS)],
                violation_error_message="同一参数的施行期间不得重叠。",
            ),
            models.CheckConstraint(
                name="parameter_value_holds_for_a_day_at_least", condition=Q(validity__isempty=False)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.value} {self.validity}"

    @property
    def source(self) -> str:
        return f"{self.document.number} {self.article}".strip()


class ProposalQuerySet(AreaScopedQuerySet):
    def open(self) -> Self:
        return self.filter(status=Proposal.Status.OPEN)

    def waiting_for(self, user: User) -> Self:
        """What ``user`` may decide: open, inside the own area, and proposed by somebody else."""
        return self.visible_to(user).open().exclude(proposed_by=user)


class Proposal(models.Model):
    """A value somebody proposes for an area from a day on; in force only when another person has confirmed it.

    So is the working calendar of a year, for everybody: of a correction ``since`` is the first day it changes.
    """

    class Status(models.TextChoices):
        OPEN = "open", "待确认"
        CONFIRMED = "confirmed", "已确认"
        REFUSED = "refused", "不同意"
        WITHDRAWN = "withdrawn", "已撤回"

    key = models.ForeignKey(ParameterKey, models.PROTECT, verbose_name="参数", related_name="proposals")
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="适用区划")
    value = models.JSONField("取值", null=True)
    since = models.DateField("自何日起施行")
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="依据文件")
    article = models.CharField("条款", max_length=100)
    reason = models.TextField("理由")
    proposed_by = models.ForeignKey(User, models.PROTECT, verbose_name="提出人", related_name="+")
    proposed_at = models.DateTimeField("提出时间")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.OPEN)
    decided_by = models.ForeignKey(User, models.PROTECT, verbose_name="确认人", related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    comment = models.TextField("意见", blank=True)
    enacted = models.OneToOneField(
        ParameterValue, models.PROTECT, verbose_name="施行的取值", related_name="proposal", null=True, blank=True
    )
    announced = models.ForeignKey(
        "CalendarYear", models.PROTECT, verbose_name="施行的工作日历", related_name="+", null=True, blank=True
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_is_decided_by_another_person",
                condition=Q(decided_by=None) | Q(status="withdrawn") | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposal_is_withdrawn_by_its_own_proposer",
                condition=~Q(status="withdrawn") | Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposal_is_open_until_somebody_decides",
                condition=Q(status="open", decided_by=None, decided_at=None)
                | (~Q(status="open") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="proposal_confirmed_alone_has_something_in_force",
                condition=Q(status="confirmed", enacted__isnull=False, announced=None)
                | Q(status="confirmed", enacted=None, announced__isnull=False)
                | (~Q(status="confirmed") & Q(enacted=None, announced=None)),
            ),
            models.CheckConstraint(
                name="proposal_is_refused_with_a_reason", condition=~Q(status="refused") | ~Q(comment="")
            ),
            models.UniqueConstraint(
                name="proposal_open_once_for_a_day", fields=["key", "area", "since"], condition=Q(status="open")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter.title}：{self.area} 自 {self.since} 起"

    @property
    def parameter(self) -> parameters.Parameter:
        return parameters.named(self.key.key)


def _read(parameter: parameters.Parameter, row: ParameterValue) -> parameters.Value:
    return parameters.Value(parameter, parameter.read(row.value), row.source, row.document.number, row.article)


def holding_rows(rows: Iterable[ParameterValue]) -> dict[str, ParameterValue]:
    """Of the rows in force on one day in one area, nearest first, the one that holds, by key.

    A district's own value holds only within the bounds the city sets for that day: 各区、县（市）可制定具体实施细则 is
    given to the districts within the city's rule (S2-60), so what bounds leave outside gives way to the city's value
    from their first day on, and for as long as they stand. What was decided by it until then stays as it was decided.
    """
    nearest = list(rows)
    bounds: dict[str, ParameterValue] = {}
    for row in nearest:
        if parameters.is_bounds(row.key.key):
            bounds.setdefault(parameters.bounded(row.key.key).key, row)
    holding: dict[str, ParameterValue] = {}
    for row in nearest:
        if not is_beyond(row, bounds.get(row.key.key)):
            holding.setdefault(row.key.key, row)
    return holding


def is_beyond(row: ParameterValue, bounds: ParameterValue | None) -> bool:
    """Whether ``row`` is a district's own value that lies outside the city's bounds of a day, if there are any."""
    if bounds is None or row.area.level >= AreaLevel.CITY:
        return False
    parameter = parameters.named(row.key.key)
    within = parameters.bounds_of(parameter).read(bounds.value)
    return within is None or not within.allow(parameter.read(row.value))


def value_on(parameter: parameters.Parameter, on: dt.date, area: Area) -> parameters.Value:
    """The value of ``parameter`` on the day ``on`` in ``area``: a district's own, within the city's bounds, before
    the city's.

    Raises ParameterNotInForce if no value covers that day.
    """
    return values_on([parameter], on, area)[parameter.key]


def values_on(wanted: Iterable[parameters.Parameter], on: dt.date, area: Area) -> "Held":
    """The values of several parameters by key, in one query. Raises ParameterNotInForce for the first without one."""
    wanted = list(wanted)
    held = held_on(wanted, on, area)
    for parameter in wanted:
        held[parameter.key]
    return held


class Held(dict[str, parameters.Value]):
    """Values that hold on one day, by key; to ask for one that does not raises ParameterNotInForce."""

    def __init__(self, on: dt.date) -> None:
        super().__init__()
        self.on = on

    def __missing__(self, key: str) -> parameters.Value:
        title = parameters.named(key).title
        raise parameters.ParameterNotInForce(f"{title}（{key}）在 {self.on} 没有取值，请市局在“政策参数”中补录。")


def held_on(wanted: Collection[parameters.Parameter], on: dt.date, area: Area) -> Held:
    """``values_on`` of those of the parameters that have a value, and no refusal until another is asked for."""
    return _held(_enacted(wanted).in_force(on, area), wanted, on)


class History:
    """Every value of some parameters in one area, asked for once: what held on any day."""

    def __init__(self, wanted: Collection[parameters.Parameter], area: Area) -> None:
        self.wanted = wanted
        self.rows = list(_enacted(wanted).over(area))

    def on(self, day: dt.date) -> Held:
        """As ``held_on``."""
        return _held((row for row in self.rows if _is_in_force(row, day)), self.wanted, day)


def _is_in_force(row: ParameterValue, day: dt.date) -> bool:
    since, until = row.validity.lower, row.validity.upper
    return (since is None or since <= day) and (until is None or day < until)


def _enacted(wanted: Collection[parameters.Parameter]) -> ParameterValueQuerySet:
    keys = [key for parameter in wanted for key in (parameter.key, parameters.bounds_of(parameter).key)]
    return ParameterValue.objects.filter(key__key__in=keys).select_related("document", "key", "area")


def _held(rows: Iterable[ParameterValue], wanted: Collection[parameters.Parameter], on: dt.date) -> Held:
    by_key = {parameter.key: parameter for parameter in wanted}
    held = Held(on)
    for key, row in holding_rows(rows).items():
        if key in by_key:
            held[key] = _read(by_key[key], row)
    return held


def last_enacted() -> int:
    """Which value was enacted last: as long as it is the same, so are all values, for none is ever edited."""
    return ParameterValue.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


class CalendarYear(models.Model):
    """A year whose holidays and swapped working days have been announced and entered.

    Triggers hold that it stays, and that none of its days before ``fixed_before`` ever changes: what was late by them
    stays as late as it was. While a year is entered for the first time nothing of it is fixed.
    """

    year = models.PositiveSmallIntegerField("年度", unique=True)
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="依据文件")
    fixed_before = models.DateField("此日之前不再变动", null=True)

    def __str__(self) -> str:
        return f"{self.year}年"


class CalendarException(models.Model):
    """A weekday off, or a weekend day worked, as announced for its year."""

    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("是否上班")
    calendar_year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="exceptions", verbose_name="年度")
    title = models.CharField("名称", max_length=30, blank=True)

    def __str__(self) -> str:
        return f"{self.day} {'上班' if self.is_workday else '放假'}"


def calendar() -> Calendar:
    """The working-day calendar as entered, known until the end of the last announced year."""
    last = CalendarYear.objects.aggregate(last=models.Max("year"))["last"]
    exceptions = dict(CalendarException.objects.values_list("day", "is_workday"))
    return Calendar(exceptions, dt.date(last, 12, 31) if last else None)
