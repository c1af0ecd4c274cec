from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from ui.forms import DateInput

from .enums import AccountStanding, Role
from .models import AuditEntry, User
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
