"""补贴资金: what an area has of a source for a year and a family of subsidies, what is left of it (S1-52, S3-20)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import DecimalField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from accounts.models import Area, AreaScopedQuerySet, User
from subsidies.payment_enums import STANDING, Encoding, Family, FileKind, FundSource, Separator, Totals

_YUAN: Any = DecimalField(max_digits=14, decimal_places=2)
_NOTHING = Value(0, output_field=_YUAN)


def areas_above(area: Area) -> list[str]:
    """The paths of the areas that ``area`` lies in, itself left out."""
    codes = area.path.split("/")[:-1]
    return ["/".join(codes[:depth]) + "/" for depth in range(1, len(codes))]


class FundQuerySet(AreaScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the user's area and below it, and those above it: districts are paid out of the city's, too."""
        if user.area is None:
            return self.none()
        return self.filter(Q(area__path__startswith=user.area.path) | Q(area__path__in=areas_above(user.area)))

    def paying_for(self, area: Area) -> Self:
        """Those that batches of ``area`` may be paid out of: its own and those above it."""
        return self.filter(area__path__in=[area.path, *areas_above(area)])

    def with_left(self) -> Self:
        """With ``given`` (下达), ``used`` by payments that stand, and what is ``left``."""
        given = Allocation.objects.filter(fund=OuterRef("pk")).order_by().values("fund").annotate(of=Sum("amount"))
        standing = Fund.objects.filter(pk=OuterRef("pk"), batches__payments__status__in=STANDING)
        used = standing.order_by().values("pk").annotate(of=Sum("batches__payments__amount"))
        rows = self.annotate(
            given=Coalesce(Subquery(given.values("of"), output_field=_YUAN), _NOTHING),
            used=Coalesce(Subquery(used.values("of"), output_field=_YUAN), _NOTHING),
        )
        return rows.annotate(left=models.F("given") - models.F("used"))


class Fund(models.Model):
    """资金: of one area, year, family and source. What payments that stand take of it is never more than was given to
    it (a trigger that locks the fund)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="subsidy_funds", verbose_name="区划")
    year = models.PositiveSmallIntegerField("年度")
    family = models.CharField("补贴类别", max_length=20, choices=Family)
    source = models.CharField("资金来源", max_length=20, choices=FundSource)

    objects = FundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="fund_is_one_of_its_area_year_family_and_source", fields=["area", "year", "family", "source"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}年 {self.get_family_display()} {self.get_source_display()}"


class AllocationQuerySet(AreaScopedQuerySet):
    area_lookup = "fund__area"


class Allocation(models.Model):
    """资金下达: what a document gave to a fund or, below zero, took back. A record."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="allocations", verbose_name="资金")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    document = models.CharField("文号", max_length=120)
    on = models.DateField("下达日期")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    entered_at = models.DateTimeField("登记时间")
    submission = models.UUIDField("提交编号", null=True, unique=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="allocation_is_of_some_yuan_by_a_document", condition=~Q(amount=0) & ~Q(document="")
            ),
        ]
        indexes = [models.Index(fields=["fund", "-on", "-id"], name="allocation_of_fund")]

    def __str__(self) -> str:
        return f"{self.document} {self.amount}"


class BankFormatQuerySet(AreaScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the areas above, too: the city sets them for its districts."""
        if user.area is None:
            return self.none()
        return self.filter(Q(area__path__startswith=user.area.path) | Q(area__path__in=areas_above(user.area)))


class BankFormat(models.Model):
    """银行报盘格式, from a day on: the latest of a name that has begun is in force. A record."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="区划")
    name = models.CharField("格式名称", max_length=50)
    since = models.DateField("启用日期")
    kind = models.CharField("文件种类", max_length=10, choices=FileKind)
    columns = models.JSONField("列")
    separator = models.CharField("分隔符", max_length=1, choices=Separator, blank=True)
    encoding = models.CharField("编码", max_length=10, choices=Encoding, blank=True)
    has_heading = models.BooleanField("首行为列名", default=True)
    totals = models.CharField("合计", max_length=10, choices=Totals)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="设定人")
    set_at = models.DateTimeField("设定时间")

    objects = BankFormatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="bank_format_begins_once_on_a_day", fields=["area", "name", "since"]),
            models.CheckConstraint(
                name="bank_format_says_how_its_text_is_written",
                condition=Q(kind=FileKind.WORKBOOK, separator="", encoding="")
                | Q(kind=FileKind.TEXT, separator__in=Separator.values, encoding__in=Encoding.values),
            ),
            models.CheckConstraint(name="bank_format_has_a_name_and_columns", condition=~Q(name="") & ~Q(columns=[])),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.since} 起）"
