"""The form of a family's 工作预案."""

from typing import Any

from django import forms

from accounts.models import User
from assistance.actions.preparations import Prepared
from assistance.enums import Rhythm
from households.forms.responsibility_links import OfficerField
from ui.forms import ChoiceButtons, DateField, ReasonInput

RISKS = ("期限临近仍未找到适合岗位", "就业后短期内再次失业", "成员患病或照料家人，不能按时上岗")
RESPONSES = ("优先安排公益性岗位“托底”", "由街道劳务型服务企业先行吸纳", "增加跟踪频次，落实临时救助")


class PreparationForm(forms.Form):
    use_required_attribute = False

    risks = forms.CharField(
        label="可能出现的困难",
        max_length=500,
        widget=ReasonInput(canned=RISKS, attrs={"rows": 2}),
        error_messages={"required": "请填写可能出现的困难。"},
    )
    response = forms.CharField(
        label="应对措施",
        max_length=1000,
        widget=ReasonInput(canned=RESPONSES),
        error_messages={"required": "请填写应对措施。"},
    )
    owner = OfficerField(
        User.objects.none(), label="责任人", empty_label="请选择", error_messages={"required": "请选择责任人。"}
    )
    first_on = DateField(label="首次跟踪日期", error_messages={"required": "请填写首次跟踪日期。"})
    rhythm = forms.TypedChoiceField(
        label="跟踪频次",
        choices=Rhythm.choices,
        coerce=int,
        widget=ChoiceButtons,
        error_messages={"required": "请选择跟踪频次。"},
    )

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = owners

    def prepared(self) -> Prepared:
        said = self.cleaned_data
        return Prepared(said["risks"], said["response"], said["owner"], said["first_on"], Rhythm(said["rhythm"]))
