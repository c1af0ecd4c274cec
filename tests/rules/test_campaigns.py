"""Time gone against task done (时间过半、任务过半)."""

from fractions import Fraction

import pytest

from assistance.rules.campaigns import Pace


@pytest.mark.parametrize(
    ("done", "number", "time", "share", "is_behind"),
    [
        (43, 100, 50, 43, True),
        (50, 100, 50, 50, False),
        (0, 100, 0, 0, False),  # before its first day
        (99, 100, 100, 99, True),
        (120, 100, 100, 120, False),
        (1, 3, Fraction(100, 3), Fraction(100, 3), False),
    ],
)
def test_a_target_is_behind_while_less_is_done_than_time_is_gone(done, number, time, share, is_behind):
    pace = Pace(done, number, Fraction(time))
    assert (pace.share, pace.is_behind) == (share, is_behind)
