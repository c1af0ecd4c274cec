"""What the list of families nobody answers for is filtered by."""

from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from households.models import ZeroFamilyCase


class UnpairedFilter(Scoped):
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = ZeroFamilyCase
        fields: tuple[str, ...] = ()
