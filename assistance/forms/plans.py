"""Forms of a plan: what it says, its measures, its review, and what came of a measure."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.models import User
from assistance.actions.plans import Content, Done, Planned, Reviewed
from assistance.enums import Channel, Need
from assistance.rules.templates import TEMPLATES
from households.forms.responsibility_links import OfficerField
from ui.forms import CheckButtons, DateField, ReasonInput

OUTCOMES = ("已落实，本人满意", "已推荐，等待用人单位答复", "本人不愿接受，已说明情况")
FINDINGS = ("措施按计划进行，继续执行", "本人正在参加培训", "正在与用人单位接洽")
REVISIONS = ("本人情况有变化", "原措施没有效果", "有新的岗位或培训机会")
SPARE_ROWS = 2


class PlanForm(forms.Form):
    """A version of a plan; of a revision also why. ``template`` says segment and health."""

    use_required_attribute = False

    template = forms.ChoiceField(choices=[(key, one.title) for key, one in TEMPLATES.items()], widget=forms.HiddenInput)
    because = forms.CharField(
        label="修订原因",
        max_length=500,
        widget=ReasonInput(canned=REVISIONS, attrs={"rows": 2}),
        error_messages={"required": "请写明修订原因。"},
    )
    situation = forms.CharField(
        label="基本情况和就业愿望",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "请填写基本情况和就业愿望。"},
    )
    needs = forms.MultipleChoiceField(
        label="援助需求", choices=Need.choices, widget=CheckButtons, error_messages={"required": "请选择援助需求。"}
    )
    review_on = DateField(label="下次评估日期", error_messages={"required": "请填写下次评估日期。"})

    def __init__(self, *args: Any, is_revision: bool, within: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].help_text = within
        if not is_revision:
            del self.fields["because"]

    def content(self, measures: "MeasureFormSet") -> Content:
        """What was typed, as the action takes it. Only of valid forms."""
        said, chosen = self.cleaned_data, TEMPLATES[self.cleaned_data["template"]]
        return Content(
            segment=chosen.segment,
            health=chosen.health,
            needs=[Need(need) for need in said["needs"]],
            situation=said["situation"],
            review_on=said["review_on"],
            measures=measures.planned(),
        )


class MeasureForm(forms.Form):
    """One measure."""

    use_required_attribute = False

    channel = forms.TypedChoiceField(
        label="就业渠道",
        choices=[("", "请选择"), *Channel.choices],
        coerce=int,
        error_messages={"required": "请选择就业渠道。"},
    )
    what = forms.CharField(
        label="措施",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "请填写措施。"},
    )
    owner = OfficerField(
        User.objects.none(), label="责任人", empty_label="请选择", error_messages={"required": "请选择责任人。"}
    )
    due_on = DateField(label="完成期限", error_messages={"required": "请填写完成期限。"})

    def __init__(self, *args: Any, owners: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset, self.today = owners, today

    def clean_due_on(self) -> dt.date:
        due_on: dt.date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError("完成期限不能早于今天。")
        return due_on


class _Measures(forms.BaseFormSet):
    """The measures of a plan: what is ticked as left out counts no more, spare rows may stay empty."""

    deletion_widget = forms.CheckboxInput

    def planned(self) -> list[Planned]:
        rows: list[Mapping[str, Any]] = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        return [
            Planned(Channel(row["channel"]), row["what"], row["owner"], row["due_on"])
            for row in rows
            if row.get("what")
        ]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "不采用这一项"

    def clean(self) -> None:
        if not any(self.errors) and not self.planned():
            raise forms.ValidationError("请至少写一项援助措施。")


MeasureFormSet: Any = forms.formset_factory(
    MeasureForm, formset=_Measures, extra=SPARE_ROWS, can_delete=True, max_num=12, validate_max=True
)


class ReviewForm(forms.Form):
    use_required_attribute = False

    finding = forms.CharField(
        label="评估情况",
        max_length=500,
        widget=ReasonInput(canned=FINDINGS),
        error_messages={"required": "请填写评估情况。"},
    )
    next_on = DateField(label="下次评估日期", error_messages={"required": "请填写下次评估日期。"})

    def review(self) -> Reviewed:
        return Reviewed(self.cleaned_data["finding"], self.cleaned_data["next_on"])


class DoneForm(forms.Form):
    use_required_attribute = False

    on = DateField(label="完成日期", error_messages={"required": "请填写完成日期。"})
    outcome = forms.CharField(
        label="落实情况",
        max_length=500,
        widget=ReasonInput(canned=OUTCOMES),
        error_messages={"required": "请填写落实情况。"},
    )

    def done(self) -> Done:
        return Done(self.cleaned_data["on"], self.cleaned_data["outcome"])
