"""What the lists of the registers are filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from assistance.models import Complaint, Enquiry, PublicPromise, Supervision, UnemploymentCheck, WorkforcePlan
from assistance.register_enums import ComplaintChannel, Finding, NoProof, PlanKind
from households.forms.case_filters import AreaFilter
from ui.forms import DateInput

OPEN, OVERDUE, CLOSED = "open", "overdue", "closed"


class MatterFilter(filters.FilterSet):
    """Open, overdue or closed; received within days; of an area."""

    open_words: tuple[str, ...] = ()

    state = filters.ChoiceFilter(
        label="办理",
        choices=[(OPEN, "办理中"), (OVERDUE, "已逾期"), (CLOSED, "已办结")],
        method="in_state",
        empty_label="全部",
    )
    since = filters.DateFilter(label="收到日期自", field_name="received_on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="received_on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="area")

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        if state == CLOSED:
            return rows.filter(closed_on__isnull=False)
        open_ones = rows.filter(closed_on=None)
        return open_ones.filter(due_on__lt=self.request.today) if state == OVERDUE else open_ones


class ComplaintFilter(MatterFilter):
    finding = filters.ChoiceFilter(label="结论", choices=Finding.choices, empty_label="全部")
    channel = filters.ChoiceFilter(label="渠道", choices=ComplaintChannel.choices, empty_label="全部")

    class Meta:
        model = Complaint
        fields: tuple[str, ...] = ()


class EnquiryFilter(MatterFilter):
    class Meta:
        model = Enquiry
        fields: tuple[str, ...] = ()


class CheckFilter(MatterFilter):
    refusal = filters.ChoiceFilter(label="不予开具的原因", choices=NoProof.choices, empty_label="全部")

    class Meta:
        model = UnemploymentCheck
        fields: tuple[str, ...] = ()


class PlanFilter(MatterFilter):
    kind = filters.ChoiceFilter(label="类别", choices=PlanKind.choices, empty_label="全部")
    planned = filters.DateFilter(label="拟实施日期不晚于", field_name="planned_on", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = WorkforcePlan
        fields: tuple[str, ...] = ()


class SupervisionFilter(MatterFilter):
    class Meta:
        model = Supervision
        fields: tuple[str, ...] = ()


class PromiseFilter(MatterFilter):
    class Meta:
        model = PublicPromise
        fields: tuple[str, ...] = ()
