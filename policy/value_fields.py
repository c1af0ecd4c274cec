"""A form field for each kind of parameter. Cleaned, it gives the value's JSON; shown, it takes the JSON in force."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ui.forms import CheckButtons, ChoiceButtons, DateField

from . import parameters
from .parameters import Kind, Parameter
from .words import code_words, in_order, names_of

FEW = 5  # choices that still stand beside each other as buttons
ORDERED = frozenset({parameters.CAT_PRIMARY_ORDER.key})  # codes whose order is what the value says
SEPARATORS = re.compile(r"[、，,;；\s]+")
EQUALS = re.compile(r"\s*[=＝:：]\s*")
FROM = "起始月份"


NUMBERS = frozenset(
    {Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.PERCENT, Kind.COUNTS, Kind.PERCENTS, Kind.MONEYS, Kind.TABLE}
)


def bounds_fields(parameter: Parameter) -> dict[str, forms.Field]:
    """The fields of the bounds of ``parameter``: whether a district may differ, and within what."""
    fields: dict[str, forms.Field] = {"may_differ": _flag(parameter)}
    fields["may_differ"].label = "区县可否自定"
    if parameter.kind in NUMBERS:
        for name, label in (("min", "最低"), ("max", "最高")):
            hint = "不设的留空；有多个数值的，每个都不得越过。"
            title = f"{label}（{parameter.unit}）" if parameter.unit else label
            fields[name] = RatioField(label=title, required=False, help_text=hint)
    elif parameter.choices:
        choices = forms.MultipleChoiceField(choices=_choices(parameter), widget=CheckButtons, required=False)
        choices.label, choices.help_text = "可选的取值", "一个也不选的，全部可选。"
        fields["choices"] = choices
    return fields


def bounds_value(given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The bounds that the cleaned values of ``bounds_fields`` state."""
    if not given["may_differ"]:
        return None
    return {name: given[name] for name in ("min", "max", "choices") if given.get(name)}


def field_for(parameter: Parameter) -> forms.Field:
    """The field for a value of ``parameter``, labelled with its unit."""
    field = _FIELDS[parameter.kind](parameter)
    field.label = f"取值（{parameter.unit}）" if parameter.unit else "取值"
    return field


class FixedField(forms.DecimalField):
    """An amount or a percentage with two decimals, as text: what was typed is what is computed with."""

    def clean(self, value: Any) -> str | None:
        cleaned = super().clean(value)
        return None if cleaned is None else f"{cleaned:.2f}"


class RatioField(forms.CharField):
    def clean(self, value: Any) -> str | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            ratio = Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise ValidationError("请填写小数或分数，如 0.98 或 2/3。") from None
        if ratio < 0:
            raise ValidationError("比例不能小于0。")
        return text


class CodesField(forms.CharField):
    """Codes in an order of their own, or a short list of whole numbers."""

    def __init__(self, *, read: Callable[[str], Any], hint: str) -> None:
        super().__init__(help_text=hint, strip=True)
        self.read = read

    def prepare_value(self, value: Any) -> Any:
        return "、".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[Any]:
        return [self.read(part) for part in SEPARATORS.split(super().clean(value)) if part]


