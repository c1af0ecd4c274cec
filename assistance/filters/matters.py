"""What the lists of the registers are filtered by."""

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

import django_filters as filters
from django.db.models import QuerySet

from accounts.models import User
from assistance.models import Complaint, Enquiry, PublicPromise, Supervision, UnemploymentCheck, WorkforcePlan
from assistance.queries import complaints, matters
from assistance.register_enums import ComplaintChannel, Finding, NoProof, PlanKind
from households.forms.case_filters import AreaFilter
from ui.forms import DateInput

Waiting = Callable[[User, dt.date], QuerySet[Any]]
OPEN, OVERDUE, CLOSED = "open", "overdue", "closed"
OF_EVERY_REGISTER = [(OPEN, "办理中"), (OVERDUE, "已逾期"), (CLOSED, "已办结")]


class MatterFilter(filters.FilterSet):
    """Waiting for whoever asks, open, overdue or closed; received within days; of an area.

    ``waiting`` has of each further state what it is called, and the rows as my work counts them.
    """

    open_words: tuple[str, ...] = ()
    waiting: ClassVar[dict[str, tuple[str, Waiting]]]

    state = filters.ChoiceFilter(label="办理", method="in_state", empty_label="全部")
    since = filters.DateFilter(label="收到日期自", field_name="received_on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="received_on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(state, words) for state, (words, _) in self.waiting.items()]
        self.filters["state"].extra["choices"] = own + OF_EVERY_REGISTER

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        if state in self.waiting:
            _, waiting = self.waiting[state]
            return rows.filter(pk__in=waiting(self.request.user, self.request.today).order_by().values("pk"))
        if state == CLOSED:
            return rows.filter(closed_on__isnull=False)
        open_ones = rows.filter(closed_on=None)
        return open_ones.filter(due_on__lt=self.request.today) if state == OVERDUE else open_ones


class ComplaintFilter(MatterFilter):
    waiting: ClassVar = {"waiting": ("待我办理", complaints.to_judge)}

    finding = filters.ChoiceFilter(label="结论", choices=Finding.choices, empty_label="全部")
    channel = filters.ChoiceFilter(label="渠道", choices=ComplaintChannel.choices, empty_label="全部")

    class Meta:
        model = Complaint
        fields: tuple[str, ...] = ()


class EnquiryFilter(MatterFilter):
    waiting: ClassVar = {"waiting": ("待本单位答复", matters.enquiries_to_answer)}

    class Meta:
        model = Enquiry
        fields: tuple[str, ...] = ()


class CheckFilter(MatterFilter):
    waiting: ClassVar = {
        "waiting": ("待本单位核实", matters.checks_to_make),
        "to_decide": ("待我决定", matters.checks_to_decide),
    }

    refusal = filters.ChoiceFilter(label="不予开具的原因", choices=NoProof.choices, empty_label="全部")

    class Meta:
        model = UnemploymentCheck
        fields: tuple[str, ...] = ()


class PlanFilter(MatterFilter):
    waiting: ClassVar = {"waiting": ("待本单位办结", matters.plans_to_decide)}

    kind = filters.ChoiceFilter(label="类别", choices=PlanKind.choices, empty_label="全部")
    planned = filters.DateFilter(label="拟实施日期不晚于", field_name="planned_on", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = WorkforcePlan
        fields: tuple[str, ...] = ()


class SupervisionFilter(MatterFilter):
    waiting: ClassVar = {"waiting": ("整改期限已到", matters.supervisions_due)}

    class Meta:
        model = Supervision
        fields: tuple[str, ...] = ()


class PromiseFilter(MatterFilter):
    waiting: ClassVar = {"waiting": ("兑现期限已到", matters.promises_due)}

    class Meta:
        model = PublicPromise
        fields: tuple[str, ...] = ()
