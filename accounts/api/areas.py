"""区划: the own area and all below it."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.enums import AreaLevel
from accounts.models import Area
from accounts.tokens.scopes import Scope

from .fields import CodeField
from .filters import AreaFilter
from .frame import Endpoint, ListEndpoint


class AreaSerializer(serializers.ModelSerializer):
    level = CodeField(AreaLevel, help_text="层级")
    parent = serializers.CharField(source="parent.code", allow_null=True, default=None, help_text="上级区划代码")  # type: ignore[assignment]  # a field of that name
    successor = serializers.CharField(source="successor.code", allow_null=True, default=None, help_text="并入区划代码")

    class Meta:
        model = Area
        fields = ("code", "name", "level", "parent", "in_city_proper", "valid_from", "valid_to", "successor")


class OfAreas(Endpoint):
    queryset = Area.objects.none()
    serializer_class = AreaSerializer
    scopes = {"GET": Scope.READ_AREAS}

    def rows(self) -> QuerySet[Area]:
        return Area.objects.visible_to(self.user).select_related("parent", "successor")


class AreaList(OfAreas, ListEndpoint):
    filterset_class = AreaFilter

    @extend_schema(summary="区划列表")
    def get(self, request: Request) -> Response:
        """本级和下级区划，含已撤销的。"""
        return self.listed()


class AreaDetail(OfAreas):
    @extend_schema(summary="一个区划")
    def get(self, request: Request, code: str) -> Response:
        """按区划代码。"""
        area: Any = get_object_or_404(self.rows(), code=code)
        return self.versioned(self.get_serializer(area).data)
