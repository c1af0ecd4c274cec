"""What the lists of start-ups are filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from assistance.models import Project, StartUp
from households.filters import Scoped
from households.forms.case_filters import AreaFilter

BEGUN, PREPARING = "begun", "preparing"


class StartUpFilter(Scoped):
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    state = filters.ChoiceFilter(
        label="状态", choices=[(BEGUN, "已开业"), (PREPARING, "筹备中")], method="in_state", empty_label="全部"
    )
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = StartUp
        fields: tuple[str, ...] = ()

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(begun_on__isnull=state == PREPARING)


class ProjectFilter(filters.FilterSet):
    open_words = ("name", "field")

    name = filters.CharFilter(label="项目名称", lookup_expr="contains")
    field = filters.CharFilter(label="行业", lookup_expr="contains")
    most = filters.NumberFilter(label="资金不超过（元）", field_name="capital", lookup_expr="lte")

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()
