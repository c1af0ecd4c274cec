"""Which papers a certification asks for, and which of those shown still count."""

import datetime as dt

import pytest

from households.enums import Category, Material
from households.rules.materials import MaterialState, Shown, checklist, needed

ON = dt.date(2026, 9, 30)


def shown(issued):
    return Shown(dt.date.fromisoformat(issued), ON)


def states(asked, given, months):
    return {item.material: item.state for item in checklist(asked, given, months, ON)}


def test_everybody_shows_three_papers_and_each_category_its_own():
    assert needed([]) == (Material.ID_CARD, Material.HOUSEHOLD_BOOK, Material.UNEMPLOYMENT)
    assert needed([Category.C10, Category.C03])[3:] == (Material.DISABILITY, Material.MILITARY_SPOUSE)
    assert needed([Category.C01, Category.C02]) == needed([])


@pytest.mark.parametrize(
    ("issued", "state"),
    [("2026-06-30", MaterialState.FRESH), ("2026-06-29", MaterialState.STALE), ("2026-09-30", MaterialState.FRESH)],
)
def test_a_paper_counts_for_its_months_to_the_day(issued, state):
    assert states([Material.UNEMPLOYMENT], {Material.UNEMPLOYMENT: shown(issued)}, {"unemployment": 3}) == {
        Material.UNEMPLOYMENT: state
    }


def test_a_paper_without_months_does_not_age():
    (item,) = checklist([Material.ID_CARD], {Material.ID_CARD: shown("2001-01-01")}, {"unemployment": 3}, ON)
    assert (item.state, item.fresh_until) == (MaterialState.FRESH, None)


def test_what_was_not_asked_for_stands_at_the_end():
    given = {Material.HONOUR: shown("2001-01-01")}
    assert list(states([Material.ID_CARD], given, {}).items()) == [
        (Material.ID_CARD, MaterialState.MISSING),
        (Material.HONOUR, MaterialState.FRESH),
    ]
