"""What the list of warnings is filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from accounts.enums import AreaLevel
from accounts.models import Area
from assistance.enums import AlertKind
from assistance.models import Alert
from households.forms.case_filters import AreaFilter
from ui.forms import DateInput

WAITING, OPEN, ANSWERED, ENDED = "waiting", "open", "answered", "ended"


class WhereFilter(AreaFilter):
    """The area of the family or of the employer."""

    def filter(self, qs: QuerySet[Any], value: Area | None) -> QuerySet[Any]:
        return qs.within(value.path) if value else qs  # type: ignore[attr-defined]  # of warnings


class AlertFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        label="处理",
        choices=[(WAITING, "待本级处理"), (OPEN, "全部待处理"), (ANSWERED, "已处理"), (ENDED, "已消除")],
        method="in_state",
        empty_label="全部",
    )
    kind = filters.ChoiceFilter(label="预警事项", choices=AlertKind.choices, empty_label="全部")
    level = filters.ChoiceFilter(
        label="处理层级",
        choices=[(level.value, level.label) for level in AreaLevel if level <= AreaLevel.CITY],
        empty_label="全部",
    )
    came = filters.DateFilter(label="到达本级日期", field_name="level_on", widget=DateInput)
    area = WhereFilter()

    class Meta:
        model = Alert
        fields: tuple[str, ...] = ()

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        if state == ANSWERED:
            return rows.filter(answered_at__isnull=False)
        if state == ENDED:
            return rows.filter(ended_on__isnull=False)
        open_ones = rows.filter(answered_at=None, ended_on=None)
        own = self.request.user.area.level
        return open_ones.filter(level__gte=own) if state == WAITING else open_ones
