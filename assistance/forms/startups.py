"""Forms of the start-up chain."""

from typing import Any

from django import forms

from accounts.identifiers import normalize_id
from accounts.models import Organisation
from assistance.actions.startups import NewJob, NewProject
from assistance.models import Project
from assistance.training_enums import WRITTEN_STEPS, Pairing, StartUpStep
from ui.forms import ChoiceButtons, DateField, IdNumberInput, MoneyInput, Picker, ReasonInput

STEP_NOTES = ("开业指导一次", "已受理贷款申请", "领取营业执照、办理税务登记", "享受税费减免")


def _said(label: str, length: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, error_messages={"required": f"请填写{label}。"}, **more)


class ProjectForm(forms.Form):
    use_required_attribute = False

    name = _said("项目名称", 100)
    field = _said("行业", 50, help_text="如：餐饮、家政、养殖、加工")
    capital = forms.DecimalField(
        label="所需资金（元）",
        max_digits=11,
        decimal_places=2,
        min_value=0,
        widget=MoneyInput,
        error_messages={"required": "请填写所需资金。", "invalid": "请填写金额，如 30000。"},
    )
    description = _said("项目简介", 1000, widget=forms.Textarea({"rows": 4}))
    source = _said("项目来源", 100, help_text="如：市创业指导中心征集、企业推介")
    withdrawn_on = DateField(label="下架日期", required=False, help_text="不再推介的填写")

    def project(self) -> NewProject:
        return NewProject(**self.cleaned_data)


class OpenForm(forms.Form):
    use_required_attribute = False

    opened_on = DateField(label="建档日期", error_messages={"required": "请填写建档日期。"})


class ChooseForm(forms.Form):
    """``projects`` are those that may be chosen."""

    use_required_attribute = False

    project = forms.ModelChoiceField(
        label="创业项目",
        queryset=Project.objects.none(),
        widget=Picker,
        empty_label="请选择",
        error_messages={"required": "请选择项目。", "invalid_choice": "请在项目库中选择。"},
    )
    on = DateField(label="选定日期", error_messages={"required": "请填写选定日期。"})

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.queryset = projects
        field.label_from_instance = lambda row: f"{row.name}（{row.field}，{row.capital:.0f}元）"


class StepForm(forms.Form):
    use_required_attribute = False

    step = forms.ChoiceField(
        label="环节",
        choices=[(step.value, step.label) for step in WRITTEN_STEPS],
        widget=ChoiceButtons,
        error_messages={"required": "请选择环节。"},
    )
    on = DateField(label="日期", error_messages={"required": "请填写日期。"})
    note = _said("内容", 300, widget=ReasonInput(canned=STEP_NOTES))

    def clean_step(self) -> StartUpStep:
        return StartUpStep(self.cleaned_data["step"])


class PairForm(forms.Form):
    """``bodies`` are those that take part in the area."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        label="帮扶单位",
        queryset=Organisation.objects.none(),
        widget=Picker,
        empty_label="请选择",
        help_text="工商、工会、妇联等协作单位，由系统管理员登记",
        error_messages={"required": "请选择帮扶单位。", "invalid_choice": "请在协作单位中选择。"},
    )
    kind = forms.ChoiceField(
        label="帮扶方式", choices=Pairing.choices, widget=ChoiceButtons, error_messages={"required": "请选择帮扶方式。"}
    )
    contact = forms.CharField(label="联系人", max_length=50, required=False)
    since = DateField(label="结对日期", error_messages={"required": "请填写结对日期。"})

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = bodies

    def clean_kind(self) -> Pairing:
        return Pairing(self.cleaned_data["kind"])


class LeaderForm(forms.Form):
    use_required_attribute = False

    since = DateField(label="确定日期", required=False, help_text="不填即取消创业带头人")


class JobForm(forms.Form):
    """Who works with the start-up: of the registry, else by name."""

    use_required_attribute = False

    id_number = forms.CharField(
        label="身份证号",
        required=False,
        widget=IdNumberInput,
        help_text="登记过就业的填写身份证号，姓名和日期按就业登记读取",
    )
    name = forms.CharField(label="姓名", max_length=50, required=False, help_text="没有就业登记的填写姓名和日期")
    since = DateField(label="就业日期", required=False)

    def clean_id_number(self) -> str:
        return normalize_id(self.cleaned_data["id_number"])

    def job(self) -> NewJob:
        return NewJob(**self.cleaned_data)
