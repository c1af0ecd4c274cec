"""What the list of stops is filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from assistance.forms.offer_filters import OfPeopleFilter
from subsidies.enums import Scheme, StopReason
from subsidies.models import Stop

LASTING, RESUMED, OVERPAID = "lasting", "resumed", "overpaid"


class StopFilter(OfPeopleFilter):
    scheme = filters.ChoiceFilter(label="补贴项目", choices=Scheme.choices, empty_label="全部")
    reason = filters.ChoiceFilter(label="停发原因", choices=StopReason.choices, empty_label="全部")
    state = filters.ChoiceFilter(
        label="状态",
        choices=[(LASTING, "停发中"), (OVERPAID, "有多发"), (RESUMED, "已恢复")],
        method="by_state",
        empty_label="全部",
    )

    class Meta:
        model = Stop
        fields: tuple[str, ...] = ()

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == OVERPAID:
            return rows.filter(overpaid__gt=0)
        return rows.filter(resumed_at__isnull=value == LASTING)
