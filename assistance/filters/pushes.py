"""What the lists of streets and of the push-group are filtered by."""

import django_filters as filters

from accounts.models import Area
from assistance.models import PushMember
from households.forms.case_filters import AreaFilter

STATES = [("there", "已建立"), ("late", "逾期未建立"), ("due", "有条件，未到期"), ("not", "未认定有条件")]


class StreetFilter(filters.FilterSet):
    area = AreaFilter(field_name="parent")
    state = filters.ChoiceFilter(field_name="stands", label="推进情况", choices=STATES, empty_label="全部")

    class Meta:
        model = Area
        fields: tuple[str, ...] = ()


class MemberFilter(filters.FilterSet):
    area = AreaFilter(field_name="area")

    class Meta:
        model = PushMember
        fields: tuple[str, ...] = ()
