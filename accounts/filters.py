import datetime as dt
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone

from ui.forms import DateInput

from .audit import query_digest
from .enums import AccountStanding, AreaLevel, OrganisationKind, Outcome, Role
from .models import Area, AuditEntry, ExportRequest, Organisation, User
from .object_words import OBJECTS
from .words import EVENTS


def named(rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
    """The rows whose account ``name`` (a path ending in ``__``, or empty) bears ``words`` in its name."""
    return rows.filter(Q(**{f"{name}full_name__contains": words}) | Q(**{f"{name}username__icontains": words}))


class AccountFilter(filters.FilterSet):
    open_words = ("area",)
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
    open_words = ("name",)
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
    open_words = ("name",)
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


class ExportRequestFilter(filters.FilterSet):
    status = filters.ChoiceFilter(label="状态", choices=ExportRequest.Status.choices, empty_label="全部")

    class Meta:
        model = ExportRequest
        fields: tuple[str, ...] = ()


class AuditFilter(filters.FilterSet):
    open_words = ("request",)
    who = filters.CharFilter(label="操作人", method="by_name")
    event = filters.ChoiceFilter(label="事件", choices=list(EVENTS.items()), empty_label="全部")
    since = filters.DateFilter(label="自", method="from_day", widget=DateInput())
    until = filters.DateFilter(label="至", method="to_day", widget=DateInput())
    kind = filters.ChoiceFilter(
        label="对象类型", field_name="object_label", choices=list(OBJECTS.items()), empty_label="全部"
    )
    number = filters.NumberFilter(label="对象编号", field_name="object_id")
    outcome = filters.ChoiceFilter(label="结果", choices=Outcome.choices, empty_label="全部")
    address = filters.CharFilter(label="来源地址")
    sought = filters.CharFilter(label="查询过的内容", method="by_words")
    request = filters.CharFilter(label="请求编号")

    class Meta:
        model = AuditEntry
        fields: tuple[str, ...] = ()

    def by_name(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return named(rows, "actor__", words.strip())

    def from_day(self, rows: QuerySet[Any], name: str, day: dt.date) -> QuerySet[Any]:
        return rows.filter(at__gte=_midnight(day))

    def to_day(self, rows: QuerySet[Any], name: str, day: dt.date) -> QuerySet[Any]:
        return rows.filter(at__lt=_midnight(day + dt.timedelta(days=1)))

    def by_words(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """Searches by just these words, of which the audit holds a digest alone."""
        digest = query_digest(words)
        return rows.filter(Q(details__digest=digest) | Q(details__digest__contains=[digest]))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, get_current_timezone())
