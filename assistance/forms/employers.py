"""Entering and correcting an employer."""

from typing import Any

from django import forms

from accounts import identifiers
from accounts.models import Area
from assistance.actions.employers import EmployerSaid
from assistance.enums import EmployerKind
from assistance.models import Employer
from ui.forms import ChoiceButtons, DateField, OnceForm, PhoneInput, Picker

NUMBER = "统一社会信用代码18位；2015年10月以前的用营业执照注册号（15位）或组织机构代码（9位）。还不知道的先不填。"
OF_STREET = "只对街道劳务型服务企业填写。"


class EmployerForm(OnceForm):
    """``communities`` are those of the worker's area. The phone is kept where nothing is typed over it."""

    use_required_attribute = False

    name = forms.CharField(label="单位名称", max_length=100, error_messages={"required": "请填写单位名称。"})
    kind = forms.TypedChoiceField(
        label="单位类型", choices=EmployerKind.choices, coerce=EmployerKind, widget=ChoiceButtons,
        initial=EmployerKind.ORDINARY, error_messages={"required": "请选择单位类型。"},
    )  # fmt: skip
    number = forms.CharField(
        label="单位代码", max_length=30, required=False, widget=forms.TextInput({"class": "code"}), help_text=NUMBER
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label="所在社区", widget=Picker(),
        error_messages={"required": "请选择所在社区。", "invalid_choice": "请选择您辖区内的社区。"},
    )  # fmt: skip
    address = forms.CharField(label="地址", max_length=200, error_messages={"required": "请填写地址。"})
    contact = forms.CharField(label="联系人", max_length=50, required=False)
    phone = forms.CharField(label="联系电话", max_length=30, required=False, widget=PhoneInput)
    major_project = forms.CharField(
        label="大项目名称", max_length=100, required=False, help_text="承建或运营大项目的单位填写，便于对接用人需求。"
    )
    established_on = DateField(label="成立日期", required=False, help_text=OF_STREET)
    staff = forms.IntegerField(
        label="从业人数", min_value=0, max_value=999_999, required=False, help_text=OF_STREET,
        error_messages={"invalid": "请填写整数。"},
    )  # fmt: skip
    closed_on = DateField(label="停业、注销或迁出日期", required=False, help_text="填写后不再列入在册单位，可以更正。")
    is_checked = forms.BooleanField(label="已核对，确实如此", required=False)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = self.fields["area"]
        areas.queryset = communities

    def clean_phone(self) -> str:
        typed = identifiers.halfwidth(self.cleaned_data["phone"])
        if not typed:
            return ""
        found = identifiers.phone(typed)
        if found.reason is not None:
            raise forms.ValidationError(identifiers.PHONE_SENTENCES[found.reason])
        return found.normalized or ""

    def said(self) -> EmployerSaid:
        """What was typed. Only of a valid form."""
        return EmployerSaid(**{name: value for name, value in self.cleaned_data.items() if name != "submission"})


def said_of(employer: Employer) -> dict[str, Any]:
    """What a form to correct the employer begins with."""
    names = (name for name in EmployerForm.base_fields if name not in ("submission", "is_checked"))
    return {name: getattr(employer, name) for name in names}
