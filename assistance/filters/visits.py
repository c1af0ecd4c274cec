"""What visits, call-backs and second looks are filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from assistance.enums import VisitKind, VisitOutcome
from assistance.models import Recheck, Visit
from households.forms.case_filters import AreaFilter
from households.models import Registration
from ui.forms import DateInput

DUE, UNDONE, DONE = "due", "undone", "done"
WAITING, AGREED, DISAGREED = "waiting", "agreed", "disagreed"


class VisitFilter(filters.FilterSet):
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    kind = filters.ChoiceFilter(label="走访对象", choices=VisitKind.choices, empty_label="全部")
    outcome = filters.ChoiceFilter(label="结果", choices=VisitOutcome.choices, empty_label="全部")
    since = filters.DateFilter(label="自", field_name="on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = Visit
        fields: tuple[str, ...] = ()


class CallbackFilter(filters.FilterSet):
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    state = filters.ChoiceFilter(
        label="回访",
        choices=[(DUE, "到期和逾期"), (UNDONE, "未完成"), (DONE, "三回访已完成")],
        method="in_state",
        empty_label="全部",
    )

    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        if state == DONE:
            return rows.filter(self_on__isnull=False, family_on__isnull=False, employer_on__isnull=False)
        return rows.filter(due_on__lte=self.request.today) if state == DUE else rows.filter(due_on__isnull=False)


class RecheckFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        label="复核",
        choices=[(WAITING, "待复核"), (AGREED, "情况属实"), (DISAGREED, "情况不属实")],
        method="in_state",
        empty_label="全部",
    )
    area = AreaFilter(field_name="visit__household__area")

    class Meta:
        model = Recheck
        fields: tuple[str, ...] = ()

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        if state == WAITING:
            return rows.filter(checked_on=None, visit__struck_at=None).exclude(visited_by=self.request.user)
        return rows.filter(agrees=state == AGREED)
