"""What the lists of matching are filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from households.forms.case_filters import AreaFilter
from households.models import HardToEmploySpell


class SeekerFilter(filters.FilterSet):
    area = AreaFilter(field_name="household__area")
    first = filters.BooleanFilter(label="只看优先对象", widget=forms.CheckboxInput, method="first_only")

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()

    def first_only(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(comes_first=True) if is_wanted else rows


class NeedFilter(filters.FilterSet):
    area = AreaFilter(field_name="household__area")
    without = filters.BooleanFilter(label="只看还没有推荐的", widget=forms.CheckboxInput, method="without_offer")

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()

    def without_offer(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(first_offer_on=None) if is_wanted else rows
