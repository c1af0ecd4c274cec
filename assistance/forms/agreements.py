"""An agreement with an employer, and its end."""

from django import forms

from assistance.actions.agreements import Agreed
from ui.forms import DateField, OnceForm, ReasonForm

ENDINGS = ("单位停业", "单位不再合作", "协议内容有变，另签新协议")


class AgreementForm(OnceForm):
    use_required_attribute = False

    signed_on = DateField(label="签订日期", error_messages={"required": "请填写签订日期。"})
    valid_until = DateField(label="有效期至", error_messages={"required": "请填写有效期。"})
    terms = forms.CharField(
        label="协议内容", max_length=500, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "请填写协议内容，如每年提供岗位数、优先录用的人员。"},
    )  # fmt: skip
    contact = forms.CharField(label="单位经办人", max_length=50, error_messages={"required": "请填写单位经办人。"})

    def agreed(self) -> Agreed:
        """What was typed. Only of a valid form."""
        return Agreed(**{name: value for name, value in self.cleaned_data.items() if name != "submission"})


class EndAgreementForm(ReasonForm):
    use_required_attribute = False
