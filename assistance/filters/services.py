"""What the lists of assistance are filtered by."""

import django_filters as filters

from assistance.enums import Reception
from assistance.forms.services import AT_EVENT, GROUPED
from assistance.models import Service, ServiceEvent
from households.forms.case_filters import AreaFilter
from ui.forms import DateInput


class ServiceFilter(filters.FilterSet):
    name = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="contains")
    kind = filters.ChoiceFilter(label="服务内容", choices=GROUPED, empty_label="全部")
    outcome = filters.ChoiceFilter(label="本人意见", choices=Reception.choices, empty_label="全部")
    since = filters.DateFilter(label="自", field_name="on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = Service
        fields: tuple[str, ...] = ()


class EventFilter(filters.FilterSet):
    open_words = ("title",)

    title = filters.CharFilter(label="活动名称", lookup_expr="contains")
    kind = filters.ChoiceFilter(label="服务内容", choices=AT_EVENT, empty_label="全部")
    since = filters.DateFilter(label="自", field_name="held_on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="held_on", lookup_expr="lte", widget=DateInput)
    area = AreaFilter(field_name="area")

    class Meta:
        model = ServiceEvent
        fields: tuple[str, ...] = ()
