"""Collecting, correcting and publishing what an employer looks for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import Area
from assistance.actions.vacancies import VacancySaid
from assistance.enums import Health
from assistance.models import Vacancy
from households.forms.profile import ANSWERS
from ui.forms import ChoiceButtons, DateField, MoneyInput, OnceForm, PhoneInput, Picker

SKILLS = [word for word in ANSWERS["skills"][1] if word not in ("无专门技能", "其他")]


class VacancyForm(OnceForm):
    """``areas`` are the communities of the worker's area, ``types`` the post types of the day."""

    use_required_attribute = False

    position = forms.CharField(label="岗位", max_length=50, error_messages={"required": "请填写岗位。"})
    post_type = forms.ChoiceField(label="岗位类型", error_messages={"required": "请选择岗位类型。"})
    wanted = forms.IntegerField(
        label="招用人数", min_value=1, max_value=9999, initial=1,
        error_messages={"required": "请填写招用人数。", "invalid": "请填写整数。"},
    )  # fmt: skip
    wage = forms.DecimalField(
        label="月工资（元）", max_digits=9, decimal_places=2, min_value=0, widget=MoneyInput,
        error_messages={"required": "请填写月工资。", "invalid": "请填写金额，如 2500.00。"},
    )  # fmt: skip
    works_in = forms.ModelChoiceField(
        Area.objects.none(), label="工作地点所在社区", widget=Picker(),
        error_messages={"required": "请选择工作地点所在社区。"},
    )  # fmt: skip
    place = forms.CharField(
        label="工作地点和交通", max_length=200, help_text="如：和平路12号，66路公交直达。",
        error_messages={"required": "请填写工作地点和交通。"},
    )  # fmt: skip
    skill = forms.CharField(
        label="技能要求", max_length=100, required=False,
        help_text=f"不要求的留空。与入户调查的技能特长一致时可以匹配：{'、'.join(SKILLS)}。",
    )  # fmt: skip
    strength = forms.TypedChoiceField(
        label="身体要求", choices=Health.choices, coerce=Health, widget=ChoiceButtons, initial=Health.FIT,
        error_messages={"required": "请选择身体要求。"},
    )  # fmt: skip
    is_funded = forms.BooleanField(
        label="政府投资开发的岗位", required=False, help_text="优先推荐给零就业家庭成员，越过的须说明理由。"
    )
    note = forms.CharField(label="其他要求和待遇", max_length=300, required=False)
    area = forms.ModelChoiceField(
        Area.objects.none(), label="来源社区", widget=Picker(),
        error_messages={"required": "请选择来源社区。", "invalid_choice": "请选择您辖区内的社区。"},
    )  # fmt: skip
    collected_on = DateField(label="收集日期", error_messages={"required": "请填写收集日期。"})
    expires_on = DateField(label="有效期至", error_messages={"required": "请填写有效期。"})
    enquiries = forms.CharField(
        label="咨询电话（对外公布）", max_length=30, required=False, widget=PhoneInput,
        help_text="发布时必填，填写社区或街道的办公电话。",
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Any, places: Any, types: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset, fields["works_in"].queryset = areas, places
        fields["post_type"].choices = [("", "请选择"), *((one, one) for one in types)]

    def said(self) -> VacancySaid:
        """What was typed. Only of a valid form."""
        others = ("submission", "area")
        return VacancySaid(**{name: value for name, value in self.cleaned_data.items() if name not in others})


class CorrectVacancyForm(VacancyForm):
    """Of a vacancy that is kept already: its community stays."""

    area = None  # type: ignore[assignment]

    def __init__(self, *args: Any, areas: Any, places: Any, types: Sequence[str], **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["works_in"].queryset = places
        fields["post_type"].choices = [("", "请选择"), *((one, one) for one in types)]


def said_of(vacancy: Vacancy) -> dict[str, Any]:
    """What a form to correct the vacancy begins with."""
    return {name: getattr(vacancy, name) for name in VacancySaid.__dataclass_fields__}


def begun(on: dt.date, valid_days: int, area: Area | None) -> dict[str, Any]:
    """What a form for a new one begins with."""
    started = {"collected_on": on, "expires_on": on + dt.timedelta(days=valid_days)}
    return started | ({"area": area, "works_in": area} if area is not None else {})


class PublishForm(forms.Form):
    use_required_attribute = False

    enquiries = forms.CharField(
        label="咨询电话（对外公布）", max_length=30, widget=PhoneInput,
        error_messages={"required": "请填写对外公布的咨询电话。"},
    )  # fmt: skip
