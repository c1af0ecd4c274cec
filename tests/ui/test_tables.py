import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils.html import escape

from ui import tables
from ui.marks import Mark
from ui.tables import Column, address_with, headings, ordering

COLUMNS = (
    Column("no", "编号", lambda row: row.no, order_by=["pk"], link=lambda row: row.url),
    Column("name", "姓名", lambda row: row.name, order_by=["area__code", "name"]),
    Column("status", "状态", lambda row: row.status, cell=tables.badge, on_phone=False),
)
ROW = SimpleNamespace(no=7, name="<b>王</b>", status=Mark("公示中", "warn"), url="/households/7/")


def drawn(value, kind):
    return Column("x", "栏", lambda _row: value, cell=kind).draw(None)


def test_a_cell_escapes_its_value_and_carries_its_label():
    assert COLUMNS[1].draw(ROW) == f'<td class="" data-label="姓名">{escape(ROW.name)}</td>'


def test_a_cell_may_lead_to_its_object():
    assert '<a class="row-link" href="/households/7/">7</a>' in COLUMNS[0].draw(ROW)
    assert "<a" not in COLUMNS[0].draw(SimpleNamespace(no=7, url=None))


def test_a_status_is_a_badge_with_words():
    assert '<span class="mark mark-warn">公示中</span>' in COLUMNS[2].draw(ROW)
    assert 'class="text-nowrap off-phone"' in COLUMNS[2].draw(ROW)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (tables.number, 12345, ">12,345<"),
        (tables.number, 0, ">0<"),
        (tables.money, Decimal("1234.5"), ">1,234.50<"),
        (tables.percent, Decimal("0.125"), ">12.50%<"),
        (tables.day, dt.date(2026, 10, 5), ">2026-10-05<"),
        (tables.moment, dt.datetime(2026, 10, 5, 1, 30, tzinfo=dt.UTC), ">2026-10-05 09:30<"),
        (tables.yes_no, False, ">否<"),
        (tables.id_number, "230102197501010016", ">230102********0016<"),
        (tables.due(dt.date(2026, 10, 5)), dt.date(2026, 10, 2), "已逾期 3 天"),
    ],
)
def test_each_kind_of_value_has_its_look(kind, value, expected):
    assert expected in drawn(value, kind)


@pytest.mark.parametrize("nothing", [None, ""])
@pytest.mark.parametrize("kind_name", ["text", "money", "day", "badge", "id_number"])
def test_nothing_is_a_dash(kind_name, nothing):
    kind = getattr(tables, kind_name)
    assert tables.NOTHING in drawn(nothing, kind)


@pytest.mark.parametrize(
    ("requested", "expected"),
    [
        ("name", ["area__code", "name", "pk"]),
        ("-name", ["-area__code", "-name", "-pk"]),
        ("status", ["pk"]),
        ("password", ["pk"]),
        ("", ["pk"]),
    ],
)
def test_the_order_is_total_and_only_by_declared_columns(requested, expected):
    assert ordering(COLUMNS, requested) == expected


def test_a_heading_turns_the_order_round_and_goes_back_to_the_first_page():
    query = QueryDict("sort=name&after=9&kind=zero&empty=")

    no, name, status = headings(COLUMNS, query, "name")

    assert (name.address, name.aria_sort) == ("?kind=zero&sort=-name", "ascending")
    assert (no.address, no.aria_sort) == ("?kind=zero&sort=no", "none")
    assert (status.address, status.aria_sort) == ("", "")


def test_an_address_can_lose_a_key():
    assert address_with(QueryDict("a=1&b=2&before=3"), a=None) == "?b=2"
