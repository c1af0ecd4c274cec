"""A citizen's request about the own data: as received, and as answered."""

import datetime as dt
from typing import Any

from django import forms

from households.actions.data_requests import Answer, NewRequest
from households.enums import Applicant, DataRequestKind, Erasable, Outcome
from households.models import DataRequest
from ui.forms import CheckButtons, ChoiceButtons, DateField, ReasonForm, ReasonInput

from .registrations import UNMASKINGS

ANSWERS = (
    "已当面查阅，本人签字确认",
    "已打印副本交本人签收",
    "已核对证件并更正",
    "为履行法定职责所必需，且法律规定的保存期限未届满，依法不予删除",
    "已删除登记的联系方式、银行账号",
    "申请人身份无法核实",
)


class DataRequestForm(forms.Form):
    """``today`` is the day of typing."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="申请事项",
        choices=DataRequestKind.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请选择申请事项。"},
    )
    applicant = forms.ChoiceField(
        label="申请人", choices=Applicant.choices, widget=ChoiceButtons, error_messages={"required": "请选择申请人。"}
    )
    applicant_name = forms.CharField(
        label="申请人姓名", max_length=50, required=False, help_text="本人申请的不填；他人申请的已核对授权或关系证明"
    )
    wish = forms.CharField(
        label="申请内容",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="如：查阅本人登记的全部信息；更正文化程度为大专。不写证件号码。",
        error_messages={"required": "请写明申请内容。"},
    )
    received_on = DateField(label="收到日期", error_messages={"required": "请填写收到日期。"})

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_received_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError("收到日期不能晚于今天。")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        by_another = cleaned.get("applicant") not in (None, "", Applicant.SELF)
        if by_another and not (cleaned.get("applicant_name") or "").strip():
            self.add_error("applicant_name", "他人代为申请的，请填写申请人姓名。")
        return cleaned

    def request(self) -> NewRequest:
        """What was typed, as the action takes it. Only of a valid form."""
        said = self.cleaned_data
        return NewRequest(
            kind=DataRequestKind(said["kind"]),
            applicant=Applicant(said["applicant"]),
            applicant_name=said["applicant_name"],
            wish=said["wish"],
            received_on=said["received_on"],
        )


class AnswerForm(forms.Form):
    """How a request ends: nothing closes without an outcome. One to delete says what of the person is deleted."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label="处理结果",
        choices=Outcome.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请选择处理结果。"},
    )
    answer = forms.CharField(
        label="办理情况或不予办理的理由",
        max_length=500,
        widget=ReasonInput(canned=ANSWERS),
        error_messages={"required": "请写明办理情况；不予办理的，写明理由。"},
    )

    def __init__(self, *args: Any, case: DataRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if case.kind == DataRequestKind.DELETE:
            held = [(one.value, one.label) for one in Erasable if getattr(case.person, one.value)]
            self.fields["erases"] = forms.MultipleChoiceField(
                label="删除的内容",
                choices=held,
                required=False,
                widget=CheckButtons,
                help_text="答复时立即删除，不能恢复。" if held else "没有登记可以删除的内容。",
            )
            self.order_fields(["outcome", "erases", "answer"])

    def said(self) -> Answer:
        """What was typed, as the action takes it. Only of a valid form."""
        cleaned = self.cleaned_data
        erases = tuple(Erasable(one) for one in cleaned.get("erases", ()))
        return Answer(Outcome(cleaned["outcome"]), cleaned["answer"], erases)


class WholeCopyForm(ReasonForm):
    """Why the copy is to hold the whole numbers."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=UNMASKINGS, **{"prefix": "whole"} | kwargs)
        self.fields["reason"].label = "事由"
        self.fields["reason"].error_messages["required"] = "请填写打印完整号码的事由。"
