import datetime as dt
from typing import Any

from django import forms

from accounts.enums import Role
from accounts.models import Courtyard, User
from accounts.queries import accounts
from households.actions.responsibility_links import Links
from households.enums import LinkKind
from households.models import Household
from ui.forms import Picker


class OfficerField(forms.ModelChoiceField):
    def label_from_instance(self, officer: Any) -> str:
        return f"{officer}（{officer.organisation or officer.area}）"


class LinksForm(forms.Form):
    """What links a family by name. Who answers for the 片, the community and the 楼院 is said on the area's page."""

    courtyard = forms.ModelChoiceField(
        Courtyard.objects.none(), label="所在楼院", required=False, empty_label="未归入楼院"
    )
    worker = OfficerField(User.objects.none(), label=LinkKind.WORKER.label, required=False, empty_label="未明确")
    cadre = OfficerField(
        User.objects.none(),
        label=LinkKind.CADRE.label,
        required=False,
        empty_label="未结对",
        widget=Picker(),
        help_text="结对帮扶干部的账号由系统管理员开立。",
    )

    def __init__(self, *args: Any, household: Household, on: dt.date, **kwargs: Any) -> None:
        now = {link.kind: link.officer_id for link in household.family_links.filter(validity__contains=on)}
        stay = household.courtyard_stays.filter(validity__contains=on).first()
        initial = {
            "courtyard": stay and stay.courtyard_id,
            "worker": now.get(LinkKind.WORKER),
            "cadre": now.get(LinkKind.CADRE),
        }
        super().__init__(*args, **(kwargs | {"initial": initial}))
        choices: Any = self.fields
        choices["courtyard"].queryset = Courtyard.objects.filter(community=household.area, valid_to=None).order_by(
            "name"
        )
        in_use = accounts().filter(is_active=True).order_by("full_name", "pk")
        community = {Role.COMMUNITY_WORKER, Role.COMMUNITY_DIRECTOR}
        choices["worker"].queryset = in_use.filter(area=household.area, role__in=community)
        path = household.area.path.split("/")
        above = ["/".join(path[: end + 1]) + "/" for end in range(len(path) - 1)]
        choices["cadre"].queryset = in_use.filter(area__path__in=above, role=Role.HELPER)

    def links(self) -> Links:
        return Links(**self.cleaned_data)
