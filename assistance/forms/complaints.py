"""举报投诉: the public form, the officer's, and what is said when one is accepted, declined or concluded."""

import datetime as dt
from typing import Any

from django import forms

from accounts.models import Area, User
from assistance.actions.complaints import Acceptance, Conclusion, NewComplaint
from assistance.actions.matters import Receipt
from assistance.models import Service
from assistance.register_enums import INVESTIGATED, TAKEN_BY_AN_OFFICER, ComplaintChannel, Finding
from ui.forms import ChoiceButtons, OnceForm, PhoneInput, Picker, ReasonInput

from .matters import WhomForm, area_field, line, text

DECLINED = (
    "不属于就业援助事项，请向有关主管部门反映。",
    "同一事项已经办结并答复，没有新的情况。",
    "内容不具体，无法核实，请补充后再提交。",
)
FOUND = ("经调查，反映的情况属实，已责令改正。", "经调查，反映的情况不属实，经办人员按规定办理。")


class OfficerField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}（{obj.area.name}{obj.get_role_display()}）"


class ServiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.on} {obj.authority}：{obj.detail}"


class PublicComplaintForm(OnceForm):
    """What anybody may send in; who they are need not be said."""

    use_required_attribute = False

    against = line("被举报投诉的单位或人员", 200, help_text="写明单位名称；知道经办人的，写明姓名或窗口。")
    against_area = area_field("所在的街道或社区", help_text="不清楚的可以不选，由市里受理。")
    text = text("举报投诉内容", 2000, 6, help_text="什么时间、什么事、怎么处理的。请不要写他人的身份证号。")
    contact_name = line("您的称呼", 50, required=False, help_text="可以不填。")
    contact_phone = forms.CharField(
        label="联系电话",
        max_length=20,
        required=False,
        widget=PhoneInput(),
        help_text="可以不填；留了电话，才能电话答复您。",
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["against_area"]
        field.queryset = areas

    def complaint(self) -> NewComplaint:
        """Only of a valid form."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "submission"}
        return NewComplaint(channel=ComplaintChannel.PAGE, **typed)

    def receipt(self, today: dt.date) -> Receipt:
        return Receipt(today, submission=self.cleaned_data["submission"])


class NumberForm(forms.Form):
    """By which number a complaint is asked after."""

    use_required_attribute = False

    number = forms.CharField(
        label="查询编号", max_length=20, widget=forms.TextInput({"autocomplete": "off", "class": "code"}),
        error_messages={"required": "请填写查询编号。"},
    )  # fmt: skip


class TakeComplaintForm(WhomForm):
    channel = forms.ChoiceField(
        label="渠道",
        choices=[(one.value, one.label) for one in TAKEN_BY_AN_OFFICER],
        widget=ChoiceButtons,
        error_messages={"required": "请选择渠道。"},
    )
    against = line("被举报投诉的单位或人员", 200)
    against_area = area_field("被举报投诉的区划", help_text="由其上一级受理；不清楚的不选，由市里受理。")
    text = text("举报投诉内容", 2000, 5)
    contact_name = line("举报投诉人", 50, required=False, help_text="匿名的不填。")
    contact_phone = forms.CharField(label="联系电话", max_length=20, required=False, widget=PhoneInput())
    field_order = ("received_on", "channel", "against", "against_area", "text", "contact_name", "contact_phone")

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["against_area"]
        field.queryset = areas

    def complaint(self) -> NewComplaint:
        """Only of a valid form."""
        rest = self.rest()
        return NewComplaint(**rest | {"channel": ComplaintChannel(rest["channel"])})


class AcceptForm(forms.Form):
    """``officers`` may be complained of; ``reliefs`` are those of the person the complaint is about."""

    use_required_attribute = False

    is_targeted = forms.TypedChoiceField(
        label="是否针对该区划的工作",
        choices=[("yes", "有针对性"), ("no", "没有针对性")],
        coerce=lambda value: value == "yes",
        widget=ChoiceButtons,
        help_text="有针对性的，计入该社区认定充分就业社区、双无社区的条件。",
        error_messages={"required": "请选择是否有针对性。"},
    )
    against_officer = OfficerField(
        User.objects.none(),
        label="被举报投诉的经办人",
        required=False,
        widget=Picker(),
        empty_label="不针对具体人员",
        help_text="该人员不得办理本件。",
        error_messages={"invalid_choice": "请从列表中选择。"},
    )
    service = ServiceField(
        Service.objects.none(),
        label="投诉的税费减免",
        required=False,
        empty_label="不涉及",
        help_text="反映税费减免敷衍推诿的，关联该笔减免。",
    )

    def __init__(self, *args: Any, officers: Any, reliefs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["against_officer"].queryset, fields["service"].queryset = officers, reliefs
        if not reliefs:
            del self.fields["service"]

    def acceptance(self) -> Acceptance:
        return Acceptance(**self.cleaned_data)


class DeclineForm(forms.Form):
    use_required_attribute = False

    reply = forms.CharField(
        label="不予受理的理由", max_length=1000, widget=ReasonInput(canned=DECLINED),
        error_messages={"required": "请写明不予受理的理由，以及应向哪里反映。"},
    )  # fmt: skip


class ConcludeForm(forms.Form):
    use_required_attribute = False

    finding = forms.ChoiceField(
        label="调查结论",
        choices=[(one.value, one.label) for one in INVESTIGATED],
        widget=ChoiceButtons,
        error_messages={"required": "请选择调查结论。"},
    )
    findings = text("调查情况", 2000, 5, help_text="向谁了解、看了什么材料、查明了什么。")
    reply = forms.CharField(
        label="答复举报投诉人", max_length=1000, widget=ReasonInput(canned=FOUND),
        error_messages={"required": "请写明答复。"},
    )  # fmt: skip

    def conclusion(self) -> Conclusion:
        typed = self.cleaned_data
        return Conclusion(Finding(typed["finding"]), typed["findings"], typed["reply"])


def all_areas(on: dt.date) -> Any:
    """The city and what lies below it: names that hang on every office's door."""
    return Area.objects.existing(on).order_by("path")
