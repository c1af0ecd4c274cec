"""Logging an activity, and telling a model case."""

import datetime as dt
from typing import Any

from django import forms

from assistance.actions.activities import NewActivity, NewCase
from assistance.models import Campaign
from assistance.register_enums import ActivityKind
from ui.forms import ChoiceButtons, DateField, IdNumberInput, OnceForm, ReasonForm

from .matters import line, text

STRIKINGS = ("重复登记", "登记有误，已重新登记")
CASE_STRIKINGS = ("本人不再同意公开", "情况有变，不宜再宣传")


class ActivityForm(OnceForm):
    """``campaigns`` are those the officer's area takes part in."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="活动形式",
        choices=ActivityKind.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请选择活动形式。"},
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="所属专项活动",
        required=False,
        empty_label="不属于专项活动",
        error_messages={"invalid_choice": "请从列表中选择。"},
    )
    on = DateField(label="日期", error_messages={"required": "请填写日期。"})
    place = line("地点或媒体", 100)
    employer = line("走访的企业", 100, required=False, help_text="走访企业的填写：登记过的单位的全称或代码。")
    audience = line("宣传对象", 100, required=False)
    materials = line("宣传材料", 200, required=False)
    reached = forms.IntegerField(
        label="覆盖人次",
        required=False,
        min_value=0,
        max_value=10_000_000,
        error_messages={"invalid": "请填写整数。"},
    )
    result = text("内容和结果", 1000)

    def __init__(self, *args: Any, today: dt.date, campaigns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        field: Any = self.fields["campaign"]
        field.queryset = campaigns

    def activity(self) -> NewActivity:
        """Only of a valid form."""
        typed = self.cleaned_data
        return NewActivity(**typed | {"kind": ActivityKind(typed["kind"]), "reached": typed["reached"] or 0})


class CaseForm(OnceForm):
    use_required_attribute = False

    title = line("标题", 100)
    story = text("事迹", 4000, 8)
    names_somebody = forms.TypedChoiceField(
        label="是否写明了具体人员",
        choices=[("no", "没有写明"), ("yes", "写明了具体人员")],
        coerce=lambda value: value == "yes",
        widget=ChoiceButtons,
        help_text="能让人认出是谁的，都算写明了具体人员，须先征得本人同意。",
        error_messages={"required": "请选择是否写明了具体人员。"},
    )
    id_number = forms.CharField(label="本人的身份证号", max_length=30, required=False, widget=IdNumberInput())
    consented_on = DateField(label="本人同意日期", required=False)
    consent = line("同意方式", 200, required=False, help_text="如：本人书面同意，原件存社区。")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def case(self) -> NewCase:
        """Only of a valid form."""
        return NewCase(**self.cleaned_data)


class StrikeForm(ReasonForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "划去原因"
        self.fields["reason"].error_messages["required"] = "请填写划去原因。"
