"""What was published in a form without lines 22 to 28 and 53 stays as it is, and the next month goes on from there."""

import pytest

from reports.actions import publish
from reports.cells import EP8
from reports.layout import layout_named
from reports.models import Publication, PublishedFigure
from reports.queries.contents import is_intact
from reports.queries.publications import draft
from reports.queries.sheets import sheet

from .conftest import DECEMBER, NOVEMBER, after

OLDER = layout_named("EP8-DRAFT-1")
LINES = [line.code for line in OLDER.lines]
ADDED = sorted(set(EP8) - set(LINES))


@pytest.fixture
def older(november, city, monkeypatch):
    """November as it was published before the lines were added."""
    today = dict(EP8)
    with monkeypatch.context() as then:
        then.setattr("reports.actions.layout_of", lambda return_code: OLDER)
        for line in ADDED:
            del EP8[line]
        try:
            return publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
        finally:
            EP8.clear()
            EP8.update(today)


def test_it_is_shown_in_its_own_form_with_its_own_checks(older, city):
    assert not PublishedFigure.objects.filter(line__in=ADDED).exists()
    made = sheet(city.community, NOVEMBER)
    assert [row.line.code for row in made.rows] == LINES
    assert not made.failures
    assert is_intact(Publication.objects.get())


def test_the_next_month_has_the_new_lines_and_nothing_to_adjust_in_them(older, city, november):
    ready = draft(city.community, DECEMBER)
    assert ready.adjustments == []
    publish(area=city.community, period=DECEMBER, actor=city.worker, at=after(DECEMBER))
    rows = {row.line.code: row for row in sheet(city.community, DECEMBER).rows}
    assert (rows["22"].previous, rows["22"].previous_shown, rows["22"].change) == (None, "—", 0)
    assert (rows["19"].previous, rows["19"].change) == (10, 1)


def test_its_lists_and_pages_open(older, city, as_user):
    client = as_user(city.worker)
    for page in ("", "02/", "workbook/"):
        assert client.get(f"/reports/EP8/2010-11/{city.community.code}/{page}").status_code == 200
    shown = client.get(f"/reports/EP8/2010-12/{city.community.code}/").content.decode()
    assert '<td class="num">—</td>' in shown
