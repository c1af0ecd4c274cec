"""What the lists of hand-overs and merges are filtered by."""

import django_filters
from django.db.models import Q, QuerySet

from households.models import Handover, HandoverStatus, MergeStatus, PersonMerge


class HandoverFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="户主姓名", field_name="head_name", lookup_expr="icontains")
    status = django_filters.ChoiceFilter(label="状态", empty_label="全部", choices=HandoverStatus.choices)

    class Meta:
        model = Handover
        fields: list[str] = []


class MergeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="姓名", method="named")
    status = django_filters.ChoiceFilter(label="状态", empty_label="全部", choices=MergeStatus.choices)

    class Meta:
        model = PersonMerge
        fields: list[str] = []

    def named(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(survivor__name__icontains=value) | Q(duplicate__name__icontains=value))
