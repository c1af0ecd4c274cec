"""The product's own template tags; built in everywhere by the setting TEMPLATES … builtins."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms as django_forms
from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ui import forms, marks, masks, tables

register = template.Library()


@register.simple_tag
def cells(columns: Sequence[tables.Column], row: Any) -> SafeString:
    """Every cell of one row. Each column escapes its own value."""
    before = ["", *(column.group for column in columns)]
    drawn = (
        column.draw(row, opens=column.group if column.group != group else "")
        for column, group in zip(columns, before, strict=False)
    )
    return mark_safe("".join(drawn))  # noqa: S308


@register.simple_block_tag
def panel(content: SafeString, *, title: str, icon_name: str = "", css: str = "") -> SafeString:
    """A titled box: ``{% panel title="成员" %}…{% endpanel %}``."""
    drawn = icon(icon_name) if icon_name else ""
    return format_html(
        '<section class="card {}"><h2 class="card-header">{}{}</h2><div class="card-body">{}</div></section>',
        css,
        drawn,
        title,
        content,
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The icon ``name`` of icons.txt; silent to a screen reader unless it has a ``label``."""
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.simple_tag
def badge(words: marks.Mark | str | None, tone: str = "plain") -> SafeString | str:
    """A status in words and colour: a Mark, or words with a tone (plain, info, ok, warn, bad)."""
    if not words:
        return ""
    if isinstance(words, marks.Mark):
        return tables.badge_html(words)
    return format_html('<span class="mark mark-{}">{}</span>', tone, words)


@register.simple_tag
def due_chip(due: dt.date | None, today: dt.date) -> SafeString | str:
    """还剩 12 天 / 今天到期 / 已逾期 3 天; nothing where nothing is due."""
    return badge(marks.due_mark(due, today))


@register.filter
def money(value: Decimal | int | None) -> SafeString | str:
    """Yuan with two places and thousands' commas, or a dash."""
    return tables.NOTHING if value is None else f"{value:,.2f}"


@register.filter
def share(value: Fraction | None) -> SafeString | str:
    """A share of the whole in percent with one place, or a dash where there is no whole."""
    return tables.NOTHING if value is None else f"{float(100 * value):.1f}%"


@register.filter
def masked_id(number: str | None) -> SafeString | str:
    """An ID number with its middle hidden, or a dash."""
    return masks.masked_id(number) if number else tables.NOTHING


@register.filter
def masked_phone(number: str | None) -> SafeString | str:
    """A phone number with its middle hidden, or a dash."""
    return masks.masked_phone(number) if number else tables.NOTHING


@register.filter
def or_dash(value: Any) -> Any:
    """``value``, or a dash for None and the empty string."""
    return tables.NOTHING if value is None or value == "" else value


@register.simple_tag
def result_count(count: int, limit: int) -> str:
    """A count with commas; beyond ``limit`` only that it is more."""
    return f"{limit:,} 以上" if count > limit else f"{count:,}"


@register.simple_tag
def empty_state(text: str, url: str = "", verb: str = "") -> SafeString:
    """The sentence of an empty list, with what to do next."""
    way = format_html('<a class="btn btn-quiet" href="{}">{}</a>', url, verb) if url else ""
    return format_html('<div class="empty">{}<p>{}</p>{}</div>', icon("inbox"), text, way)


@register.simple_tag
def field_row(field: django_forms.BoundField) -> SafeString:
    """One field: label, control, error, hint."""
    return field.as_field_group()


@register.simple_tag
def field_rows(form: django_forms.BaseForm, *names: str) -> SafeString:
    """The rows of the named fields, or of all visible ones, without the error summary."""
    rows = [form[name] for name in names] if names else form.visible_fields()
    return mark_safe("".join(row.as_field_group() for row in rows))  # noqa: S308


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*checked: django_forms.BaseForm | django_forms.BaseFormSet) -> dict[str, Any]:
    """All errors of the given forms and formsets on top, each a link to its field."""
    return {"errors": forms.errors_of(*(one for one in checked if one))}


@register.inclusion_tag("ui/confirm.html", takes_context=True)
def confirm(context: Context, dialogue: forms.Dialogue) -> dict[str, Any]:
    """The dialogue itself; put it at the end of the page's content."""
    errors = forms.errors_of(dialogue.form) if dialogue.form else []
    return {"dialogue": dialogue, "errors": errors, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def confirm_button(dialogue: forms.Dialogue, css: str = "") -> SafeString:
    """The button that opens a dialogue; without script a link to it."""
    css = css or ("btn btn-outline-danger" if dialogue.is_dangerous else "btn btn-primary")
    drawn = icon(dialogue.icon) if dialogue.icon else ""
    return format_html(
        '<a class="{}" href="#{}" role="button" data-bs-toggle="modal">{}{}</a>',
        css,
        dialogue.key,
        drawn,
        dialogue.verb,
    )


@register.inclusion_tag("ui/timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """Events in the order given, each with when, title, detail, tone and url (ui.marks.Event)."""
    return {"events": events}


@register.simple_tag
def basis(url: str, title: str = "依据") -> SafeString:
    """The link to the rule, document, article and facts behind a derived fact."""
    return format_html('<a class="basis" href="{}">{}{}</a>', url, icon("scale"), title)
