import re

import pytest
from django.contrib.auth.models import Permission
from django.db.models.functions import Length
from openpyxl import load_workbook

from ui import keyset, views
from ui.tables import Column

from .conftest import List, Rows, answer


def shown(response):
    return re.findall(r'href="/rows/\d+/">(a\d+)<', response.content.decode())


def walk(ask, query, way="next_url"):
    """All rows from the first page on, following the links of the pages."""
    seen, page = [], ask(query)
    while True:
        rows = shown(page)
        seen.append(rows)
        address = page.context_data[way]
        if not address:
            return seen
        page = ask(address.removeprefix("?"))


def test_only_rows_in_sight_are_listed(make_rows, ask):
    make_rows(["x"])
    make_rows(["y"] * 3, owner="elsewhere")

    assert ask().context_data["count"] == 1


def test_htmx_gets_the_results_alone(make_rows, ask):
    make_rows(["x"])

    whole, part = ask().content.decode(), ask(htmx=True)

    assert "<html" in whole
    assert part.content.decode().strip().startswith('<div id="results"')
    assert part["Vary"] == "HX-Request"


@pytest.mark.parametrize("sort", ["no", "-no", "due", "-due", ""])
def test_the_pages_hold_every_row_once_in_order(make_rows, ask, sort):
    make_rows(["b", "", "a", "b", "", "c", "a", "a", "", "b", "c"])

    pages = walk(ask, f"sort={sort}")

    everything = shown(ask(f"sort={sort}", paginate_by=100))
    assert [row for page in pages for row in page] == everything
    assert len(everything) == len(set(everything)) == 11
    assert [len(page) for page in pages] == [4, 4, 3]


@pytest.mark.parametrize("sort", ["no", "-no", "due", "-due"])
def test_one_can_turn_back(make_rows, ask, sort):
    make_rows(["b", "", "a", "b", "", "c", "a", "a"])
    first = ask(f"sort={sort}")
    second = ask(first.context_data["next_url"].removeprefix("?"))

    again = ask(second.context_data["previous_url"].removeprefix("?"))

    assert shown(again) == shown(first)
    assert again.context_data["next_url"]
    assert not again.context_data["previous_url"]


def test_a_row_that_left_the_filter_still_marks_the_place(make_rows, ask):
    rows = make_rows(["x", "x", "x", "y", "x", "x"])
    boundary = rows[3]  # no longer in the list filtered by x

    assert shown(ask(f"name=x&after={boundary.pk}")) == ["a0004", "a0005"]


@pytest.mark.parametrize("after", ["0", "abc", "99999999999999999999"])
def test_an_unknown_place_is_the_first_page(make_rows, ask, after):
    make_rows(["x"] * 2)

    assert shown(ask(f"after={after}")) == ["a0000", "a0001"]


def test_the_place_of_another_area_gives_nothing_away(make_rows, ask):
    make_rows(["x"] * 2)
    [foreign] = make_rows(["x"], owner="elsewhere")

    assert len(shown(ask(f"after={foreign.pk}"))) == 2


@pytest.mark.parametrize("size", [10, 1000])
def test_queries_do_not_grow_with_the_list(make_rows, ask, size, django_assert_num_queries):
    rows = make_rows(["x"] * size)

    with django_assert_num_queries(2):  # the rows, the count
        ask()
    with django_assert_num_queries(3):  # and the boundary
        ask(f"after={rows[4].pk}")


def test_counting_stops_at_its_limit(make_rows, ask, monkeypatch):
    monkeypatch.setattr(keyset, "COUNT_LIMIT", 5)
    make_rows(["x"] * 8)

    assert "5 以上" in ask().content.decode()


def test_filters_in_force_stand_as_chips_that_lead_out(make_rows, ask):
    make_rows(["x", "y"])

    page = ask("name=x&kind=a&sort=-due")

    assert [str(chip) for chip in page.context_data["chips"]] == ["姓名 x", "类别 甲"]
    assert page.context_data["chips"][0].address == "?kind=a&sort=-due"
    assert shown(page) == ["a0000"]


def test_a_filter_with_an_error_lists_nothing_and_says_why(make_rows, ask):
    make_rows(["x"])

    whole, part = ask("since=gestern"), ask("since=gestern", htmx=True)

    assert shown(whole) == []
    assert 'id="id_since_error"' in whole.content.decode()
    assert '<a href="#id_since">登记起：' in part.content.decode()


def test_an_empty_list_says_what_to_do_next(db, ask):
    page = ask(primary_action=views.Action("入户登记", "/new/")).content.decode()

    assert "还没有登记。" in page
    assert page.count('href="/new/"') == 2


def test_the_list_is_exported_as_filtered_and_sorted(make_rows, ask, monkeypatch):
    make_rows(["b", "a", "b", "=1"])

    response = ask("format=xlsx&sort=-due&after=1")

    sheet = load_workbook(response.file_to_stream).active
    assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["a0002", "a0000", "a0001", "a0003"]
    assert sheet["B7"].value == "'=1"
    assert "filename*=utf-8''" in response["Content-Disposition"]


def test_an_export_that_is_too_long_is_refused_in_words(make_rows, ask, monkeypatch):
    make_rows(["x"] * 3)
    said = []
    monkeypatch.setattr(views.messages, "error", lambda _request, words: said.append(words))

    response = ask("format=xlsx&name=x", export_limit=2)

    assert (response.status_code, response.url) == (302, "?name=x")
    assert "超过 2 行" in said[0]


def test_a_list_without_export_ignores_the_wish(make_rows, ask):
    make_rows(["x"])

    assert "<html" in ask("format=xlsx", can_export=False).content.decode()


def test_a_list_may_order_by_what_it_computes(make_rows, db):
    class Computed(List):
        queryset = Rows(Permission)
        columns = (Column("length", "长度", lambda row: row.length, order_by=["length"]),)
        paginate_by = 2

        def get_scoped(self):
            return super().get_scoped().annotate(length=Length("name"))

    make_rows(["ccc", "a", "bb", "a"])

    first = answer(Computed, "sort=-length")
    second = answer(Computed, first.context_data["next_url"].removeprefix("?"))

    assert [row.length for page in (first, second) for row in page.context_data["page_obj"]] == [3, 2, 1, 1]
