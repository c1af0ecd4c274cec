"""What the lists of rosters are filtered by."""

import django_filters as filters

from households.enums import RosterOutcome, RosterState
from households.models import Roster, RosterEntry

from .case_filters import AreaFilter


class RosterFilter(filters.FilterSet):
    area = AreaFilter(field_name="area")
    state = filters.ChoiceFilter(label="状态", choices=RosterState.choices, empty_label="全部")

    class Meta:
        model = Roster
        fields: tuple[str, ...] = ()


class RosterEntryFilter(filters.FilterSet):
    outcome = filters.ChoiceFilter(label="结果", choices=RosterOutcome.choices, empty_label="全部")

    class Meta:
        model = RosterEntry
        fields: tuple[str, ...] = ()
