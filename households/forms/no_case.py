"""Why somebody who looks eligible has no case."""

from django import forms

from households.actions.no_case import Explanation
from households.enums import NoCaseReason
from ui.forms import ReasonInput

EVIDENCE = (
    "本人签字的不申请说明",
    "社区两次上门走访记录",
    "安置单位出具的证明",
    "电话核实记录",
)


class NoCaseForm(forms.Form):
    """The reason, and what shows it."""

    use_required_attribute = False

    reason = forms.ChoiceField(
        label="原因",
        choices=[("", "请选择"), *NoCaseReason.choices],
        error_messages={"required": "请选择原因。"},
    )
    evidence = forms.CharField(
        label="情况和证明材料",
        max_length=500,
        widget=ReasonInput(canned=EVIDENCE),
        help_text="写明事实、日期和材料名称。",
        error_messages={"required": "请写明情况和证明材料。"},
    )

    def explanation(self) -> Explanation:
        """What was typed, as the action takes it. Only of a valid form."""
        return Explanation(NoCaseReason(self.cleaned_data["reason"]), self.cleaned_data["evidence"])
