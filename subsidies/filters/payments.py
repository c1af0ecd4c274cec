"""What the lists of batches, payments and funds are filtered by."""

import django_filters as filters

from households.filters import Scoped
from subsidies.enums import Scheme
from subsidies.models import Batch, Fund, Payment
from subsidies.payment_enums import BatchStatus, Family, FundSource, PaymentStatus


class BatchFilter(Scoped):
    state = filters.ChoiceFilter(label="状态", choices=BatchStatus.choices, empty_label="全部", field_name="status")
    scheme = filters.ChoiceFilter(label="补贴项目", choices=Scheme.choices, empty_label="全部")

    class Meta:
        model = Batch
        fields: tuple[str, ...] = ()


class PaymentFilter(Scoped):
    state = filters.ChoiceFilter(label="状态", choices=PaymentStatus.choices, empty_label="全部", field_name="status")

    class Meta:
        model = Payment
        fields: tuple[str, ...] = ()


class OfBatchFilter(Scoped):
    state = filters.ChoiceFilter(label="状态", choices=PaymentStatus.choices, empty_label="全部", field_name="status")

    class Meta:
        model = Payment
        fields: tuple[str, ...] = ()


class FundFilter(Scoped):
    year = filters.NumberFilter(label="年度")
    family = filters.ChoiceFilter(label="补贴类别", choices=Family.choices, empty_label="全部")
    source = filters.ChoiceFilter(label="资金来源", choices=FundSource.choices, empty_label="全部")

    class Meta:
        model = Fund
        fields: tuple[str, ...] = ()
