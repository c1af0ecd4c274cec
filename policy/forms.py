import datetime as dt
import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import model_to_dict

from accounts.enums import AreaLevel
from accounts.models import Area
from ui.forms import ChoiceButtons, DateField, Picker

from .actions import Enactment
from .models import Document, Replacement
from .parameters import Kind, Parameter, ValueOfWrongKind, bounded
from .value_fields import bounds_fields, bounds_value, field_for


class InForceForm(forms.Form):
    """What is in force on a day in an area; without either, today and in one's own."""

    q = forms.CharField(label="参数", required=False, widget=forms.TextInput({"type": "search"}))
    on = DateField(label="哪一天", required=False)
    area = forms.ModelChoiceField(Area.objects.none(), label="适用区划", required=False, empty_label="本辖区")
    lapsed = forms.BooleanField(label="只看依据已废止的", required=False)

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a ModelChoiceField


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
        if self._others().filter(number=number).exists():
            raise ValidationError("该文号已登记，不必重复登记。")
        return number

    def _others(self) -> QuerySet[Document]:
        return Document.objects.all()

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


class CorrectionForm(DocumentForm):
    """What is registered of a document, to be corrected, and why."""

    reason = forms.CharField(
        label="更正理由", max_length=500, widget=forms.Textarea({"rows": 2}), help_text="如：文号录入时漏了一个字。"
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        given = model_to_dict(document) | {"upper_numbers": "、".join(document.upper_numbers)}
        super().__init__(*args, **(kwargs | {"initial": given}))
        self.document = document

    def _others(self) -> QuerySet[Document]:
        return Document.objects.exclude(pk=self.document.pk)


class ReplacementForm(forms.Form):
    """Which document another one repeals or replaces, and from when."""

    replaced = forms.ModelChoiceField(Document.objects.none(), label="被废止或替代的文件", widget=Picker())
    kind = forms.ChoiceField(label="方式", choices=Replacement.Kind.choices, widget=ChoiceButtons)
    on = DateField(label="自何日起")

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Document.objects.exclude(pk=document.pk).filter(replacement=None).order_by("-issued_on", "pk")
        self.fields["replaced"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField


class ProposalForm(forms.Form):
    """A new value of one parameter: the value itself, from when, where, by which article, and why.

    The bounds of a parameter have fields of their own in place of the value's.
    """

    since = DateField(label="自何日起施行")
    accepts_past = forms.BooleanField(label="施行日期早于今天，已作出的决定不变，仍按此提出", required=False)
    area = forms.ModelChoiceField(Area.objects.none(), label="适用区划", empty_label=None)
    document = forms.ModelChoiceField(
        Document.objects.exclude(level=Document.Level.DESIGN).order_by("-issued_on", "pk"),
        label="依据文件",
        widget=Picker(),
        help_text="文件不在其中的，先在“政策文件”中登记。",
    )
    article = forms.CharField(label="条款", max_length=100, help_text="如：第六条（二）。")
    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, parameter: Parameter, areas: QuerySet[Area], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameter, self.today = parameter, today
        is_bounds = parameter.kind is Kind.BOUNDS
        allowed = areas.filter(level__gte=AreaLevel.CITY) if is_bounds else areas
        self.fields["area"].queryset = allowed  # type: ignore[attr-defined]  # a ModelChoiceField
        values = bounds_fields(bounded(parameter.key)) if is_bounds else {"value": field_for(parameter)}
        self.fields |= values
        if parameter.nullable and not is_bounds:
            self.fields["not_set"] = forms.BooleanField(label="改为未设定（没有取值）", required=False)
            if self.data.get(self.add_prefix("not_set")):
                self.fields["value"].required = False
        self.order_fields([*values, "not_set", "since", "accepts_past", "area", "document", "article", "reason"])

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if self.parameter.nullable and self.data.get(self.add_prefix("not_set")):
            return None
        try:
            self.parameter.read(value)
        except ValueOfWrongKind:
            raise ValidationError(f"请填写{self.parameter.kind.value}。") from None
        return value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since = cleaned.get("since")
        if since and since < self.today and not cleaned.get("accepts_past"):
            self.add_error(
                "since",
                f"施行日期早于今天（{self.today}）。{since} 以来已作出的决定保留当时的取值，不追溯；"
                "确需如此的，请在下面勾选后再提出。",
            )
        first, last = cleaned.get("min"), cleaned.get("max")
        if first and last and Fraction(last) < Fraction(first):
            self.add_error("max", "最高不能低于最低。")
        return cleaned

    def enactment(self) -> Enactment:
        """What a valid form asks for."""
        given = self.cleaned_data
        value = bounds_value(given) if self.parameter.kind is Kind.BOUNDS else given["value"]
        return Enactment(self.parameter, value, given["area"], given["since"], given["document"], given["article"])
