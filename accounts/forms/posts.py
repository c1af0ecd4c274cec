"""Where an officer is placed: role, area or organisation, and for how long."""

import datetime as dt
from typing import Any

from django import forms

from accounts.actions.standing import NextPost
from accounts.enums import ADMINISTRATORS, ORGANISATION_ROLES, AreaLevel, Role
from accounts.models import Area, User
from accounts.queries import organisations
from ui.forms import DateField, Picker

# Where a role that decides or surveys has its place in the tree; the others may stand at any level.
LEVELS = {
    Role.COMMUNITY_WORKER: AreaLevel.COMMUNITY,
    Role.COMMUNITY_DIRECTOR: AreaLevel.COMMUNITY,
    Role.STREET_OFFICER: AreaLevel.STREET,
    Role.STREET_LEADER: AreaLevel.STREET,
    Role.DISTRICT_OFFICER: AreaLevel.DISTRICT,
    Role.CITY_OFFICER: AreaLevel.CITY,
    Role.STATISTICIAN: AreaLevel.CITY,
    Role.PROVINCE: AreaLevel.PROVINCE,
}
OF_ORGANISATIONS = frozenset(ORGANISATION_ROLES.values())
ROLES = [choice for choice in Role.choices if choice[0] != Role.SYSTEM]


class PostForm(forms.Form):
    """A post in the administrator's own area or below. An organisation brings its own area."""

    role = forms.ChoiceField(label="岗位角色", choices=ROLES)
    area = forms.ModelChoiceField(Area.objects.none(), label="所属区划", required=False, widget=Picker())
    organisation = forms.ModelChoiceField(
        organisations().none(),
        label="所属单位",
        required=False,
        widget=Picker(),
        help_text="银行、担保中心、财政和协作单位的人员选单位，不选区划。",
    )

    def __init__(self, *args: Any, administrator: User, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        choices: Any = self.fields
        choices["area"].queryset = Area.objects.visible_to(administrator).existing(on).order_by("path")
        choices["organisation"].queryset = (
            organisations().visible_to(administrator).existing(on).order_by("kind", "name")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "role" in cleaned and "area" not in self.errors and "organisation" not in self.errors:
            self._check_place(Role(cleaned["role"]), cleaned)
        return cleaned

    def _check_place(self, role: Role, cleaned: dict[str, Any]) -> None:
        organisation, area = cleaned.get("organisation"), cleaned.get("area")
        if organisation is not None:
            expected = ORGANISATION_ROLES[organisation.kind]
            if role not in (expected, Role.HELPER):
                self.add_error("role", f"{organisation}的人员只能担任{expected.label}或{Role.HELPER.label}。")
            cleaned["area"] = organisation.area
        elif role in OF_ORGANISATIONS:
            self.add_error("organisation", f"{role.label}须选择所属单位；没有的请先在“单位”中登记。")
        elif area is None:
            self.add_error("area", "请选择所属区划。")
        elif LEVELS.get(role, area.level) != area.level:
            self.add_error("area", f"{role.label}须隶属一个{AreaLevel(LEVELS[role]).label}，请重新选择。")

    def post(self) -> NextPost:
        """Where a valid form puts the officer."""
        given = self.cleaned_data
        return NextPost(Role(given["role"]), given["area"], given["organisation"])


class MoveForm(PostForm):
    """The next post of an account."""

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        placed = {"role": account.role, "organisation": account.organisation_id}
        if account.organisation_id is None:
            placed["area"] = account.area_id
        super().__init__(*args, **(kwargs | {"initial": placed}))
        self.account = account

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("role") in ADMINISTRATORS and not self.account.id_number:
            self.add_error(
                "role", "系统管理员、安全管理员、安全审计员须由三人分任；本账号没有登记身份证号，请另开账号。"
            )
        return cleaned


class ReopenForm(forms.Form):
    valid_until = DateField(label="有效期至", required=False, help_text="临时账号填写最后一天；长期使用的不填。")

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_valid_until(self) -> dt.date | None:
        return not_past(self.cleaned_data["valid_until"], self.on)


def not_past(day: dt.date | None, on: dt.date) -> dt.date | None:
    """``day`` if it is not before ``on``. Raises ValidationError."""
    if day is not None and day < on:
        raise forms.ValidationError("有效期不能早于今天。")
    return day
