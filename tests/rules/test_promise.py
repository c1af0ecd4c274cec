import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households import rules
from households.rules import PromiseStatus
from households.rules.promise import PROMISE_LABELS

from . import reading

D = dt.date
CERTIFIED, DUE = D(2007, 8, 15), D(2007, 11, 15)


def promise(on, placed=None, *, able=True, willing=True, certified=CERTIFIED, parameters=None):
    terms = reading.promise_terms(certified, parameters)
    return rules.promise(certified, able, willing, placed, terms, on)


@pytest.mark.parametrize(
    ("on", "status", "overdue", "left"),
    [
        (CERTIFIED, "RUNNING", 0, 92),
        (D(2007, 10, 15), "RUNNING", 0, 31),
        (D(2007, 10, 16), "DUE_SOON", 0, 30),
        (D(2007, 11, 14), "DUE_SOON", 0, 1),
        (DUE, "DUE_TODAY", 0, 0),
        (D(2007, 11, 16), "OVERDUE", 1, 0),
        (D(2008, 11, 15), "OVERDUE", 366, 0),
    ],
)
def test_the_clock_runs_down_and_beyond(on, status, overdue, left):
    answer = promise(on)
    assert (answer.status, answer.days_overdue, answer.days_left, answer.due) == (status, overdue, left, DUE)


def test_placed_on_the_due_date_is_in_time_and_the_day_after_is_late():
    assert promise(D(2008, 1, 1), DUE).status is PromiseStatus.PLACED_IN_TIME
    late = promise(D(2008, 1, 1), D(2007, 11, 17))
    assert (late.status, late.days_overdue, late.days_left) == (PromiseStatus.PLACED_LATE, 2, None)


def test_a_placement_still_to_come_is_not_known():
    assert promise(D(2007, 11, 16), D(2007, 11, 17)).status is PromiseStatus.OVERDUE
    assert promise(D(2007, 11, 1), D(2007, 11, 2)).status is PromiseStatus.DUE_SOON


@pytest.mark.parametrize(("able", "willing"), [(False, True), (True, False), (False, False)])
def test_without_ability_and_wish_there_is_no_clock(able, willing):
    answer = promise(D(2008, 1, 1), DUE, able=able, willing=willing)
    assert (answer.status, answer.due, answer.warnings, answer.days_overdue) == (PromiseStatus.NO_CLOCK, None, (), 0)


def test_warnings_stand_in_order_whatever_the_order_stated():
    answer = promise(CERTIFIED, parameters={"zf.warn_days": [7, 30]})
    assert answer.warnings == (D(2007, 10, 16), D(2007, 11, 8))


def test_without_warnings_nothing_is_due_soon():
    assert promise(D(2007, 11, 14), parameters={"zf.warn_days": []}).status is PromiseStatus.RUNNING


def test_the_term_and_its_source_are_those_of_the_parameter():
    answer = promise(CERTIFIED, parameters={"zf.deadline_months": 1})
    assert (answer.due, answer.source) == (D(2007, 9, 15), "算例 zf.deadline_months")


def test_the_due_date_is_clamped_to_the_end_of_the_month():
    terms = reading.promise_terms(D(2010, 11, 30))
    assert [rules.due(day, terms) for day in (D(2010, 11, 28), D(2010, 11, 29), D(2010, 11, 30))] == [
        D(2011, 2, 28)
    ] * 3


def test_every_status_has_a_label():
    assert set(PROMISE_LABELS) == set(PromiseStatus)


@pytest.mark.parametrize(
    ("last", "on", "stable_on", "stable"),
    [
        (None, D(2008, 2, 14), D(2008, 2, 15), False),
        (None, D(2008, 2, 15), D(2008, 2, 15), True),
        (D(2008, 2, 14), D(2009, 1, 1), None, False),
        (D(2008, 2, 15), D(2009, 1, 1), D(2008, 2, 15), True),
    ],
)
def test_employment_is_stable_when_it_has_lasted(last, on, stable_on, stable):
    assert rules.stability(CERTIFIED, last, 6, on) == rules.Stability(stable_on, stable)


@given(st.dates(D(2000, 1, 1), D(2030, 1, 1)), st.integers(-10, 200), st.none() | st.integers(0, 200))
def test_a_promise_is_overdue_or_has_days_left_never_both(certified, days, placed_after):
    on = certified + dt.timedelta(days=days)
    placed = None if placed_after is None else certified + dt.timedelta(days=placed_after)
    answer = promise(on, placed, certified=certified)
    assert answer.days_overdue >= 0
    assert not (answer.days_overdue and answer.days_left)
    assert (answer.days_left is None) == (placed is not None and placed <= on)
    if answer.status is PromiseStatus.OVERDUE:
        assert answer.days_overdue == (on - answer.due).days > 0
