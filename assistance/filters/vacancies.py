"""What the lists of vacancies are filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, Q, QuerySet

from accounts.identifiers import halfwidth
from assistance.enums import Closing
from assistance.models import Vacancy
from ui.forms import DateInput

from .employers import CityAreaFilter

OPEN = "open"


class VacancyFilter(filters.FilterSet):
    open_words = ("q",)

    q = filters.CharFilter(label="岗位、单位、类型", method="by_words")
    state = filters.ChoiceFilter(
        label="状态", choices=[(OPEN, "正在招用"), *Closing.choices], method="by_state", empty_label="全部"
    )
    area = CityAreaFilter(field_name="area")
    funded = filters.BooleanFilter(label="只看政府投资开发的", widget=forms.CheckboxInput, method="funded_only")
    unpublished = filters.BooleanFilter(label="只看未发布的", widget=forms.CheckboxInput, method="unpublished_only")
    projects = filters.BooleanFilter(label="只看大项目", widget=forms.CheckboxInput, method="of_projects")
    since = filters.DateFilter(label="收集日期自", field_name="collected_on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="collected_on", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = Vacancy
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        words = halfwidth(value)
        return rows.filter(Q(position__icontains=words) | Q(employer__name__icontains=words) | Q(post_type=words))

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == OPEN:
            return rows.filter(closed_on=None, expires_on__gte=self.request.today, filled__lt=F("wanted"))
        return rows.filter(closing=value)

    def funded_only(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(is_funded=True) if is_wanted else rows

    def unpublished_only(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(published_on=None) if is_wanted else rows

    def of_projects(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.exclude(employer__major_project="") if is_wanted else rows
