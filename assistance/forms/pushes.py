"""Forms of the push for labour-service enterprises."""

from typing import Any

from django import forms

from accounts.models import Area
from ui.forms import DateField, Picker, ReasonForm

WITHDRAWALS = ("条件发生变化，不再具备", "认定有误", "街道撤并")


class ReadinessForm(forms.Form):
    use_required_attribute = False

    found_on = DateField(label="认定有条件日期", error_messages={"required": "请填写认定日期。"})
    due_on = DateField(label="建立期限", error_messages={"required": "请填写建立期限。"})
    ground = forms.CharField(
        label="具备的条件", max_length=300, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "请写明具备的条件，如场地、负责人、业务来源。"},
    )  # fmt: skip


class WithdrawForm(ReasonForm):
    use_required_attribute = False


class MemberForm(forms.Form):
    """``districts`` are those of the officer's area."""

    use_required_attribute = False

    district = forms.ModelChoiceField(
        label="推进的区县", queryset=Area.objects.none(), widget=Picker, error_messages={"required": "请选择区县。"}
    )
    name = forms.CharField(label="姓名", max_length=50, error_messages={"required": "请填写姓名。"})
    post = forms.CharField(label="单位和职务", max_length=100, error_messages={"required": "请填写单位和职务。"})
    since = DateField(label="开始日期", error_messages={"required": "请填写开始日期。"})

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["district"]
        field.queryset = districts


class EndMemberForm(forms.Form):
    use_required_attribute = False

    last_day = DateField(label="最后一日", error_messages={"required": "请填写最后一日。"})
