"""Registering work or the lack of it, ending a registration, and the reason for seeing a whole ID number."""

import datetime as dt
from typing import Any

from django import forms

from accounts import identifiers
from households.actions.registrations import NewRegistration
from households.enums import RegistrationKind
from ui.forms import ChoiceButtons, DateField, ReasonForm, ReasonInput

from .members import CHECK_FIRST, EMPLOYER_NUMBER, LONGEST_NUMBER, WITH_EMPLOYER

ENDINGS = ("合同到期", "单位解除合同", "本人辞职", "停止经营", "已实现就业", "已到退休年龄")
UNMASKINGS = ("核对身份证原件", "填写上报材料", "与社保信息比对", "本人来访办事")


class RegistrationForm(forms.Form):
    """``today`` is the day of typing."""

    use_required_attribute = False

    kind = forms.TypedChoiceField(
        label="登记类别", choices=RegistrationKind.choices, coerce=int, widget=ChoiceButtons,
        error_messages={"required": "请选择登记类别。"},
    )  # fmt: skip
    since = DateField(label="起始日期", error_messages={"required": "请填写起始日期。"})
    employer = forms.CharField(label="用人单位", max_length=100, required=False)
    employer_code = forms.CharField(
        label="单位代码",
        max_length=30,
        required=False,
        widget=forms.TextInput({"class": "code"}),
        help_text=EMPLOYER_NUMBER,
    )
    checked = forms.BooleanField(label="已核对证件，确实如此", required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_since(self) -> dt.date:
        if self.cleaned_data["since"] > self.today:
            raise forms.ValidationError("起始日期不能晚于今天。")
        return self.cleaned_data["since"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == RegistrationKind.UNEMPLOYED:
            return cleaned | {"employer": "", "employer_code": ""}
        if kind in WITH_EMPLOYER and not cleaned.get("employer"):
            self.add_error("employer", "请填写用人单位。")
        given = identifiers.employer_number(cleaned.get("employer_code") or "")
        if len(given.number) > LONGEST_NUMBER:
            self.add_error("employer_code", given.fault)
        elif given.fault and not cleaned.get("checked"):
            self.add_error("employer_code", given.fault + CHECK_FIRST)
        return cleaned | {"employer_code": given.number}

    def registration(self) -> NewRegistration:
        """What was typed, as the action takes it. Only of a valid form."""
        cleaned = self.cleaned_data
        return NewRegistration(
            RegistrationKind(cleaned["kind"]), cleaned["since"], cleaned["employer"], cleaned["employer_code"]
        )


class EndForm(forms.Form):
    """How a registration ended."""

    use_required_attribute = False

    last_day = DateField(label="最后一天", error_messages={"required": "请填写最后一天。"})
    reason = forms.CharField(
        label="终止原因",
        max_length=100,
        widget=ReasonInput(canned=ENDINGS),
        error_messages={"required": "请写明终止原因。"},
    )


class UnmaskForm(ReasonForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=UNMASKINGS, **kwargs)
        self.fields["reason"].label = "事由"
        self.fields["reason"].error_messages["required"] = "请填写查看完整证件号码的事由。"
