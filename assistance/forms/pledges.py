"""Forms of a written promise."""

from typing import Any

from django import forms

from accounts.uploads.forms import UploadField
from assistance.actions.pledges import Promised
from households.models import Person
from ui.forms import ReasonForm

WITHDRAWALS = ("承诺内容写错", "签字人有误", "家庭情况有变化，重新承诺")
BY_OFFICE = "自认定之日起，在 {due} 前为家庭中至少一名有劳动能力和就业愿望的成员安排岗位；持续推荐就业，跟踪服务。"
BY_FAMILY = "如实提供家庭和就业情况；积极参加职业指导和培训；对推荐的岗位不挑不拣；就业后及时告知社区。"


class PledgeForm(forms.Form):
    use_required_attribute = False

    by_office = forms.CharField(
        label="承诺单位的承诺",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "请填写承诺单位的承诺。"},
    )
    by_family = forms.CharField(
        label="受助家庭的承诺",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "请填写受助家庭的承诺。"},
    )

    def promised(self) -> Promised:
        return Promised(self.cleaned_data["by_office"], self.cleaned_data["by_family"])


class SignatureForm(forms.Form):
    """The picture of a signature; for the family also whose it is."""

    use_required_attribute = False

    person = forms.ModelChoiceField(
        Person.objects.none(), label="签字人", empty_label="请选择", error_messages={"required": "请选择签字人。"}
    )
    uploads = UploadField(label="或选择签名的照片", error_messages={"required": "请签名，或选择签名的照片。"})

    def __init__(self, *args: Any, signers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uploads"].widget.attrs["accept"] = "image/jpeg,image/png"
        field: Any = self.fields["person"]
        if signers is None:
            del self.fields["person"]
            return
        field.queryset, field.label_from_instance = signers, lambda person: person.name


class WithdrawForm(ReasonForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=WITHDRAWALS, **{"prefix": "withdraw"} | kwargs)
        self.fields["reason"].label = "作废原因"
        self.fields["reason"].error_messages["required"] = "请写明作废原因。"
