import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from accounts.constraints import same
from accounts.models import Area

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


class ParameterKey(models.Model):
    """One row per parameter declared in ``parameters.py``: its number in constraints."""

    key = models.CharField("参数", max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key


class ParameterValueQuerySet(models.QuerySet):
    def in_force(self, on: dt.date, area: Area) -> Self:
        """Values that hold in ``area`` on the day ``on``: its own and those of the areas above, nearest first."""
        return (
            self.annotate(here=Value(area.path, models.CharField()))
            .filter(validity__contains=on, here__startswith=F("area__path"))
            .order_by("area__level", "pk")
        )


class ParameterValue(models.Model):
    """The value of one parameter in one area during one period, with the article that set it."""

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


def _read(parameter: parameters.Parameter, row: ParameterValue) -> parameters.Value:
    return parameters.Value(parameter, parameter.read(row.value), row.source, row.document.number, row.article)


def value_on(parameter: parameters.Parameter, on: dt.date, area: Area) -> parameters.Value:
    """The value of ``parameter`` on the day ``on`` in ``area``: a district's own before the city's.

    Raises ParameterNotInForce if no value covers that day.
    """
    return values_on([parameter], on, area)[parameter.key]


def values_on(wanted: Iterable[parameters.Parameter], on: dt.date, area: Area) -> dict[str, parameters.Value]:
    """The values of several parameters by key, in one query. Raises ParameterNotInForce for the first without one."""
    by_key = {parameter.key: parameter for parameter in wanted}
    rows = ParameterValue.objects.filter(key__key__in=by_key).in_force(on, area).select_related("document", "key")
    found: dict[str, parameters.Value] = {}
    for row in rows:
        if row.key.key not in found:
            found[row.key.key] = _read(by_key[row.key.key], row)
    for key, parameter in by_key.items():
        if key not in found:
            raise parameters.ParameterNotInForce(
                f"{parameter.title}（{key}）在 {on} 没有取值，请市局在“政策参数”中补录。"
            )
    return found


class CalendarYear(models.Model):
    """A year whose holidays and swapped working days have been announced and entered."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="依据文件")

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
