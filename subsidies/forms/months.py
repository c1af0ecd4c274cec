"""A month typed into a form."""

import datetime as dt
from typing import Any

from django import forms


class MonthInput(forms.DateInput):
    """The browser's own choice of a month, and ``2026-07`` where it has none."""

    input_type = "month"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"placeholder": "2026-07", "inputmode": "numeric"} | (attrs or {}), format="%Y-%m")


class MonthField(forms.DateField):
    """A month, by its first day."""

    widget = MonthInput

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": "请填写月份，如 2026-07。"} | kwargs.pop("error_messages", {})
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d", "%Y年%m月"], error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().to_python(value)
        return day.replace(day=1) if day else None
