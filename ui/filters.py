"""What a list is filtered by, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict

from .tables import address_with


@dataclass(frozen=True)
class Chip:
    """One filter in force; ``address`` is the list without it."""

    label: str
    words: str
    address: str

    def __str__(self) -> str:
        return f"{self.label} {self.words}"


def chips(form: Form, query: QueryDict) -> list[Chip]:
    """One chip for each filter that is filled in; none while ``form`` has errors."""
    return list(_chips(form, query))


def _chips(form: Form, query: QueryDict) -> Iterator[Chip]:
    if not form.is_valid():
        return
    for bound in form:
        words = _words(bound.field, form.cleaned_data.get(bound.name))
        if words:
            names = dict.fromkeys(_names(bound, query))
            yield Chip(str(bound.label), words, address_with(query, **names))


def _names(bound: Any, query: QueryDict) -> list[str]:
    """The keys of the query that belong to a field: its own, or those of its parts such as ``_after`` and ``_min``."""
    own = bound.html_name
    return [key for key in query if key == own or key.startswith(f"{own}_")] or [own]


def _words(field: Any, value: Any) -> str:
    if value is None or value is False or value == "":
        return ""
    if isinstance(value, slice):
        return f"{_one(value.start)} 至 {_one(value.stop)}"
    if value is True:
        return "是"
    if isinstance(value, list | tuple | set | QuerySet):
        return "、".join(_labelled(field, item) for item in value)
    return _labelled(field, value)


def _labelled(field: Any, value: Any) -> str:
    if hasattr(field, "queryset"):
        return str(value)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return labels.get(str(value), _one(value))


def _one(value: Any) -> str:
    if value is None:
        return "…"
    return value.date().isoformat() if hasattr(value, "date") else str(value)
