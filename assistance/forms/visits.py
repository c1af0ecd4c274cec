"""What was found at a visit, and what was found when somebody looked again."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.uploads.forms import UploadField
from assistance.actions.visits import NewVisit
from assistance.enums import VisitKind, VisitOutcome, VisitWay
from households.models import Registration
from ui.forms import ChoiceButtons, DateField, ReasonInput

from .services import Dated

FOUND = ("工作稳定，工资按时发放", "已签劳动合同并参保", "家庭生活正常，没有新的困难", "希望参加技能培训")
YES, NO = "yes", "no"


class VisitForm(Dated):
    """``employments`` are those that can be called back on."""

    kind = forms.ChoiceField(
        label="走访对象",
        choices=VisitKind.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请选择走访对象。"},
    )
    registration = forms.TypedChoiceField(label="所回访的就业登记", coerce=int, empty_value=None, required=False)
    on = DateField(label="走访日期", error_messages={"required": "请填写走访日期。"})
    way = forms.ChoiceField(
        label="方式", choices=VisitWay.choices, widget=ChoiceButtons, error_messages={"required": "请选择方式。"}
    )
    place = forms.CharField(label="地点（可不填）", max_length=100, required=False)
    outcome = forms.ChoiceField(
        label="结果",
        choices=VisitOutcome.choices,
        widget=ChoiceButtons,
        help_text="回访选“在岗”“已离岗”或“未联系上”；走访选“见到本人或家属”或“未联系上”",
        error_messages={"required": "请选择结果。"},
    )
    findings = forms.CharField(
        label="了解到的情况",
        max_length=500,
        widget=ReasonInput(canned=FOUND),
        error_messages={"required": "请写明了解到的情况。"},
    )
    photos = UploadField(label="照片（可不传）", required=False)
    confirms = forms.BooleanField(label="基本信息没有变化，同时确认每月更新", required=False)

    def __init__(self, *args: Any, employments: Sequence[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(row.pk, f"{row.get_kind_display()} {row.employer}（{row.validity.lower}起）") for row in employments]
        self.fields["registration"].choices = listed  # type: ignore[attr-defined]  # of a choice field

    def clean_on(self) -> dt.date:
        return self.past("on")

    def visit(self) -> NewVisit:
        """What was typed, as the action takes it. Only of a valid form."""
        said = self.cleaned_data
        names = ("on", "findings", "place", "registration", "confirms", "photos", "submission")
        return NewVisit(
            kind=VisitKind(said["kind"]),
            way=VisitWay(said["way"]),
            outcome=VisitOutcome(said["outcome"]),
            **{name: said[name] for name in names},
        )


class RecheckForm(forms.Form):
    use_required_attribute = False

    agrees = forms.ChoiceField(
        label="复核结果",
        choices=((YES, "情况属实"), (NO, "情况不属实")),
        widget=ChoiceButtons,
        error_messages={"required": "请选择复核结果。"},
    )
    findings = forms.CharField(
        label="复核情况",
        max_length=500,
        widget=ReasonInput(canned=("电话核实，本人确认", "上门核实，与记录一致", "本人表示没有人来访")),
        error_messages={"required": "请写明复核情况。"},
    )