class LinesField(forms.CharField):
    """One ``name = amount`` a line: all the names of the parameter's default, or free ones where that has none."""

    def __init__(
        self, parameter: Parameter, *, read: Callable[[str], Any], show: Callable[[Any], str] = str, **kwargs: Any
    ) -> None:
        self.parameter, self.names = parameter, names_of(parameter)
        self.read, self.show = read, show
        super().__init__(widget=forms.Textarea({"rows": 6}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(
            f"{self._name(key)} = {self.show(amount)}" for key, amount in in_order(self.parameter, value).items()
        )

    def clean(self, value: Any) -> dict[str, Any]:
        keys: dict[str, str] = {self._name(key): key for key in self.names}
        found: dict[str, Any] = {}
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            name, *rest = EQUALS.split(line, maxsplit=1)
            if not rest:
                raise ValidationError(f"“{line}”应写作“名称 = 数值”。")
            if self.names and name not in keys:
                raise ValidationError(f"没有“{name}”这一项，各项为：{'、'.join(keys)}。")
            found[keys.get(name, name)] = self.read(rest[0])
        missing = [name for name, key in keys.items() if key not in found]
        if missing and (found or self.required):
            raise ValidationError(f"还缺：{'、'.join(missing)}。")
        return found

    def _name(self, key: str) -> str:
        return FROM if key == "from" else code_words(key, self.parameter)


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ValidationError(f"“{text}”不是整数。")
    return int(text)


def _fixed(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValidationError(f"“{text}”不是数值。") from None
    if not number.is_finite() or number < 0:
        raise ValidationError(f"“{text}”不是数值。")
    return f"{number:.2f}"


def _code_of(parameter: Parameter) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in parameter.choices:
            raise ValidationError(f"没有“{text}”这个代码，可用的是：{'、'.join(parameter.choices)}。")
        return text

    return read


def _delay(text: str) -> Any:
    """A month as it stands, or the two numbers of a track."""
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return text
    steps = [part for part in SEPARATORS.split(text) if part]
    if len(steps) != 2 or not all(part.isdecimal() for part in steps) or int(steps[0]) < 1:
        raise ValidationError(f"“{text}”应写作两个整数，如“4，36”；起始月份写作“2025-01”。")
    return [int(part) for part in steps]


def _flag(parameter: Parameter) -> forms.Field:
    choices = [("1", "是"), ("0", "否")]
    return FlagField(choices=choices, coerce=lambda value: value == "1", empty_value=None, widget=ChoiceButtons)


class DayField(DateField):
    """A day as it stands in JSON."""

    def clean(self, value: Any) -> str | None:  # type: ignore[override]  # as it is kept
        day = super().clean(value)
        return day.isoformat() if day else None


class FlagField(forms.TypedChoiceField):
    def prepare_value(self, value: Any) -> Any:
        return str(int(value)) if isinstance(value, bool) else value


def _choices(parameter: Parameter) -> list[tuple[str, str]]:
    return [(code, code_words(code, parameter)) for code in parameter.choices]


def _code(parameter: Parameter) -> forms.Field:
    widget = ChoiceButtons if len(parameter.choices) <= FEW else forms.Select
    return forms.ChoiceField(choices=_choices(parameter), widget=widget)


def _codes(parameter: Parameter) -> forms.Field:
    if not parameter.choices:  # the words themselves
        return CodesField(read=str, hint="按顺序填写，用顿号分开。")
    if parameter.key in ORDERED:
        return CodesField(
            read=_code_of(parameter), hint=f"按先后顺序填写，用顿号分开：{'、'.join(parameter.choices)}。"
        )
    return forms.MultipleChoiceField(choices=_choices(parameter), widget=CheckButtons)


def _counts(parameter: Parameter) -> forms.Field:
    if not names_of(parameter):
        return CodesField(read=_whole, hint="用顿号分开，如：30、15、7。")
    return LinesField(parameter, read=_whole, help_text="每行一项：名称 = 整数。")


def _delays(parameter: Parameter) -> forms.Field:
    return LinesField(
        parameter,
        read=_delay,
        show=lambda amount: amount if isinstance(amount, str) else "，".join(map(str, amount)),
        required=False,
        help_text="每行一项：退休类别 = 每几个月延迟1个月，至多延迟几个月。全部留空表示不延迟。",
    )


_FIELDS: dict[Kind, Callable[[Parameter], forms.Field]] = {
    Kind.COUNT: lambda parameter: forms.IntegerField(min_value=0),
    Kind.RATIO: lambda parameter: RatioField(help_text="小数或分数，如 0.98 或 2/3。"),
    Kind.MONEY: lambda parameter: FixedField(min_value=0, max_digits=12, decimal_places=2),
    Kind.PERCENT: lambda parameter: FixedField(min_value=0, max_digits=7, decimal_places=2),
    Kind.FLAG: _flag,
    Kind.DAY: lambda parameter: DayField(),
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.COUNTS: _counts,
    Kind.PERCENTS: lambda parameter: LinesField(
        parameter, read=_fixed, help_text="每行一项：名称 = 百分数，如“入户调查率 = 95.00”。"
    ),
    Kind.MONEYS: lambda parameter: LinesField(
        parameter, read=_fixed, help_text="每行一项：名称 = 金额，如“社区保洁 = 150.00”。"
    ),
    Kind.TABLE: lambda parameter: LinesField(
        parameter, read=_fixed, help_text="每行一档：费率 = 金额，如“9.5 = 1248.00”。"
    ),
    Kind.DELAY: _delays,
}
