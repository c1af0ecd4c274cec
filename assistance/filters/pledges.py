"""What the list of promises is filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import F, Q, QuerySet

from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from households.models import ZeroFamilyCase

RUNNING, KEPT, BROKEN, UNSIGNED = "running", "kept", "broken", "unsigned"
STATES = [(RUNNING, "期限未到"), (KEPT, "按期兑现"), (BROKEN, "逾期（含逾期后安置）"), (UNSIGNED, "没有双方签字")]


class PromiseFilter(Scoped):
    state = filters.ChoiceFilter(label="承诺", choices=STATES, empty_label="全部", method="by_state")
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = ZeroFamilyCase
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        today = self.request.today
        placed, waiting = Q(placed_on__lte=today), Q(placed_on=None) | Q(placed_on__gt=today)
        conditions = {
            RUNNING: Q(due_on__gte=today, ended_on=None) & waiting,
            KEPT: placed & Q(placed_on__lte=F("due_on")),
            BROKEN: placed & Q(placed_on__gt=F("due_on")) | waiting & Q(due_on__lt=today, ended_on=None),
            UNSIGNED: Q(is_signed=False, ended_on=None),
        }
        return rows.filter(conditions[state])
