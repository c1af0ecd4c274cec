"""What the forms of every register ask: when it came in, and whom it is about."""

import datetime as dt
from typing import Any

from django import forms

from accounts.models import Area
from assistance.actions.matters import Receipt, Whom
from ui.forms import DateField, IdNumberInput, OnceForm, Picker


def text(label: str, length: int, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Words of several lines; asked for, unless ``required=False``."""
    return forms.CharField(
        label=label,
        max_length=length,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": f"请填写{label}。"},
        **kwargs,
    )


def line(label: str, length: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, error_messages={"required": f"请填写{label}。"}, **kwargs)


def area_field(label: str, *, missing: str = "", **kwargs: Any) -> forms.ModelChoiceField:
    """An area, whose choices the form sets; without ``missing`` none need be chosen."""
    return forms.ModelChoiceField(
        Area.objects.none(),
        label=label,
        required=bool(missing),
        widget=Picker(),
        empty_label="请选择",
        error_messages={"required": missing, "invalid_choice": "没有这个区划，请从列表中选择。"},
        **kwargs,
    )


class MatterForm(OnceForm):
    """``today`` is the day of typing. ``takes`` names the fields that are no part of the receipt."""

    use_required_attribute = False
    receipt_fields = ("received_on", "id_number", "family", "employer", "submission")

    received_on = DateField(label="收到日期", error_messages={"required": "请填写收到日期。"})

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["received_on"].initial = today

    def receipt(self) -> Receipt:
        """Only of a valid form."""
        typed = self.cleaned_data
        whom = Whom(typed.get("id_number", ""), typed.get("family", ""), typed.get("employer", ""))
        return Receipt(typed["received_on"], whom, typed.get("submission"))

    def rest(self) -> dict[str, Any]:
        """What was typed beside the receipt. Only of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.receipt_fields}


class WhomForm(MatterForm):
    """A matter that may be about somebody."""

    id_number = forms.CharField(
        label="涉及人员的身份证号",
        max_length=30,
        required=False,
        widget=IdNumberInput(),
        help_text="不涉及具体人员的不填。",
    )
    family = forms.CharField(
        label="涉及家庭的编号", max_length=20, required=False, help_text="如 H000123；填了身份证号的可以不填。"
    )
    employer = forms.CharField(
        label="涉及单位", max_length=100, required=False, help_text="登记过的单位的全称或代码；不涉及的不填。"
    )
