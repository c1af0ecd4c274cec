"""Forms as the product shows them: a row per field, errors tied to it and summed up on top.

The setting ``FORM_RENDERER = "ui.forms.Rows"`` makes ``{{ form }}`` and ``{{ field.as_field_group }}`` draw so.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, groupby
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

EMPTY = {"---------": "请选择"}  # as ``select_option.html`` has it
CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def control_class(widget: forms.Widget) -> str:
    """Bootstrap's class for a control."""
    if isinstance(widget, ChoiceButtons | CheckButtons):
        return "btn-check"
    if isinstance(widget, CHECKS):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class Row(BoundField):
    """A field whose control carries Bootstrap's classes."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        classes = [control_class(widget), str(built.get("class") or widget.attrs.get("class", ""))]
        if self.errors and "btn-check" not in classes:
            classes.append("is-invalid")
        return {**built, "class": " ".join(filter(None, classes))}

    @property
    def is_check(self) -> bool:
        """Whether the control is one tick box, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class Rows(TemplatesSetting):
    """The form renderer of the product."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = Row


class ChoiceButtons(forms.RadioSelect):
    """One of up to five choices, as buttons beside each other."""

    template_name = "ui/widgets/choice_buttons.html"


class CheckButtons(forms.CheckboxSelectMultiple):
    """Some of a few choices, as buttons beside each other."""

    template_name = "ui/widgets/choice_buttons.html"


class DateInput(forms.DateInput):
    """The browser's own date control; dates are always 2026-10-05."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class IdNumberInput(forms.TextInput):
    """An 18-character ID number. Typed first, it fills sex and birth date of the same row of fields.

    ``birth`` and ``sex`` are names of fields beside it, without prefix; ``male`` and ``female`` the values of ``sex``.
    """

    def __init__(self, *, birth: str = "", sex: str = "", male: str = "M", female: str = "F") -> None:
        fills = {"data-birth": birth, "data-sex": sex, "data-male": male, "data-female": female}
        plain = {"maxlength": "18", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        super().__init__({**plain, "data-id-number": "", **fills, "class": "code"})


class PhoneInput(forms.TextInput):
    """A telephone number, with the phone's digits on the keyboard."""

    input_type = "tel"

    def __init__(self) -> None:
        super().__init__({"inputmode": "tel", "maxlength": "20", "autocomplete": "off", "class": "code"})


class DigitsInput(forms.TextInput):
    """A long number, such as that of a bank account, with digits on the keyboard."""

    def __init__(self) -> None:
        plain = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        super().__init__({**plain, "class": "code"})


class MoneyInput(forms.TextInput):
    """Yuan, with a decimal keyboard."""

    def __init__(self) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "class": "num"})


class ReasonInput(forms.Textarea):
    """A reason, with canned ones that a click puts in and that can be edited afterwards."""

    template_name = "ui/widgets/reason.html"

    def __init__(self, canned: Sequence[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, **(attrs or {})})
        self.canned = canned

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "canned": self.canned}


class Picker(forms.Select):
    """A long choice, such as an area or a person, found by typing; without script a plain list.

    ``search_url`` answers JSON ``[{"value": …, "text": …}, …]`` for ``?q=``; without it the choices are all there, and
    written without a template for each: of a city's areas there are a thousand.
    """

    template_name = "ui/widgets/picker.html"

    class Media:
        css = {"all": ["vendor/tom-select.bootstrap5.min.css"]}
        js = ["vendor/tom-select.complete.min.js", "ui/picker.js"]

    def __init__(self, *, search_url: str = "", choices: Iterable[Any] = ()) -> None:
        super().__init__({"data-picker": search_url}, choices)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {**context, "groups": context["widget"].pop("optgroups")}

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """The options as they are written, by the title of their group, or None."""
        chosen = set(value)
        groups = groupby(self.choices, key=lambda choice: choice[0] if isinstance(choice[1], list | tuple) else None)
        return [
            (title, self._drawn(same if title is None else chain.from_iterable(group for _, group in same), chosen))
            for title, same in groups
        ]

    def _drawn(self, options: Iterable[tuple[Any, Any]], chosen: set[str]) -> SafeString:
        """The options, the ``chosen`` selected: only the first of them where one is allowed."""
        parts = []
        for given, label in options:
            value, mark = "" if given is None else str(given), ""
            if value in chosen:
                mark = " selected"
                if not self.allow_multiple_selected:
                    chosen.clear()
            parts.append(f'<option value="{escape(value)}"{mark}>{escape(str(EMPTY.get(label, label)))}</option>')
        return SafeString("".join(parts))


class PickSome(Picker, forms.SelectMultiple):
    """Some of a long choice, each found by typing; without script a plain list."""


class DateField(forms.DateField):
    widget = DateInput


class ReasonForm(forms.Form):
    """The form of an act that asks why."""

    reason = forms.CharField(label="理由", max_length=500, widget=ReasonInput)

    def __init__(self, *args: Any, canned: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.canned = canned


class OnceForm(forms.Form):
    """A form with a key of its own, ``submission``: sent twice, it is one act."""

    submission = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Dialogue:
    """An act that is asked about once more: ``{% confirm_button dialogue %}`` and ``{% confirm dialogue %}``.

    ``key`` is unique on the page; ``verb`` names the act on both buttons; ``follows`` says what will follow;
    ``form`` holds its fields, its prefix different from other dialogues' on the page, and opens the dialogue when it
    comes back with errors.
    """

    key: str
    verb: str
    action: str
    follows: str = ""
    form: forms.Form | None = None
    is_dangerous: bool = False
    icon: str = ""


@dataclass(frozen=True)
class FoundError:
    """An error in the summary; ``target`` is the id of the field to go to, empty for the whole form."""

    target: str
    label: str
    message: str


def errors_of(*checked: forms.BaseForm | forms.BaseFormSet) -> list[FoundError]:
    """All errors of bound forms and formsets, in reading order."""
    return [error for one in checked if one is not None for error in _errors(one)]


def _errors(checked: forms.BaseForm | forms.BaseFormSet) -> Iterator[FoundError]:
    if isinstance(checked, forms.BaseFormSet):
        yield from (FoundError("", "", str(message)) for message in checked.non_form_errors())
        for number, form in enumerate(checked.forms, 1):
            yield from (
                FoundError(error.target, f"第 {number} 行 {error.label}".strip(), error.message)
                for error in _errors(form)
            )
        return
    yield from (FoundError("", "", str(message)) for message in checked.non_field_errors())
    for bound in checked:
        yield from (FoundError(bound.auto_id, str(bound.label), str(message)) for message in bound.errors)
