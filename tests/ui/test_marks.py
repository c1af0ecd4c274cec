import datetime as dt

import pytest

from ui import masks
from ui.marks import due_mark

TODAY = dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (dt.date(2026, 10, 17), "还剩 12 天", "info"),
        (dt.date(2026, 10, 12), "还剩 7 天", "warn"),
        (dt.date(2026, 10, 6), "还剩 1 天", "warn"),
        (TODAY, "今天到期", "warn"),
        (dt.date(2026, 10, 2), "已逾期 3 天", "bad"),
    ],
)
def test_a_due_date_says_in_words_how_near_it_is(due, words, tone):
    mark = due_mark(due, TODAY)

    assert (mark.words, mark.tone) == (words, tone)


def test_what_is_not_due_has_no_chip():
    assert due_mark(None, TODAY) is None


def test_an_id_number_shows_its_first_six_and_last_four():
    assert masks.masked_id("230102197501010016") == "230102********0016"
    assert masks.masked_phone("13800001234") == "138****1234"


def test_a_number_too_short_to_mask_is_hidden_whole():
    assert masks.masked_id("2301021975") == "*" * 10
    assert masks.masked_phone("1234567") == "*" * 7
