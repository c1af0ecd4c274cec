from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from ui.forms import DateInput

from .enums import AccountStanding, AreaLevel, OrganisationKind, Role
from .models import Area, AuditEntry, Organisation, User
from .tables import EVENTS


def named(rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
    """The rows whose account ``name`` (a path ending in ``__``, or empty) bears ``words`` in its name."""
    return rows.filter(Q(**{f"{name}full_name__contains": words}) | Q(**{f"{name}username__icontains": words}))


class AccountFilter(filters.FilterSet):
    who = filters.CharFilter(label="姓名或登录名", method="by_name")
    area = filters.CharFilter(label="区划", field_name="area__name", lookup_expr="contains")
    role = filters.ChoiceFilter(
        label="岗位角色", choices=[choice for choice in Role.choices if choice[0] != Role.SYSTEM], empty_label="全部"
    )
    standing = filters.ChoiceFilter(label="状态", choices=AccountStanding.choices, empty_label="全部")

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def by_name(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return named(rows, "", words.strip())


class OrganisationFilter(filters.FilterSet):
    name = filters.CharFilter(label="名称", lookup_expr="contains")
    kind = filters.ChoiceFilter(label="类型", choices=OrganisationKind.choices, empty_label="全部")
    taking_part = filters.ChoiceFilter(
        label="状态", choices=[("1", "参加"), ("0", "已退出")], empty_label="全部", method="by_state"
    )

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(valid_to__isnull=state == "1")


class AreaFilter(filters.FilterSet):
    name = filters.CharFilter(label="名称或代码", method="by_name")
    level = filters.ChoiceFilter(label="层级", choices=AreaLevel.choices, empty_label="全部")
    gap = filters.ChoiceFilter(
        label="责任人", choices=[("1", "缺专人"), ("0", "有专人")], empty_label="全部", method="by_gap"
    )
    closed = filters.ChoiceFilter(
        label="状态", choices=[("0", "现有"), ("1", "已撤销")], empty_label="全部", method="by_state"
    )

    class Meta:
        model = Area
        fields: tuple[str, ...] = ()

    def by_name(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return rows.filter(Q(name__contains=words.strip()) | Q(code__startswith=words.strip()))

    def by_gap(self, rows: QuerySet[Any], name: str, gap: str) -> QuerySet[Any]:
        return rows.filter(responsible__isnull=gap == "1", valid_to=None)

    def by_state(self, rows: QuerySet[Any], name: str, closed: str) -> QuerySet[Any]:
        return rows.filter(valid_to__isnull=closed == "0")


class AuditFilter(filters.FilterSet):
    event = filters.ChoiceFilter(label="事件", choices=list(EVENTS.items()), empty_label="全部")
    who = filters.CharFilter(label="操作人", method="by_name")
    since = filters.DateFilter(label="自", field_name="at", lookup_expr="date__gte", widget=DateInput())
    until = filters.DateFilter(label="至", field_name="at", lookup_expr="date__lte", widget=DateInput())

    class Meta:
        model = AuditEntry
        fields: tuple[str, ...] = ()

    def by_name(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return named(rows, "actor__", words.strip())
