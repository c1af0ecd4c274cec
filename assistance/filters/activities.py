"""What the log of activities is filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from assistance.forms.offer_filters import campaigns_known
from assistance.models import Activity
from assistance.register_enums import PUBLICITY, ActivityKind
from households.forms.case_filters import AreaFilter
from ui.forms import DateInput

PUBLIC = "publicity-log"


class ActivityFilter(filters.FilterSet):
    """Of one campaign from its page."""

    kind = filters.ChoiceFilter(
        label="活动形式",
        choices=[(PUBLIC, "各类宣传"), *ActivityKind.choices],
        method="of_kind",
        empty_label="全部",
    )
    campaign = filters.ModelChoiceFilter(label="专项活动", queryset=campaigns_known, widget=forms.HiddenInput)
    since = filters.DateFilter(label="自", field_name="on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="area")

    class Meta:
        model = Activity
        fields: tuple[str, ...] = ()

    def of_kind(self, rows: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        return rows.filter(kind__in=PUBLICITY) if kind == PUBLIC else rows.filter(kind=kind)
