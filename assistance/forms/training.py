"""Forms of a course: what it is, who came, how it ended for each, the certificate; and what people wish to learn."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from assistance.actions.training import NewCourse
from assistance.actions.training_results import NewCertificate
from assistance.actions.training_wishes import NewWish
from assistance.models import Course, Employer
from assistance.training_enums import CourseKind, CourseResult, SkillLevel
from ui.forms import ChoiceButtons, DateField, OnceForm, Picker

LEVELS = [("", "请选择"), *SkillLevel.choices]
GIVEN_UP = ("本人不能参加", "已找到工作", "报错了班次", "开班计划有变")
TAKEN_BACK = ("结果登记错误", "登记在了别人名下", "证书核查不属实")


class TradeInput(forms.TextInput):
    """A trade, with those named before offered while typing."""

    template_name = "assistance/training/trade.html"

    def __init__(self, known: Collection[str] = ()) -> None:
        super().__init__({"list": "trades-known", "autocomplete": "off"})
        self.known = known

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "known": self.known}


def _level(label: str, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=LEVELS, coerce=int, empty_value=None, **more)


class CourseForm(OnceForm):
    """``employers`` teach and order; ``known`` are trades named before."""

    use_required_attribute = False
    CONTENT = (
        *("title", "trade", "level", "institution", "place", "hours", "starts_on", "ends_on", "capacity"),
        *("ordered_by", "placed_within_days"),
    )

    kind = forms.ChoiceField(
        label="培训类型",
        choices=CourseKind.choices,
        widget=ChoiceButtons,
        error_messages={"required": "请选择培训类型。"},
    )
    title = forms.CharField(label="班名", max_length=100, error_messages={"required": "请填写班名。"})
    trade = forms.CharField(
        label="专业（工种）",
        max_length=50,
        help_text="如：家政服务员；引导性培训填内容，如：求职指导",
        error_messages={"required": "请填写专业（工种）。"},
    )
    level = _level("培训等级", required=False, help_text="职业技能培训对应的国家职业资格等级")
    institution = forms.ModelChoiceField(
        label="培训机构",
        queryset=Employer.objects.none(),
        widget=Picker,
        empty_label="请选择",
        help_text="名单中没有的，先在“用人单位”里登记",
        error_messages={"required": "请选择培训机构。", "invalid_choice": "请在名单中选择培训机构。"},
    )
    place = forms.CharField(label="培训地点", max_length=100, error_messages={"required": "请填写培训地点。"})
    hours = forms.IntegerField(label="课时", min_value=1, max_value=2000, error_messages={"required": "请填写课时。"})
    starts_on = DateField(label="开班日期", error_messages={"required": "请填写开班日期。"})
    ends_on = DateField(label="结业日期", error_messages={"required": "请填写结业日期。"})
    capacity = forms.IntegerField(
        label="计划人数", min_value=1, max_value=1000, error_messages={"required": "请填写计划人数。"}
    )
    ordered_by = forms.ModelChoiceField(
        label="订单单位",
        queryset=Employer.objects.none(),
        widget=Picker,
        required=False,
        empty_label="不是订单式培训",
        help_text="由用人单位订单、结业后录用的，选择该单位，按录用结果计培训成果",
        error_messages={"invalid_choice": "请在名单中选择订单单位。"},
    )
    placed_within_days = forms.IntegerField(
        label="约定上岗期限（天）", min_value=1, max_value=730, required=False, help_text="结业后多少天以内上岗"
    )

    def __init__(self, *args: Any, employers: Any, known: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("institution", "ordered_by"):
            field: Any = self.fields[name]
            field.queryset = employers
        self.fields["trade"].widget = TradeInput(known)

    def content(self) -> NewCourse:
        """What was typed, as the action takes it. Only of a valid form."""
        said = self.cleaned_data
        return NewCourse(kind=CourseKind(said["kind"]), **{name: said[name] for name in self.CONTENT})

    @classmethod
    def initial_of(cls, course: Course) -> dict[str, Any]:
        return {name: getattr(course, name) for name in ("kind", *cls.CONTENT)}


class AttendanceForm(forms.Form):
    """The day and its hours; who came is ticked off beside it."""

    use_required_attribute = False

    on = DateField(label="日期", error_messages={"required": "请填写日期。"})
    hours = forms.IntegerField(
        label="当日课时", min_value=1, max_value=12, initial=6, error_messages={"required": "请填写当日课时。"}
    )


def results_of(data: Mapping[str, str]) -> dict[int, CourseResult]:
    """What was chosen of each place in ``result-<key>``; unknown words are left out."""
    found = {}
    for name, word in data.items():
        key = name.removeprefix("result-")
        if name != key and key.isdecimal() and len(key) <= 18 and word in CourseResult.values:
            found[int(key)] = CourseResult(word)
    return found


class CertificateForm(forms.Form):
    use_required_attribute = False

    number = forms.CharField(label="证书编号", max_length=50, error_messages={"required": "请填写证书编号。"})
    level = _level("证书等级", error_messages={"required": "请选择证书等级。"})
    issued_on = DateField(label="发证日期", error_messages={"required": "请填写发证日期。"})

    def certificate(self) -> NewCertificate:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        return NewCertificate(said["number"], SkillLevel(said["level"]), said["issued_on"])


class WishForm(forms.Form):
    """What somebody wishes to learn."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="培训类型",
        choices=CourseKind.choices,
        widget=ChoiceButtons,
        initial=CourseKind.SKILL,
        error_messages={"required": "请选择培训类型。"},
    )
    trade = forms.CharField(
        label="专业（工种）", max_length=50, error_messages={"required": "请填写想学的专业（工种）。"}
    )
    held_level = _level("现有技能等级", required=False, help_text="没有证书的不选")
    asked_on = DateField(label="调查日期", error_messages={"required": "请填写调查日期。"})

    def __init__(self, *args: Any, today: dt.date, known: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["trade"].widget = TradeInput(known)

    def clean_asked_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["asked_on"]
        if day > self.today:
            raise forms.ValidationError("日期不能晚于今天。")
        return day

    def wish(self) -> NewWish:
        """What was typed. Only of a valid form."""
        said = self.cleaned_data
        return NewWish(CourseKind(said["kind"]), said["trade"], said["held_level"], said["asked_on"])
