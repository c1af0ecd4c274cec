"""Who stands in for whom, typed."""

from typing import Any

from django import forms

from accounts import queries
from accounts.actions.deputies import NewDeputation
from accounts.models import User
from accounts.permissions import Act, may
from ui.forms import DateField, Picker, ReasonInput


class DeputationForm(forms.Form):
    """Who stands in for whom, from when to when; an officer names one for the own absence only."""

    officer = forms.ModelChoiceField(User.objects.none(), label="被代理人", widget=Picker())
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label="代理人",
        widget=Picker(),
        help_text="须与被代理人在同一区划、同一层级。代理只借出办理权限，不扩大任何人的辖区。",
        error_messages={"required": "请选择代理人。", "invalid_choice": "请从名单中选择代理人。"},
    )
    first_day = DateField(label="第一天", error_messages={"required": "请填写代理的第一天。"})
    last_day = DateField(label="最后一天", error_messages={"required": "请填写代理的最后一天。"})
    reason = forms.CharField(label="事由", max_length=200, widget=ReasonInput(("休假", "病假", "外出培训", "出差")))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = queries.may_be_deputised(user)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField
        deputies = queries.may_stand_in(officers).exclude(pk=user.pk)
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]  # a ModelChoiceField
        for name in ("officer", "deputy"):
            field: Any = self.fields[name]
            field.label_from_instance = _with_office
        if officers.filter(pk=user.pk).exists() and not may(user, Act.MANAGE_USERS):
            self.fields["officer"].initial = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "first_day" in cleaned and "last_day" in cleaned and cleaned["last_day"] < cleaned["first_day"]:
            self.add_error("last_day", "最后一天不能早于第一天。")
        return cleaned

    def deputation(self) -> NewDeputation:
        """What a valid form asks for."""
        return NewDeputation(**self.cleaned_data)


def _with_office(user: User) -> str:
    return f"{user} {user.get_role_display()}（{user.area}）"
