"""What the registers of the offices ask when a matter is entered, gone on with and closed."""

import datetime as dt
from typing import Any

from django import forms

from accounts.models import Area
from assistance.register_enums import OUTCOMES_OF, EnquiryResult, NoProof, PlanKind, PlanOutcome
from ui.forms import ChoiceButtons, DateField, IdNumberInput, PhoneInput

from .matters import MatterForm, WhomForm, area_field, line, text


def chosen(label: str, choices: Any, missing: str, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=ChoiceButtons, error_messages={"required": missing}, **kwargs
    )


def day(label: str) -> DateField:
    return DateField(label=label, error_messages={"required": f"请填写{label}。"})


class Plain(forms.Form):
    """A step of a matter."""

    use_required_attribute = False


class EnquiryForm(WhomForm):
    question = text("咨询内容", 1000, 4)
    caller = line("来电人", 50, required=False)
    phone = forms.CharField(label="联系电话", max_length=20, required=False, widget=PhoneInput())
    field_order = ("received_on", "question", "caller", "phone")


class ReferForm(Plain):
    office = area_field("转给", missing="请选择转给哪个单位。")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["office"]
        field.queryset = Area.objects.existing(today).order_by("path")


class AnswerForm(Plain):
    result = chosen("办理结果", EnquiryResult.choices, "请选择办理结果。")
    answer = text("答复", 1000, 4)


class PlanForm(MatterForm):
    kind = chosen("类别", PlanKind.choices, "请选择类别。")
    employer = line("报告的单位", 100, help_text="登记过的单位的全称或代码。")
    workers = forms.IntegerField(
        label="涉及职工人数",
        min_value=1,
        max_value=1_000_000,
        error_messages={"required": "请填写人数。", "invalid": "请填写整数。", "min_value": "请填写大于零的整数。"},
    )
    planned_on = day("拟实施日期")
    text = text("方案要点", 2000, 5)


class CongressForm(Plain):
    on = day("职代会讨论日期")


class DecidePlanForm(Plain):
    decision = text("审核机关、文号和意见", 500)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, PlanOutcome(one).label) for one in OUTCOMES_OF[PlanKind(kind)]]
        self.fields["outcome"] = chosen("审核结果", choices, "请选择审核结果。")
        self.order_fields(["outcome"])


class CheckForm(WhomForm):
    family = employer = None  # type: ignore[assignment]  # of the person alone
    id_number = forms.CharField(
        label="申请人的身份证号",
        max_length=30,
        widget=IdNumberInput(),
        error_messages={"required": "请填写申请人的身份证号。"},
    )


class FindingsForm(Plain):
    findings = text("核实情况", 1000, 5, help_text="是否仍在经营、因何失业、看了哪些凭证。")


class DecideCheckForm(Plain):
    refusal = chosen("决定", [("", "开具失业证明"), *NoProof.choices], "请选择决定。", required=False)
    decision = text("决定理由", 500)


class SuperviseForm(MatterForm):
    received_on = day("督查日期")
    office = line("被督查单位", 100)
    policy = line("督查的政策", 200)
    findings = text("发现的问题", 2000, 5)
    mend_by = day("整改期限")


class MendForm(Plain):
    mended = text("整改情况和证明", 1000, 4)


class PromiseForm(MatterForm):
    received_on = day("承诺日期")
    text = text("承诺内容", 1000, 4)
    owner = line("责任单位和责任人", 100)
    deadline = day("兑现期限")


class ProgressForm(Plain):
    progress = text("最近进展", 1000)


class SettleForm(Plain):
    is_kept = forms.TypedChoiceField(
        label="是否兑现",
        choices=[("yes", "已兑现"), ("no", "未兑现")],
        coerce=lambda value: value == "yes",
        widget=ChoiceButtons,
        error_messages={"required": "请选择是否兑现。"},
    )
    evidence = text("兑现的证明或未兑现的原因", 1000, 4)
