"""What the lists of training are filtered by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from assistance.models import Course, Enrolment, TrainingWish
from assistance.training_enums import CourseKind, CourseResult
from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from households.models import HardToEmploySpell, Membership
from ui.forms import DateInput

ENROLLING, RUNNING, OVER, CALLED_OFF, ORDERED = "enrolling", "running", "over", "off", "ordered"
OPEN, EMPLOYED, UNEMPLOYED = "open", "employed", "unemployed"


class CourseFilter(filters.FilterSet):
    open_words = ("title", "trade")

    title = filters.CharFilter(label="班名", lookup_expr="contains")
    trade = filters.CharFilter(label="专业（工种）", lookup_expr="contains")
    kind = filters.ChoiceFilter(
        label="培训类型", choices=[*CourseKind.choices, (ORDERED, "订单式")], method="of_kind", empty_label="全部"
    )
    state = filters.ChoiceFilter(
        label="状态",
        choices=[(ENROLLING, "招生"), (RUNNING, "正在培训"), (OVER, "已结束"), (CALLED_OFF, "已取消")],
        method="in_state",
        empty_label="全部",
    )
    area = AreaFilter(field_name="area")

    class Meta:
        model = Course
        fields: tuple[str, ...] = ()

    def of_kind(self, rows: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        return rows.filter(ordered_by__isnull=False) if kind == ORDERED else rows.filter(kind=kind)

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        today = self.request.today
        if state == CALLED_OFF:
            return rows.filter(struck_at__isnull=False)
        days: dict[str, dict[str, Any]] = {
            ENROLLING: {"starts_on__gt": today},
            RUNNING: {"starts_on__lte": today, "ends_on__gte": today},
            OVER: {"ends_on__lt": today},
        }
        return rows.filter(struck_at=None, **days[state])


class EnrolmentFilter(Scoped):
    open_words = ("trade",)

    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    trade = filters.CharFilter(label="专业（工种）", field_name="course__trade", lookup_expr="contains")
    kind = filters.ChoiceFilter(
        label="培训类型", field_name="course__kind", choices=CourseKind.choices, empty_label="全部"
    )
    result = filters.ChoiceFilter(
        label="结果", choices=[(OPEN, "在学"), *CourseResult.choices], method="with_result", empty_label="全部"
    )
    work = filters.ChoiceFilter(
        label="训后就业",
        choices=[(EMPLOYED, "已就业"), (UNEMPLOYED, "结业未就业")],
        method="by_work",
        empty_label="全部",
    )
    since = filters.DateFilter(label="结业自", field_name="finished_on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="finished_on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = Enrolment
        fields: tuple[str, ...] = ()

    def with_result(self, rows: QuerySet[Any], name: str, result: str) -> QuerySet[Any]:
        return rows.filter(result="" if result == OPEN else result)

    def by_work(self, rows: QuerySet[Any], name: str, work: str) -> QuerySet[Any]:
        return rows.filter(finished_on__isnull=False, employed_on__isnull=work == UNEMPLOYED)


class WishFilter(Scoped):
    open_words = ("trade",)

    trade = filters.CharFilter(label="专业（工种）", lookup_expr="contains")
    kind = filters.ChoiceFilter(label="培训类型", choices=CourseKind.choices, empty_label="全部")
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    open = filters.BooleanFilter(label="只看未报名的", widget=forms.CheckboxInput, method="only_open")
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = TrainingWish
        fields: tuple[str, ...] = ()

    def only_open(self, rows: QuerySet[Any], name: str, is_wanted: bool) -> QuerySet[Any]:
        return rows.filter(is_enrolled=False) if is_wanted else rows


class WillingFilter(Scoped):
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ()


class UnguidedFilter(Scoped):
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()
