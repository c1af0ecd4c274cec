"""What the list of employers is filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.identifiers import halfwidth
from accounts.models import Area
from assistance.enums import EmployerKind
from assistance.models import Employer
from households.forms.case_filters import AreaFilter
from ui.forms import Picker


def areas_of_city(request: HttpRequest | None) -> QuerySet[Area]:
    """All areas of districts, streets and communities: what is known in the city is looked for anywhere in it."""
    if request is None or request.user.area is None:  # type: ignore[union-attr]  # every page is signed in to
        return Area.objects.none()
    return Area.objects.filter(parent__isnull=False).order_by("path")


class CityAreaFilter(AreaFilter):
    """An area of the city and all below it."""

    def __init__(self, **kwargs: Any) -> None:
        filters.ModelChoiceFilter.__init__(
            self, queryset=areas_of_city, label="区划", empty_label="全部", widget=Picker, **kwargs
        )


class EmployerFilter(filters.FilterSet):
    open_words = ("q",)

    q = filters.CharFilter(label="名称、单位代码", method="by_words")
    kind = filters.ChoiceFilter(label="单位类型", choices=EmployerKind.choices, empty_label="全部")
    area = CityAreaFilter(field_name="area")
    project = filters.BooleanFilter(label="只看大项目", widget=forms.CheckboxInput, method="of_projects")
    agreed = filters.BooleanFilter(label="只看有合作协议的", widget=forms.CheckboxInput, method="with_agreement")
    closed = filters.BooleanFilter(label="含停业、迁出的", widget=forms.CheckboxInput, method="with_closed")

    class Meta:
        model = Employer
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("closed") else rows.filter(closed_on=None)

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        words = halfwidth(value)
        return rows.filter(
            Q(name__icontains=words) | Q(number=words.upper().replace("-", "")) | Q(major_project__icontains=words)
        )

    def of_projects(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.exclude(major_project="") if is_wanted else rows

    def with_agreement(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(agreed_until__isnull=False) if is_wanted else rows

    def with_closed(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows  # decided once for all in filter_queryset
