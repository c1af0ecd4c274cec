"""What the list of officers and their load is filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from accounts.models import User
from households.filters import Scoped
from households.forms.case_filters import AreaFilter


class LoadFilter(Scoped):
    q = filters.CharFilter(label="姓名", field_name="full_name", lookup_expr="icontains")
    closed = filters.BooleanFilter(label="只看已停用的账号", widget=forms.CheckboxInput, method="by_closed")
    area = AreaFilter(field_name="area")

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def by_closed(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(is_active=False) if is_wanted else rows
