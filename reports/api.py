"""报表数字: the return of an area for a month, as published and as counted now. Names stay on the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import AreaRef
from accounts.api.frame import Endpoint
from accounts.models import Area
from accounts.tokens.scopes import Scope
from policy.parameters import ParameterNotInForce

from .models import Publication
from .queries import UnknownPeriod, period_of_day, period_of_month
from .queries.sheets import months, sheet


class BelowSerializer(serializers.Serializer):
    area = AreaRef(help_text="下级区划")
    value = serializers.IntegerField(help_text="数值")


class LineSerializer(serializers.Serializer):
    """A line of the form."""

    line = serializers.CharField(source="line.code", help_text="行次")
    label = serializers.CharField(source="line.label", help_text="指标")  # type: ignore[assignment]  # a field of that name
    unit = serializers.CharField(source="line.unit", help_text="单位")
    value = serializers.IntegerField(source="own.value", help_text="数值：已上报的为上报数，未上报的为现在的数")
    published = serializers.IntegerField(source="own.told", allow_null=True, help_text="上报数")
    live = serializers.IntegerField(source="own.live", help_text="现在的数")
    adjustment = serializers.IntegerField(source="own.adjustment", help_text="对以前各期的调整")
    previous = serializers.IntegerField(allow_null=True, help_text="上期数，上期表样没有这一行的为空")
    below = BelowSerializer(many=True, help_text="各下级区划")


class ReturnSerializer(serializers.Serializer):
    area = AreaRef(help_text="填报单位")
    label = serializers.CharField(source="period.label", help_text="报告期")  # type: ignore[assignment]  # a field of that name
    first = serializers.DateField(source="period.first", help_text="起始日期")
    last = serializers.DateField(source="period.last", help_text="截止日期")
    published_at = serializers.DateTimeField(
        source="publication.published_at", allow_null=True, default=None, help_text="上报时间"
    )
    content_hash = serializers.CharField(
        source="publication.content_hash", allow_null=True, default=None, help_text="上报内容的校验码"
    )
    lines = LineSerializer(source="rows", many=True, help_text="各行")


class MonthSerializer(serializers.Serializer):
    label = serializers.CharField(source="period.label", help_text="报告期")  # type: ignore[assignment]  # a field of that name
    first = serializers.DateField(source="period.first", help_text="起始日期")
    last = serializers.DateField(source="period.last", help_text="截止日期")
    is_published = serializers.SerializerMethodField(help_text="本级是否已上报")

    def get_is_published(self, month: Any) -> bool:
        return month.publication is not None


class MonthsSerializer(serializers.Serializer):
    results = MonthSerializer(many=True)


class Months(Endpoint):
    queryset = Publication.objects.none()
    serializer_class = MonthsSerializer
    scopes = {"GET": Scope.READ_FIGURES}

    @extend_schema(summary="报告期", responses=MonthsSerializer, operation_id="figures_list")
    def get(self, request: Request) -> Response:
        """本级的报告期，最近的在前。"""
        area = self.user.area
        try:
            current = period_of_day(self.today, area) if area else None
        except ParameterNotInForce:
            current = None
        found = months(area, on=self.today, opens_on=current.first.day) if area and current else []
        return self.versioned(self.get_serializer({"results": found}).data)


class Figures(Endpoint):
    queryset = Publication.objects.none()
    serializer_class = ReturnSerializer
    scopes = {"GET": Scope.READ_FIGURES}

    @extend_schema(summary="一个区划一个报告期的报表")
    def get(self, request: Request, label: str, code: str) -> Response:
        """报告期写作 2026-10，区划用代码。数字和名单取自同一处，名单在网页上查看。"""
        area = get_object_or_404(Area.objects.visible_to(self.user).select_related("parent"), code=code)
        try:
            period = period_of_month(label, area)
        except (UnknownPeriod, ParameterNotInForce):
            raise NotFound from None
        if period.first > self.today:
            raise NotFound
        return self.versioned(self.get_serializer(sheet(area, period)).data)
