"""What the list of programmes is filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from assistance.models import Programme


class ProgrammeFilter(filters.FilterSet):
    running = filters.BooleanFilter(label="只看正在执行", widget=forms.CheckboxInput, method="by_running")

    class Meta:
        model = Programme
        fields: tuple[str, ...] = ()

    def by_running(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        today = self.request.today
        return rows.filter(starts_on__lte=today, ends_on__gte=today) if is_wanted else rows
