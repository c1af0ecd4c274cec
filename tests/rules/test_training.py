"""What of a training counts as a result that may be paid for."""

import datetime as dt
from dataclasses import replace

import pytest

from assistance.rules.training import Counting, TrainingFacts, counting

DONE = dt.date(2026, 9, 1)
SKILL = TrainingFacts(
    ends_in_a_certificate=True, placed_within_days=None, has_result=True, completed_on=DONE, has_certificate=True
)
ORDERED = replace(SKILL, placed_within_days=30, has_certificate=False)


def day(number):
    return DONE + dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (SKILL, Counting.COUNTS),
        (replace(SKILL, has_certificate=False), Counting.NO_CERTIFICATE),
        (replace(SKILL, ends_in_a_certificate=False, has_certificate=False), Counting.COUNTS),
        (replace(SKILL, learnt_before=True), Counting.LEARNT_BEFORE),
        (replace(SKILL, completed_on=None), Counting.UNFINISHED),
        (replace(SKILL, completed_on=None, has_result=False), Counting.OPEN),
    ],
)
def test_a_skill_counts_once_and_with_its_certificate(facts, expected):
    assert counting(facts, day(90)) is expected


@pytest.mark.parametrize(
    ("began", "on", "expected"),
    [
        (None, 30, Counting.TO_BE_PLACED),
        (None, 31, Counting.NOT_PLACED),
        (30, 31, Counting.COUNTS),
        (31, 40, Counting.NOT_PLACED),
        (20, 10, Counting.TO_BE_PLACED),  # not begun yet
        (0, 0, Counting.COUNTS),
    ],
)
def test_an_ordered_class_counts_by_who_comes_to_work_in_time(began, on, expected):
    facts = replace(ORDERED, ordered_work_on=None if began is None else day(began))
    assert counting(facts, day(on)) is expected


def test_the_last_day_is_counted_from_the_completion():
    assert ORDERED.place_by == day(30)
    assert SKILL.place_by is None
