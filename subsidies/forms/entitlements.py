"""For which day the entitlements of somebody are asked."""

import datetime as dt
from typing import Any

from django import forms

from policy.deadlines import add_months
from ui.forms import DateField

AHEAD = 12 * 15  # months: whoever is first approved today has long retired


class WhatIfForm(forms.Form):
    on = DateField(
        label="按哪一天计算",
        required=False,
        help_text="不填为今天；填以后的日期，看到那时申报还能享受多久。",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"] or self.today
        if not dt.date(self.today.year - 15, 1, 1) <= day <= add_months(self.today, AHEAD):
            raise forms.ValidationError("请填写今天前后十五年以内的日期。")
        return day

    @property
    def day(self) -> dt.date:
        """The day asked for; today where it cannot be read."""
        chosen: dt.date = self.cleaned_data.get("on", self.today) if self.is_valid() else self.today
        return chosen
