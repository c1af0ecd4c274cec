"""What the lists of cases are filtered by."""

import datetime as dt
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.models import Area
from approvals.workflow import IN_OFFICE, TITLES, Status
from households.enums import ExitReason
from households.models import Certification, Exit, Revocation, ZeroFamilyCase
from households.models.certifications import CERTIFYING
from policy import parameters
from policy.models import value_on
from ui.forms import Picker

FAMILY, PERSON = "family", "person"
KINDS = [(FAMILY, "零就业家庭"), (PERSON, "就业困难人员")]


def areas_below(request: HttpRequest | None) -> QuerySet:
    """The areas inside the user's own, for a filter."""
    if request is None or request.user.area is None:  # type: ignore[union-attr]  # every page is signed in to
        return Area.objects.none()
    return Area.objects.visible_to(request.user).exclude(pk=request.user.area.pk).order_by("path")  # type: ignore


class AreaFilter(django_filters.ModelChoiceFilter):
    """An area and all below it. ``field_name`` is the path from the row to its area."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=areas_below, label="区划", empty_label="全部", widget=Picker, **kwargs)

    def filter(self, qs: QuerySet, value: Area | None) -> QuerySet:
        return qs.filter(**{f"{self.field_name}__path__startswith": value.path}) if value else qs


class SubjectFilter(django_filters.FilterSet):
    """Cases by whom they are about; ``person`` is the path from a case to its person."""

    person: ClassVar[str]

    q = django_filters.CharFilter(label="编号、姓名", method="by_words")

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Rows whose number is ``value``, or whose person or head is called so. Needs ``head_name``."""
        digits = value.strip().lstrip("CJRTcjrt")
        if digits.isdecimal() and len(digits) < 12:
            return rows.filter(pk=int(digits))
        return rows.filter(Q(**{f"{self.person}__name__icontains": value}) | Q(head_name__icontains=value))


class StatusFilter(django_filters.ChoiceFilter):
    """How far a case has come."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(status.value, title) for status, title in TITLES.items()]
        super().__init__(label="状态", empty_label="全部", choices=choices, **kwargs)


class CertificationFilter(SubjectFilter):
    """Certifications by subject, status, step, lateness and area."""

    person = "person"

    kind = django_filters.ChoiceFilter(label="事项", choices=KINDS, empty_label="全部", method="by_kind")
    status = StatusFilter()
    step = django_filters.ChoiceFilter(
        label="环节",
        empty_label="全部",
        choices=[("notice", "公示中"), *((str(n), s.title) for n, s in enumerate(CERTIFYING.steps, 1))],
        method="by_step",
    )
    overdue = django_filters.BooleanFilter(label="只看逾期", widget=forms.CheckboxInput, method="by_overdue")
    area = AreaFilter(field_name="area")

    class Meta:
        model = Certification
        fields: list[str] = []

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(person__isnull=value == FAMILY)

    def by_step(self, rows: Any, name: str, value: str) -> QuerySet:
        today = self.request.today
        if value == "notice":
            return rows.in_notice(today)
        return rows.filter(step=int(value)).filter(Q(opens_on__lte=today) | ~Q(status=Status.PENDING))

    def by_overdue(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        return rows.filter(status__in=IN_OFFICE, due_on__lt=self.request.today) if value else rows


class NoticeFilter(SubjectFilter):
    """Running notices by subject and area."""

    person = "person"

    area = AreaFilter(field_name="area")

    class Meta:
        model = Certification
        fields: list[str] = []


class ExitFilter(SubjectFilter):
    """Exits by subject, status, reason and area."""

    person = "spell__person"

    status = StatusFilter()
    reason = django_filters.ChoiceFilter(label="退出原因", empty_label="全部", choices=ExitReason.choices)
    area = AreaFilter(field_name="area")

    class Meta:
        model = Exit
        fields: list[str] = []


class RevocationFilter(SubjectFilter):
    """Revocations by subject, status and area."""

    person = "certification__person"

    status = StatusFilter()
    area = AreaFilter(field_name="area")

    class Meta:
        model = Revocation
        fields: list[str] = []


class FamilyFilter(django_filters.FilterSet):
    """Certified families by where their promise stands."""

    q = django_filters.CharFilter(label="户主姓名", field_name="head_name", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(
        label="期限情况",
        empty_label="全部",
        method="by_state",
        choices=[
            ("running", "运行中"),
            ("near", "临近到期"),
            ("overdue", "已逾期"),
            ("placed", "已安置"),
            ("closed", "已结案"),
        ],
    )
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = ZeroFamilyCase
        fields: list[str] = []

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = self.request.today
        running = Q(placed_on=None, ended_on=None)
        states = {
            "running": running,
            "near": running & Q(due_on__gte=today, due_on__lte=today + self._warning(today)),
            "overdue": running & Q(due_on__lt=today),
            "placed": Q(placed_on__isnull=False),
            "closed": Q(ended_on__isnull=False),
        }
        return rows.filter(states[value])

    def _warning(self, on: dt.date) -> dt.timedelta:
        days = value_on(parameters.ZF_WARN_DAYS, on, self.request.user.area).value
        return dt.timedelta(days=max(days, default=0))
