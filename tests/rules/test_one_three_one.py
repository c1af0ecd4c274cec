"""“一三一”: what counts, and when it is whole."""

import datetime as dt

from assistance.rules.one_three_one import one_three_one

SINCE = dt.date(2026, 8, 31)
NEEDED = {"guidance": 1, "referral": 3, "training": 1}


def counted(*given, months=6):
    return one_three_one(SINCE, given, needed=NEEDED, months=months)


def day(number):
    return SINCE + dt.timedelta(days=number)


def test_the_term_ends_on_the_last_day_of_a_shorter_month():
    assert counted().due == dt.date(2027, 2, 28)


def test_it_is_whole_on_the_day_of_the_last_that_was_needed():
    referrals = [("referral", day(n)) for n in (9, 3, 5, 80)]
    assert counted(("guidance", day(0)), *referrals).completed_on is None
    assert counted(("guidance", day(0)), *referrals, ("training", day(7))).completed_on == day(9)


def test_only_what_was_given_within_the_term_counts():
    found = counted(("guidance", day(-1)), ("guidance", dt.date(2027, 3, 1)), ("send_post", day(1)))
    assert found.done == {"guidance": 0, "referral": 0, "training": 0}
    assert not found.is_late(found.due)
    assert found.is_late(found.due + dt.timedelta(days=1))
