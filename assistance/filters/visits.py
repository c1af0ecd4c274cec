"""What visits, call-backs and second looks are filtered by."""

import datetime as dt
from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from assistance.enums import VisitKind, VisitOutcome
from assistance.forms.offer_filters import OfPeopleFilter
from assistance.models import Placement, Recheck, Visit
from assistance.queries.supports import is_ending
from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from households.models import Registration
from policy import parameters
from policy.deadlines import ONE_DAY, months_before
from policy.models import values_on
from policy.parameters import ParameterNotInForce
from ui.forms import DateInput

DUE, UNDONE, DONE = "due", "undone", "done"
STABLE, UNSTABLE, CONTRACT, SUPPORT = "stable", "unstable", "contract", "support"
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


class EmployedFilter(Scoped, OfPeopleFilter):
    state = filters.ChoiceFilter(
        label="回访",
        choices=[(DUE, "到期和逾期"), (UNDONE, "未完成"), (DONE, "三回访已完成")],
        method="in_state",
        empty_label="全部",
    )
    matter = filters.ChoiceFilter(
        label="稳定就业",
        choices=[
            (UNSTABLE, "未满稳定期"),
            (STABLE, "已稳定就业"),
            (CONTRACT, "就业期限即将届满"),
            (SUPPORT, "扶持、政策即将到期"),
        ],
        method="by_matter",
        empty_label="全部",
    )

    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        if state == DONE:
            return rows.filter(self_on__isnull=False, family_on__isnull=False, employer_on__isnull=False)
        return rows.filter(due_on__lte=self.request.today) if state == DUE else rows.filter(due_on__isnull=False)

    def by_matter(self, rows: QuerySet[Any], name: str, matter: str) -> QuerySet[Any]:
        """None at all while the policy does not say what is stable, or how long before its end a thing is told."""
        today = self.request.today
        try:
            held = values_on((parameters.ZF_STABLE_MONTHS, parameters.ALERT_DAYS), today, self.request.user.area)
        except ParameterNotInForce:
            return rows.none()
        near = today + dt.timedelta(days=held[parameters.ALERT_DAYS.key].value)
        stable = Q(begun_on__lte=months_before(today, held[parameters.ZF_STABLE_MONTHS.key].value))
        ends = Q(validity__endswith__range=(today + ONE_DAY, near + ONE_DAY))
        told = Placement.objects.standing().filter(registration=OuterRef("pk"), contract_until__range=(today, near))
        contract = Q(Exists(told), validity__upper_inf=True)
        return rows.filter(
            {STABLE: stable, UNSTABLE: ~stable, CONTRACT: ends | contract, SUPPORT: is_ending(today, near)}[matter]
        )


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
