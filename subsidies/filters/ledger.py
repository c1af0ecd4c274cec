"""What the ledger of subsidies granted is filtered by."""

import django_filters as filters

from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from subsidies.enums import Scheme
from subsidies.models import ClaimMember
from ui.forms import DateInput


class GrantedFilter(Scoped):
    since = filters.DateFilter(label="批准日期自", field_name="approved_on", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label="至", field_name="approved_on", lookup_expr="lte", widget=DateInput)
    scheme = filters.ChoiceFilter(
        label="补贴项目", field_name="claim__scheme", choices=Scheme.choices, empty_label="全部"
    )
    area = AreaFilter(field_name="claim__area")

    class Meta:
        model = ClaimMember
        fields: tuple[str, ...] = ()
