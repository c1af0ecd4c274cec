"""Setting a round of surveys, and calling it off."""

import datetime as dt
from typing import Any

from django import forms

from accounts.models import Area, User
from households.actions.rounds import RoundPlan
from households.enums import RoundScope
from ui.forms import ChoiceButtons, DateField, PickSome, ReasonForm

CANCELLATIONS = ("上级另行部署", "计划有误，重新制定", "与其他调查合并进行")


class RoundForm(forms.Form):
    """``today`` is the day of typing; the areas offered are those of the officer's own."""

    use_required_attribute = False

    title = forms.CharField(label="调查名称", max_length=100, error_messages={"required": "请填写调查名称。"})
    document = forms.CharField(
        label="依据文件",
        max_length=120,
        help_text="通知的文号和名称",
        error_messages={"required": "请写明依据文件。"},
    )
    areas = forms.ModelMultipleChoiceField(
        label="调查区划",
        queryset=Area.objects.none(),
        widget=PickSome(),
        help_text="可选多个；选中的区划及其下级都要走访。",
        error_messages={"required": "请选择调查区划。", "invalid_choice": "所选区划不在您的辖区。"},
    )
    scope = forms.ChoiceField(label="调查范围", choices=RoundScope.choices, widget=ChoiceButtons)
    starts_on = DateField(label="开始日期", error_messages={"required": "请填写开始日期。"})
    ends_on = DateField(label="截止日期", error_messages={"required": "请填写截止日期。"})

    def __init__(self, *args: Any, officer: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        areas = Area.objects.visible_to(officer).existing(today).order_by("path")
        field: Any = self.fields["areas"]
        field.queryset = areas
        field.label_from_instance = lambda area: f"{area.name}（{area.get_level_display()}）"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if last is not None and last < self.today:
            self.add_error("ends_on", "截止日期不能早于今天。")
        elif first is not None and last is not None and last < first:
            self.add_error("ends_on", "截止日期不能早于开始日期。")
        return cleaned

    def plan(self) -> RoundPlan:
        """What was typed, as the action takes it. Only of a valid form."""
        said = self.cleaned_data
        return RoundPlan(
            title=said["title"],
            areas=list(said["areas"]),
            scope=RoundScope(said["scope"]),
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            document=said["document"],
        )


class CallOffForm(ReasonForm):
    """Why a round is called off."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=CANCELLATIONS, **{"prefix": "call_off"} | kwargs)
        self.fields["reason"].label = "取消原因"
        self.fields["reason"].widget.attrs["maxlength"] = 200
        self.fields["reason"].max_length = 200  # type: ignore[attr-defined]  # CharField
        self.fields["reason"].error_messages["required"] = "请写明取消原因。"
