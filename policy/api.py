"""政策参数: what is in force on a day in an area, and by which article."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.errors import invalid
from accounts.api.fields import AreaRef, DayField, FirstDay, LastDay
from accounts.api.filters import CODE, DAY
from accounts.api.frame import Endpoint
from accounts.models import Area
from accounts.tokens.scopes import Scope

from . import parameters, queries
from .models import ParameterValue

ASKED = [
    OpenApiParameter("on", DAY, description="哪一天，默认今天"),
    OpenApiParameter("area", CODE, description="适用区划的代码，默认本人所属区划"),
]


class ValueSerializer(serializers.ModelSerializer):
    """A value with the article that set it."""

    area = AreaRef(help_text="由哪个区划设定")
    since = FirstDay(source="validity", help_text="施行首日")
    until = LastDay(source="validity", help_text="施行末日，含当日")
    document = serializers.CharField(source="document.number", help_text="依据文件的文号")
    value = serializers.JSONField(help_text="取值，形式依 kind 而定")

    class Meta:
        model = ParameterValue
        fields = ("area", "value", "since", "until", "document", "article")


class StandingSerializer(serializers.Serializer):
    """A declared parameter and what is in force."""

    key = serializers.CharField(source="parameter.key", help_text="参数")
    title = serializers.CharField(source="parameter.title", help_text="名称")
    unit = serializers.CharField(source="parameter.unit", help_text="单位")
    kind = serializers.CharField(source="parameter.kind.value", help_text="取值的种类")
    words = serializers.CharField(help_text="取值的中文表述，没有取值时为空")
    in_force = ValueSerializer(source="row", allow_null=True, help_text="当日施行的取值，没有时为空")
    next = ValueSerializer(allow_null=True, help_text="此后已公布的取值")


class ParametersSerializer(serializers.Serializer):
    results = StandingSerializer(many=True)


class ParameterSerializer(StandingSerializer):
    history = ValueSerializer(many=True, help_text="本人可见的全部取值")


class OfParameters(Endpoint):
    queryset = ParameterValue.objects.none()
    scopes = {"GET": Scope.READ_POLICY}
    is_filtered = True

    @property
    def on(self) -> dt.date:
        typed = self.request.GET.get("on")
        if not typed:
            return self.today
        try:
            return DayField().run_validation(typed)
        except serializers.ValidationError as wrong:
            raise invalid({"on": [str(word) for word in wrong.args[0]]}) from wrong

    @property
    def area(self) -> Area | None:
        code = self.request.GET.get("area")
        return get_object_or_404(queries.reading_areas(self.user), code=code) if code else self.user.area

    def standings(self) -> Iterable[queries.Standing]:
        return [one for ones in queries.standing_by_subject(self.on, self.area).values() for one in ones]


class ParameterList(OfParameters):
    serializer_class = ParametersSerializer

    @extend_schema(summary="政策参数", parameters=ASKED, responses=ParametersSerializer, operation_id="parameters_list")
    def get(self, request: Request) -> Response:
        """某一天在某个区划适用的全部参数，每个都附依据。"""
        return self.versioned(self.get_serializer({"results": self.standings()}).data)


class ParameterDetail(OfParameters):
    serializer_class = ParameterSerializer

    @extend_schema(summary="一个参数", parameters=ASKED)
    def get(self, request: Request, key: str) -> Response:
        """一个参数现行的取值和以往的取值。"""
        try:
            parameter = parameters.named(key)
        except KeyError:
            raise NotFound from None
        standing: Any = queries.standing_of(parameter, self.on, self.area)
        shown = {name: getattr(standing, name) for name in ("parameter", "words", "row", "next")}
        history = queries.history(parameter, self.user)
        return self.versioned(self.get_serializer({**shown, "history": history}).data)
