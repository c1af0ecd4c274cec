import datetime as dt
from typing import Any

from django import forms

from accounts.models import Area, User
from ui.forms import DateField, Picker


class SearchForm(forms.Form):
    """One box for everything: a number, a name, an address."""

    q = forms.CharField(label="查找", max_length=50, required=False)


class RefreshForm(forms.Form):
    """Where and as of which day the monthly refresh is started by hand."""

    area = forms.ModelChoiceField(
        label="区划",
        queryset=Area.objects.none(),
        widget=Picker,
        error_messages={"required": "请选择区划。", "invalid_choice": "所选区划不在您的辖区。"},
    )
    on = DateField(label="评估日期", help_text="按这一天的年龄、证件有效期和登记情况评估，不能晚于今天。")

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        areas = Area.objects.visible_to(user).existing(today).order_by("path")
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # ModelChoiceField

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("评估日期不能晚于今天。")
        return on
