"""Collecting, correcting and publishing what an employer looks for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import Area
from assistance.actions.vacancies import VacancySaid
from assistance.enums import Health
from assistance.models import Vacancy
from ui.forms import ChoiceButtons, DateField, MoneyInput, OnceForm, PhoneInput, Picker


class VacancyForm(OnceForm):
    """``areas`` are the communities of the worker's area, ``types`` and ``trades`` those of the day."""

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
    skill = forms.ChoiceField(
        label="技能要求", required=False,
        help_text="按本人调查时说的技能特长匹配；等级、证书等具体要求写在“其他要求和待遇”。",
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

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        self._begin(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset = areas

    def _begin(self, *args: Any, places: Any, types: Sequence[str], trades: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["works_in"].queryset = places
        fields["post_type"].choices = [("", "请选择"), *((one, one) for one in types)]
        fields["skill"].choices = [("", "不要求技能"), *((one, one) for one in trades)]

    def said(self) -> VacancySaid:
        """What was typed. Only of a valid form."""
        others = ("submission", "area")
        return VacancySaid(**{name: value for name, value in self.cleaned_data.items() if name not in others})


class CorrectVacancyForm(VacancyForm):
    """Of a vacancy that is kept already: its community stays."""

    area = None  # type: ignore[assignment]

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        self._begin(*args, **kwargs)


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
