"""What the lists of the registers are filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from assistance.models import Complaint
from assistance.register_enums import ComplaintChannel, Finding
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
