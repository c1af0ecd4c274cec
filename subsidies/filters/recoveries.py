"""What the lists of recoveries and of districts are filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from accounts.models import Area
from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from subsidies.models import Recovery

STATES = (("open", "追回中"), ("to_close", "待结案决定"), ("closed", "已结案"), ("struck", "已划去"))
IN_STATE = {
    "open": Q(closed_on=None, struck_at=None),
    "to_close": Q(closed_on=None, struck_at=None, proposed_at__isnull=False),
    "closed": Q(closed_on__isnull=False),
    "struck": Q(struck_at__isnull=False),
}
STARTED = (("blank", "空白点"), ("started", "已启动"))


class RecoveryFilter(Scoped):
    state = filters.ChoiceFilter(label="状态", choices=STATES, empty_label="全部", method="by_state")
    area = AreaFilter(field_name="payment__claim__area")

    class Meta:
        model = Recovery
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(IN_STATE[state])


class ProgressFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label="启动情况", choices=STARTED, empty_label="全部", method="by_state")

    class Meta:
        model = Area
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(started_on__isnull=state == "blank")
