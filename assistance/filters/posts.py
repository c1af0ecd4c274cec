"""What the lists of public-welfare posts are filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, Q, QuerySet

from assistance.enums import REMOVALS, Funding, LeavingCause, Ownership
from assistance.models import PassingOver, PostExit, PostHolding, PostPlan, PostPlanLine, WelfarePost
from assistance.models.posts import field_words
from assistance.queries.posts import IN_STATE, STATE_WORDS
from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from policy import parameters
from ui.forms import DateInput

FIELDS = [(code, field_words(code)) for code in parameters.POST_FIELDS.choices]
PLAN_STATES = (("waiting", "待审批"), ("approved", "已批准"), ("refused", "未批准"))
IN_PLAN_STATE = {
    "waiting": Q(decided_at=None),
    "approved": Q(is_approved=True),
    "refused": Q(is_approved=False),
}
REPORT_STATES = (("waiting", "待报告"), ("late", "逾期报告"), ("reported", "已报告"))
IN_REPORT_STATE = {
    "waiting": Q(report=None),
    "late": Q(report__reported_on__gt=F("report__due_on")),
    "reported": Q(report__isnull=False),
}
EXIT_STATES = (("waiting", "清退待复核签字"), ("removed", "已清退"), ("left", "其他离岗"), ("withdrawn", "已撤回"))
IN_EXIT_STATE = {
    "waiting": Q(cause__in=REMOVALS, countersigned_at=None, withdrawn_at=None),
    "removed": Q(countersigned_at__isnull=False),
    "left": ~Q(cause__in=REMOVALS),
    "withdrawn": Q(withdrawn_at__isnull=False),
}


class PlanFilter(Scoped):
    year = filters.NumberFilter(label="年度", field_name="year")
    state = filters.ChoiceFilter(label="状态", choices=PLAN_STATES, empty_label="全部", method="by_state")
    area = AreaFilter(field_name="area")

    class Meta:
        model = PostPlan
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(IN_PLAN_STATE[state])


class PostFilter(Scoped):
    state = filters.ChoiceFilter(label="状态", choices=list(STATE_WORDS.items()), empty_label="全部", method="by_state")
    field = filters.ChoiceFilter(label="开发领域", choices=FIELDS, empty_label="全部", field_name="line__field")
    ownership = filters.ChoiceFilter(label="岗位归属", choices=Ownership.choices, empty_label="全部")
    funding = filters.ChoiceFilter(
        label="资金来源", choices=Funding.choices, empty_label="全部", field_name="line__funding"
    )
    area = AreaFilter(field_name="area")

    class Meta:
        model = WelfarePost
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(IN_STATE[state])


class LedgerFilter(Scoped):
    year = filters.NumberFilter(label="年度", field_name="plan__year")
    field = filters.ChoiceFilter(label="开发领域", choices=FIELDS, empty_label="全部")
    funding = filters.ChoiceFilter(label="资金来源", choices=Funding.choices, empty_label="全部")
    employer = filters.CharFilter(label="用人单位", field_name="employer__name", lookup_expr="icontains")
    area = AreaFilter(field_name="plan__area")

    open_words = ("employer",)

    class Meta:
        model = PostPlanLine
        fields: tuple[str, ...] = ()


class HolderFilter(Scoped):
    """``due`` is judged by ``request.due_before``: who was assessed last, or began, on that day or before."""

    due = filters.BooleanFilter(label="只看到期和逾期", widget=forms.CheckboxInput, method="by_due")
    area = AreaFilter(field_name="post__area")

    class Meta:
        model = PostHolding
        fields: tuple[str, ...] = ()

    def by_due(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        if not is_wanted:
            return rows
        before = self.request.due_before
        return rows.filter(counts_from__lte=before) if before else rows.none()


class EmptyPostFilter(Scoped):
    state = filters.ChoiceFilter(label="空岗报告", choices=REPORT_STATES, empty_label="全部", method="by_state")
    area = AreaFilter(field_name="post__area")

    class Meta:
        model = PostHolding
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(IN_REPORT_STATE[state])


class ExitFilter(Scoped):
    state = filters.ChoiceFilter(label="状态", choices=EXIT_STATES, empty_label="全部", method="by_state")
    cause = filters.ChoiceFilter(label="原因", choices=LeavingCause.choices, empty_label="全部")
    area = AreaFilter(field_name="holding__post__area")

    class Meta:
        model = PostExit
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(IN_EXIT_STATE[state])


class PassingOverFilter(filters.FilterSet):
    way = filters.ChoiceFilter(
        label="方式", choices=[("offer", "推荐岗位"), ("placement", "安置上岗")], method="by_way", empty_label="全部"
    )
    since = filters.DateFilter(label="决定日期自", field_name="decided_at__date", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="decided_at__date", lookup_expr="lte", widget=DateInput)
    zero = filters.BooleanFilter(label="只看越过零就业家庭", widget=forms.CheckboxInput, method="by_zero")

    class Meta:
        model = PassingOver
        fields: tuple[str, ...] = ()

    def by_way(self, rows: QuerySet[Any], name: str, way: str) -> QuerySet[Any]:
        return rows.filter(**{f"{way}__isnull": False})

    def by_zero(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(zero_families__gt=0) if is_wanted else rows
