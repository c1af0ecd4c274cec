"""Annotations worked out once a row, whatever is asked of them."""

import pytest
from django.db.models import Count, F, OuterRef, Q, Subquery

from accounts.models import Area
from accounts.settling import settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(city):
    above = Area.objects.filter(pk=OuterRef("parent")).values("name")
    return Area.objects.annotate(above=Subquery(above[:1]), own=F("name"))


def test_the_rows_and_what_is_annotated_stay_the_same(rows):
    asked = ("pk", "path", "own", "above")
    assert list(settled(rows).order_by("pk").values_list(*asked)) == list(rows.order_by("pk").values_list(*asked))
    assert settled(rows.filter(above=None)).get() == rows.get(above=None)


def test_what_many_conditions_ask_stands_once_in_the_statement(rows):
    def asked(some):
        counts = {f"n{place}": Count("pk", filter=Q(above=name)) for place, name in enumerate("甲乙丙")}
        return some.order_by().values("level").annotate(**counts, rest=Count("pk", filter=Q(above__isnull=False)))

    assert str(asked(rows).query).count("SELECT") == 1 + 4
    assert str(asked(settled(rows)).query).count("SELECT") == 3
    assert list(asked(settled(rows)).order_by("level")) == list(asked(rows).order_by("level"))
