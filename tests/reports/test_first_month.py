"""The first month after an old system opens with what that one closed with."""

import datetime as dt

import pytest

from households.openings.kinds import FAMILIES, PEOPLE, PLACEMENTS
from policy.periods import Period
from reports.queries.sheets import sheet
from tests.households.openings.taking_over import begun, certified, entered, family, given, placed, registered

SEPTEMBER = Period(dt.date(2026, 8, 21), dt.date(2026, 9, 20))


@pytest.fixture
def opening(city):
    """Two people in status; of two families one was placed in the old system."""
    made = begun(city)
    first, second = (registered(city, name, since=dt.date(2025, 1, 1)) for name in ("李一", "王二"))
    given(city, made, PEOPLE, certified(first), certified(second))
    given(city, made, FAMILIES, family(first, "2026-07-15"), family(second, "2026-01-05", "2026-04-05", "条款"))
    given(city, made, PLACEMENTS, placed(second, "2026-03-10"))
    return made


def said(area, period=SEPTEMBER):
    return {one.sentence: one.holds for one in sheet(area, period).outcomes if "旧系统" in one.sentence}


def test_the_openings_are_the_closings_of_the_old_system(city, opening):
    entered(city, opening)
    shown = {row.line.code: row.own.value for row in sheet(city.community, SEPTEMBER).rows}
    assert (shown["01"], shown["40"]) == (2, 1)
    expected = {
        "第01行（2）等于旧系统期末第19行（2）加接收时已说明的差异（+0）": True,
        "第40行（1）等于旧系统期末第44行（1）加接收时已说明的差异（+0）": True,
    }
    assert said(city.community) == said(city.district) == expected


def test_a_difference_that_was_explained_is_part_of_it(city, opening):
    entered(city, opening, people=3)
    assert said(city.community)["第01行（2）等于旧系统期末第19行（3）加接收时已说明的差异（-1）"]


def test_what_has_changed_since_shows_and_stops_nothing(city, opening):
    entered(city, opening)
    spell = opening.rows.filter(kind="people").first().person.spells.get()
    spell.certified_on = dt.date(2026, 8, 25)
    spell.save()
    assert not said(city.community)["第01行（1）应等于旧系统期末第19行（2）加接收时已说明的差异（+0）"]


def test_no_other_month_and_no_larger_area_is_held_to_it(city, opening):
    entered(city, opening)
    assert said(city.city) == {}
    assert said(city.community, SEPTEMBER.next()) == {}
