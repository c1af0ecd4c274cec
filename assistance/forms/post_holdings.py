"""Forms about who holds a post: taking it up, assessment, leaving, removal, and the report of the empty post."""

from typing import Any

from django import forms

from assistance.actions.post_exits import Leaving, Removal
from assistance.actions.post_holdings import Assessed, Filling
from assistance.enums import REMOVALS, LeavingCause, NoticeGiven, Workplace
from ui.forms import ChoiceButtons, DateField, ReasonInput

PASSED_OVER = ("本人书面放弃该岗位", "身体状况不适合该岗位", "多次联系未果，已登记走访", "住所距岗位过远")
FINDINGS = ("出勤正常，能完成工作任务", "多次无故缺勤，经教育未改", "身体原因不能坚持工作")
LEAVINGS = ("本人已与其他单位签订劳动合同", "岗位协议期满，不再续签", "本人书面辞职")
REMOVALS_BECAUSE = ("年度考核不合格，次年不再聘用", "连续旷工，严重违反单位规章制度", "医院证明不能坚持正常工作")
EVIDENCE = ("用人单位空岗报告单（加盖公章）", "传真件已存档")
WITHDRAWALS = ("经核实情况不属实", "本人已改正，单位同意留用")


class FillForm(forms.Form):
    """From when a person works in the post; of who does not come first also why."""

    use_required_attribute = False

    since = DateField(label="上岗日期", error_messages={"required": "请填写上岗日期。"})
    contract_until = DateField(label="协议期满日期", error_messages={"required": "请填写协议期满日期。"})
    workplace = forms.ChoiceField(
        label="就业地点", choices=[one for one in Workplace.choices if one[0] != Workplace.AWAY],
        widget=ChoiceButtons, initial=Workplace.STREET, error_messages={"required": "请选择就业地点。"},
    )  # fmt: skip
    is_insured = forms.BooleanField(label="已参加社会保险", required=False)
    reason = forms.CharField(
        label="越过前面人员的理由", max_length=500, widget=ReasonInput(canned=PASSED_OVER),
        error_messages={"required": "请写明越过排在前面人员的理由。"},
    )  # fmt: skip

    def __init__(self, *args: Any, rank: int, term: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contract_until"].help_text = term
        if rank == 1:
            del self.fields["reason"]

    def filling(self) -> Filling:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        workplace = Workplace(said["workplace"])
        until, is_insured = said["contract_until"], said["is_insured"]
        return Filling(said["since"], until, workplace, is_insured, said.get("reason", ""))


class AssessmentForm(forms.Form):
    use_required_attribute = False

    on = DateField(label="考核日期", error_messages={"required": "请填写考核日期。"})
    is_competent = forms.TypedChoiceField(
        label="考核结果", choices=[("yes", "胜任"), ("no", "不胜任")], coerce=lambda value: value == "yes",
        widget=ChoiceButtons, error_messages={"required": "请选择考核结果。"},
    )  # fmt: skip
    findings = forms.CharField(
        label="考核情况", max_length=500, widget=ReasonInput(canned=FINDINGS),
        error_messages={"required": "请填写考核情况。"},
    )  # fmt: skip

    def assessed(self) -> Assessed:
        """What was typed. Only of a valid form."""
        return Assessed(**self.cleaned_data)


def _causes(*, of_removals: bool) -> list[tuple[str, str]]:
    return [("", "请选择"), *((one.value, one.label) for one in LeavingCause if (one in REMOVALS) == of_removals)]


class LeavingForm(forms.Form):
    """Why somebody left; the last day only where the employment has none yet."""

    use_required_attribute = False

    cause = forms.ChoiceField(
        label="离岗原因", choices=_causes(of_removals=False), error_messages={"required": "请选择离岗原因。"}
    )
    last_day = DateField(label="最后在岗日", error_messages={"required": "请填写最后在岗日。"})
    reason = forms.CharField(
        label="具体情况", max_length=500, widget=ReasonInput(canned=LEAVINGS),
        error_messages={"required": "请写明具体情况。"},
    )  # fmt: skip

    def __init__(self, *args: Any, is_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_over:
            del self.fields["last_day"]

    def leaving(self, last_day: Any) -> Leaving:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        return Leaving(LeavingCause(said["cause"]), said["reason"], said.get("last_day", last_day))


class RemovalForm(forms.Form):
    """Why somebody is to be removed, and how the person was told."""

    use_required_attribute = False

    cause = forms.ChoiceField(
        label="清退原因", choices=_causes(of_removals=True), error_messages={"required": "请选择清退原因。"}
    )
    reason = forms.CharField(
        label="具体情况和证据", max_length=500, widget=ReasonInput(canned=REMOVALS_BECAUSE),
        error_messages={"required": "请写明具体情况和证据。"},
    )  # fmt: skip
    told_on = DateField(label="告知本人日期", error_messages={"required": "请填写告知本人的日期。"})
    told_how = forms.ChoiceField(
        label="告知方式", choices=NoticeGiven.choices, widget=ChoiceButtons,
        error_messages={"required": "请选择告知方式。"},
    )  # fmt: skip
    last_day = DateField(label="拟定最后在岗日", error_messages={"required": "请填写拟定最后在岗日。"})

    def removal(self) -> Removal:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        how = NoticeGiven(said["told_how"])
        return Removal(LeavingCause(said["cause"]), said["reason"], said["last_day"], said["told_on"], how)


class ReportForm(forms.Form):
    """The employer's report of an empty post."""

    use_required_attribute = False

    reported_on = DateField(label="用人单位报告日期", error_messages={"required": "请填写报告日期。"})
    evidence = forms.CharField(
        label="报告凭证", max_length=200, widget=ReasonInput(canned=EVIDENCE, attrs={"rows": 2}),
        error_messages={"required": "请填写报告凭证。"},
    )  # fmt: skip
