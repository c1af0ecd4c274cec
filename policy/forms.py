import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import Area
from ui.forms import DateField, Picker

from .actions import Enactment
from .models import Document
from .parameters import Parameter, ValueOfWrongKind
from .value_fields import field_for


class SearchForm(forms.Form):
    q = forms.CharField(label="参数", required=False, widget=forms.TextInput({"type": "search"}))


class DocumentForm(forms.Form):
    """A policy document to be entered in the register."""

    number = forms.CharField(label="文号", max_length=80, help_text="照文件抄录，如：哈人社发〔2010〕230号。")
    title = forms.CharField(label="标题", max_length=200)
    issuer = forms.CharField(label="发文机关", max_length=100)
    level = forms.ChoiceField(
        label="层级", choices=[choice for choice in Document.Level.choices if choice[0] != Document.Level.DESIGN]
    )
    issued_on = DateField(label="成文日期")
    effective_from = DateField(label="施行日期", required=False)
    effective_to = DateField(label="失效日期", required=False, help_text="文件未规定的留空。")
    upper_numbers = forms.CharField(label="上位文件", required=False, help_text="文号，多个之间用顿号分开。")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        if Document.objects.filter(number=number).exists():
            raise ValidationError("该文号已登记，不必重复登记。")
        return number

    def clean_upper_numbers(self) -> list[str]:
        numbers = [number.strip() for number in re.split("[、，,;；]", self.cleaned_data["upper_numbers"])]
        if any(len(number) > 80 for number in numbers):
            raise ValidationError("单个文号不能超过80个字；多个文号之间用顿号分开。")
        return [number for number in numbers if number]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("effective_from"), cleaned.get("effective_to")
        if first and last and last < first:
            self.add_error("effective_to", "失效日期不能早于施行日期。")
        return cleaned


class EnactForm(forms.Form):
    """A new value of one parameter: the value itself, from when, where, and by which article."""

    since = DateField(label="自何日起施行")
    area = forms.ModelChoiceField(Area.objects.none(), label="适用区划", empty_label=None)
    document = forms.ModelChoiceField(
        Document.objects.exclude(level=Document.Level.DESIGN).order_by("-issued_on", "pk"),
        label="依据文件",
        widget=Picker(),
        help_text="文件不在其中的，先在“政策文件”中登记。",
    )
    article = forms.CharField(label="条款", max_length=100, help_text="如：第六条（二）。")

    def __init__(self, *args: Any, parameter: Parameter, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameter = parameter
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["value"] = field_for(parameter)
        if parameter.nullable:
            self.fields["not_set"] = forms.BooleanField(label="改为未设定（没有取值）", required=False)
        self.order_fields(["value", "not_set", "since", "area", "document", "article"])
        if parameter.nullable and self.data.get(self.add_prefix("not_set")):
            self.fields["value"].required = False

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if self.parameter.nullable and self.data.get(self.add_prefix("not_set")):
            return None
        try:
            self.parameter.read(value)
        except ValueOfWrongKind:
            raise ValidationError(f"请填写{self.parameter.kind.value}。") from None
        return value

    def enactment(self) -> Enactment:
        """What a valid form asks for."""
        given = self.cleaned_data
        return Enactment(
            self.parameter, given["value"], given["area"], given["since"], given["document"], given["article"]
        )
