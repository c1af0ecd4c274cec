"""A model that lies below all others, in the shape of a list page: rows with an order, repeats and nulls."""

import copy
import functools
from typing import Self

import django_filters
import pytest
from django import forms
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet, Value
from django.db.models.functions import NullIf
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from ui import views
from ui.tables import Column


class Unknown(str):
    """Fails wherever a template names what its context does not have."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"unknown template variable {name}")


@pytest.fixture(autouse=True)
def strict_templates(settings):
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = Unknown("%s")
    settings.TEMPLATES = templates


class Rows(QuerySet):
    def visible_to(self, user: str) -> Self:
        return self.filter(content_type__app_label=user).annotate(due=NullIf(F("name"), Value("")))


class Filter(django_filters.FilterSet):
    name = django_filters.CharFilter(label="姓名")
    kind = django_filters.ChoiceFilter(
        field_name="codename", lookup_expr="startswith", label="类别", choices=[("a", "甲")]
    )
    since = django_filters.DateFilter(label="登记起", method="all_rows", widget=forms.DateInput)

    class Meta:
        model = Permission
        fields: list[str] = []

    def all_rows(self, rows: QuerySet, _name: str, _value: object) -> QuerySet:
        return rows


class List(views.ScopedListView):
    queryset = Rows(Permission)
    columns = (
        Column("no", "编号", lambda row: row.codename, order_by=["codename"], link=lambda row: f"/rows/{row.pk}/"),
        Column("due", "期限", lambda row: row.due, order_by=["due"]),
    )
    filterset_class = Filter
    default_sort = "no"
    title = "名册"
    unit = "户"
    empty_text = "还没有登记。"
    paginate_by = 4


@pytest.fixture
def make_rows(db):
    def make(names, *, owner="here"):
        kind = ContentType.objects.create(app_label=owner, model=owner)
        rows = [Permission(content_type=kind, codename=f"a{n:04}", name=name) for n, name in enumerate(names)]
        return Permission.objects.bulk_create(rows)

    return make


def answer(view, query="", *, htmx=False, **attributes):
    """The answer of a list view to one of the owners ``here``."""
    request = RequestFactory().get(f"/rows/?{query}", headers={"HX-Request": "true"} if htmx else {})
    request.user, request.htmx = "here", HtmxDetails(request)
    response = view.as_view(**attributes)(request)
    return response.render() if hasattr(response, "render") else response


@pytest.fixture
def ask():
    """``ask("sort=no", htmx=True, paginate_by=…)``: the answer of ``List``."""
    return functools.partial(answer, List)
