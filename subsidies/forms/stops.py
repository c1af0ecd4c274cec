"""Stopping a subsidy by hand, and giving it again."""

import datetime as dt
from typing import Any

from django import forms

from policy.deadlines import add_months
from subsidies.actions.stops import NewStop
from subsidies.enums import Scheme, StopReason
from subsidies.rules.months import month_of
from subsidies.schemes import SCHEMES
from ui.forms import ReasonInput

from .months import MonthField

AHEAD = 3  # months: what is stopped later is stopped later
WHY = ("群众举报，正在核实", "本人申请停发", "数据比对发现疑点，正在核实")
WHY_AGAIN = ("经核实不存在停发情形", "停发原因已消除，有证明材料", "误停")


def _within(month: dt.date, today: dt.date) -> dt.date:
    if not dt.date(2000, 1, 1) <= month <= add_months(month_of(today), AHEAD):
        raise forms.ValidationError(f"请填写 2000-01 至 {add_months(month_of(today), AHEAD):%Y-%m} 之间的月份。")
    return month


class StopForm(forms.Form):
    scheme = forms.ChoiceField(
        label="补贴项目",
        choices=[(one.value, one.label) for one, terms in SCHEMES.items() if terms.cycle is not None],
        error_messages={"required": "请选择补贴项目。"},
    )
    month = MonthField(label="停发起始月份", help_text="这个月起不再补贴；已批准的以后各月列为多发。")
    reason = forms.ChoiceField(
        label="停发原因", choices=StopReason.choices, error_messages={"required": "请选择停发原因。"}
    )
    note = forms.CharField(
        label="停发说明",
        max_length=300,
        widget=ReasonInput(WHY),
        error_messages={"required": "请写明停发的事实和来源。"},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_month(self) -> dt.date:
        return _within(self.cleaned_data["month"], self.today)

    def told(self) -> NewStop:
        """What was said; the form is valid."""
        data = self.cleaned_data
        return NewStop(Scheme(data["scheme"]), data["month"], StopReason(data["reason"]), data["note"])


class ResumeForm(forms.Form):
    month = MonthField(label="恢复月份", help_text="这个月起恢复；填停发起始月份，视为没有停发过。")
    because = forms.CharField(
        label="恢复理由",
        max_length=300,
        widget=ReasonInput(WHY_AGAIN),
        error_messages={"required": "请写明恢复的理由。"},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_month(self) -> dt.date:
        return _within(self.cleaned_data["month"], self.today)
