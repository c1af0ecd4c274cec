"""What the lists of plans and of cases without one are filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from assistance.enums import Channel, Segment
from assistance.models import Plan
from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from households.models import HardToEmploySpell


class PlanFilter(Scoped):
    q = filters.CharFilter(label="姓名", field_name="spell__person__name", lookup_expr="icontains")
    segment = filters.ChoiceFilter(label="对象分类", choices=Segment.choices, empty_label="全部")
    channel = filters.ChoiceFilter(label="就业渠道", choices=Channel.choices, empty_label="全部", method="by_channel")
    due = filters.BooleanFilter(label="只看到期未评估", widget=forms.CheckboxInput, method="by_due")
    area = AreaFilter(field_name="spell__household__area")

    class Meta:
        model = Plan
        fields: tuple[str, ...] = ()

    def by_channel(self, rows: QuerySet[Any], name: str, channel: str) -> QuerySet[Any]:
        return rows.filter(pk__in=Plan.objects.filter(measures__channel=int(channel)).values("pk"))

    def by_due(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(Q(review_on__lte=self.request.today)) if is_wanted else rows


class WithoutPlanFilter(Scoped):
    q = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="icontains")
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()
