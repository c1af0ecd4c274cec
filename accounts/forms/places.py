"""Areas and organisations: entered, renamed, closed."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.actions.areas import Closing
from accounts.enums import AreaLevel, OrganisationKind
from accounts.models import Area, Organisation, User
from ui.forms import CheckButtons, DateField, Picker, ReasonInput


class OrganisationForm(forms.Form):
    kind = forms.ChoiceField(label="类型", choices=OrganisationKind.choices)
    name = forms.CharField(label="名称", max_length=100)
    area = forms.ModelChoiceField(Area.objects.none(), label="所在区划", widget=Picker())
    duty = forms.CharField(
        label="协作事项", max_length=200, required=False, help_text="例如：数据比对、反担保、结对帮扶、岗位提供。"
    )
    valid_from = DateField(label="加入日期")

    def __init__(self, *args: Any, administrator: User, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = self.fields["area"]
        areas.queryset = Area.objects.visible_to(administrator).existing(on).order_by("path")
        self.fields["valid_from"].initial = on

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if Organisation.objects.filter(name=name).exists():
            raise ValidationError("已登记同名单位，请核对。")
        return name


class RenameForm(forms.Form):
    """Another name from a day on, today at the latest."""

    name = forms.CharField(label="新名称", max_length=50)
    since = DateField(label="自何日起")

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["since"].initial = on

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if since > self.on:
            raise ValidationError("更名自当日起登记，不能晚于今天。")
        return since


IN_CITY_PROPER, CITY_PROPER = "属于市区范围", "哈就办字[2007]12号 四 所称“市区内”；只对区县填写。"


class CityProperForm(forms.Form):
    """Whether a district belongs to the city proper, and why that changes."""

    in_city_proper = forms.BooleanField(label=IN_CITY_PROPER, required=False, help_text=CITY_PROPER)
    reason = forms.CharField(label="理由", max_length=200, help_text="如：撤县设区、依据文件的文号。")


class AreaForm(forms.Form):
    """A new area below one that exists."""

    parent = forms.ModelChoiceField(Area.objects.none(), label="上级区划", widget=Picker())
    code = forms.CharField(
        label="区划代码",
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "code"}),
        help_text="统计用区划代码：区县 6 位，街道 9 位，社区 12 位。",
    )
    name = forms.CharField(label="名称", max_length=50)
    in_city_proper = forms.BooleanField(label=IN_CITY_PROPER, required=False, help_text=CITY_PROPER)
    valid_from = DateField(label="设立日期")

    def __init__(self, *args: Any, administrator: User, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents: Any = self.fields["parent"]
        above = Area.objects.visible_to(administrator).existing(on).filter(level__gt=AreaLevel.COMMUNITY)
        parents.queryset = above.order_by("path")
        self.fields["valid_from"].initial = on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parent = cleaned.get("parent")
        if cleaned.get("in_city_proper") and parent is not None and parent.level != AreaLevel.CITY:
            self.add_error("in_city_proper", "市区范围只对区县填写，街道、社区随所在区县。")
        return cleaned

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if not (code.isascii() and code.isdecimal()):
            raise ValidationError("区划代码只有数字。")
        if Area.objects.filter(code=code).exists():
            raise ValidationError("该区划代码已被使用，请核对。")
        return code


CLOSE_REASONS = ("社区合并", "辖区调整", "整体拆迁")


class CloseAreaForm(forms.Form):
    """The last day of an area, and which one follows it."""

    valid_to = DateField(label="最后一天")
    successor = forms.ModelChoiceField(
        Area.objects.none(), label="并入区划", widget=Picker(), help_text="原区划的家庭、在办事项和账号转到这里。"
    )
    document = forms.CharField(
        label="依据文件",
        max_length=120,
        help_text="批复或决定的名称和文号。",
        error_messages={"required": "请填写依据文件。"},
    )
    reason = forms.CharField(
        label="撤销原因",
        max_length=200,
        widget=ReasonInput(canned=CLOSE_REASONS),
        error_messages={"required": "请填写撤销原因。"},
    )

    def __init__(self, *args: Any, area: Area, administrator: User, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.area = area
        successors: Any = self.fields["successor"]
        beside = Area.objects.visible_to(administrator).existing(on).filter(level=area.level).exclude(pk=area.pk)
        successors.queryset = beside.order_by("path")
        self.fields["valid_to"].initial = on

    def clean_valid_to(self) -> dt.date:
        day: dt.date = self.cleaned_data["valid_to"]
        if day > self.on:
            raise ValidationError("撤销在当日登记，不能晚于今天。")
        if day < self.area.valid_from:
            raise ValidationError(f"不能早于设立日期（{self.area.valid_from}）。")
        return day

    def closing(self) -> Closing:
        return Closing(area=self.area, **self.cleaned_data)


class PatchForm(forms.Form):
    """A 片 of a street; ``name`` is asked for a new one only."""

    name = forms.CharField(label="名称", max_length=50)
    communities = forms.ModelMultipleChoiceField(Area.objects.none(), label="片内的社区", widget=CheckButtons())

    def __init__(self, *args: Any, street: Area, on: dt.date, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communities: Any = self.fields["communities"]
        communities.queryset = Area.objects.existing(on).filter(parent=street).order_by("path")
        if not is_new:
            del self.fields["name"]


class CourtyardForm(forms.Form):
    names = forms.CharField(
        label="楼院名称", help_text="一行一个，例如“幸福路1—5号楼”。", widget=forms.Textarea({"rows": 4})
    )

    def clean_names(self) -> list[str]:
        names = list(dict.fromkeys(filter(None, map(str.strip, self.cleaned_data["names"].splitlines()))))
        if not names:
            raise ValidationError("请至少填写一个楼院。")
        if any(len(name) > 50 for name in names):
            raise ValidationError("楼院名称最多 50 个字。")
        return names


class OfficerField(forms.ModelChoiceField):
    def label_from_instance(self, officer: Any) -> str:
        return f"{officer}（{officer.get_role_display()}，{officer.area}）"


class ChargeForm(forms.Form):
    """Who answers from a day on; ``officers`` are those who can."""

    officer = OfficerField(User.objects.none(), label="责任人", widget=Picker())
    since = DateField(label="自何日起")

    def __init__(self, *args: Any, officers: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        choices: Any = self.fields["officer"]
        choices.queryset = officers
        self.fields["since"].initial = on

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if since > self.on:
            raise ValidationError("责任自当日起登记，不能晚于今天。")
        return since
