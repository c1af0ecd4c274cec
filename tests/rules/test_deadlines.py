import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.deadlines import Calendar, add_months, is_working_day, late_working_days, working_day_due
from policy.periods import Period, report_month, report_month_of

D = dt.date
FRIDAY, MONDAY = D(2010, 11, 5), D(2010, 11, 8)
DAYS = st.dates(D(2000, 1, 1), D(2040, 12, 31))
EXCEPTIONS = st.dictionaries(st.dates(D(2010, 1, 1), D(2010, 12, 31)), st.booleans(), max_size=60)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (D(2010, 12, 31), 3, D(2011, 3, 31)),
        (D(2010, 11, 30), 3, D(2011, 2, 28)),
        (D(2011, 11, 30), 3, D(2012, 2, 29)),
        (D(2012, 2, 29), 12, D(2013, 2, 28)),
        (D(2012, 2, 29), 48, D(2016, 2, 29)),
        (D(2010, 1, 31), 1, D(2010, 2, 28)),
        (D(2010, 3, 31), -1, D(2010, 2, 28)),
        (D(2010, 5, 5), 0, D(2010, 5, 5)),
        (D(2010, 12, 15), 1, D(2011, 1, 15)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(start, count, end):
    assert add_months(start, count) == end


@given(DAYS, st.integers(0, 120))
def test_months_later_is_in_that_month_and_no_later_day(start, count):
    end = add_months(start, count)
    assert 12 * end.year + end.month == 12 * start.year + start.month + count
    assert end.day == start.day or (end.day < start.day and (end + dt.timedelta(days=1)).day == 1)


def test_counting_begins_on_the_next_day_or_on_the_first_itself():
    assert working_day_due(MONDAY, 5, {}) == D(2010, 11, 15)
    assert working_day_due(MONDAY, 5, {}, count_first_day=True) == D(2010, 11, 12)
    assert working_day_due(MONDAY, 1, {}, count_first_day=True) == MONDAY


def test_a_first_day_that_is_free_is_not_counted():
    saturday = FRIDAY + dt.timedelta(days=1)
    assert working_day_due(saturday, 1, {}, count_first_day=True) == MONDAY
    assert working_day_due(saturday, 1, {saturday: True}, count_first_day=True) == saturday


def test_nothing_to_count_is_due_at_once():
    assert working_day_due(FRIDAY, 0, {}) == FRIDAY
    assert working_day_due(FRIDAY, 0, {}, count_first_day=True) == FRIDAY
    with pytest.raises(ValueError, match="negative"):
        working_day_due(FRIDAY, -1, {})


@given(st.dates(D(2010, 1, 1), D(2010, 6, 1)), st.integers(1, 30), EXCEPTIONS, st.booleans())
def test_the_due_day_is_worked_and_so_many_lie_before_it(start, days, exceptions, count_first_day):
    due = working_day_due(start, days, exceptions, count_first_day=count_first_day)
    first = start if count_first_day else start + dt.timedelta(days=1)
    counted = [first + dt.timedelta(days=n) for n in range((due - first).days + 1)]
    assert is_working_day(due, exceptions)
    assert sum(is_working_day(day, exceptions) for day in counted) == days


@given(st.dates(D(2010, 1, 1), D(2010, 6, 1)), st.integers(0, 30), EXCEPTIONS)
def test_lateness_is_the_inverse_of_the_due_day(due, days, exceptions):
    assert late_working_days(due, working_day_due(due, days, exceptions), exceptions) == days


def test_nobody_is_late_on_the_due_date_or_over_a_weekend():
    sunday = FRIDAY + dt.timedelta(days=2)
    assert late_working_days(FRIDAY, FRIDAY, {}) == 0
    assert late_working_days(FRIDAY, FRIDAY - dt.timedelta(days=9), {}) == 0
    assert late_working_days(FRIDAY, sunday, {}) == 0
    assert late_working_days(FRIDAY, MONDAY, {}) == 1


def test_a_day_beyond_the_announced_calendar_is_provisional():
    calendar = Calendar({MONDAY: False}, D(2010, 12, 31))
    assert calendar.due(FRIDAY, 1) == D(2010, 11, 9)
    assert calendar.late(FRIDAY, D(2010, 11, 9)) == 1
    assert not calendar.is_working_day(MONDAY)
    assert [calendar.is_provisional(D(2010, 12, 31)), calendar.is_provisional(D(2011, 1, 1))] == [False, True]
    assert Calendar({}).is_provisional(FRIDAY)


def test_a_campaign_counts_its_days_and_its_progress():
    campaign = Period(D(2007, 8, 1), D(2007, 10, 31))
    numbers = [campaign.day_number(day) for day in (D(2007, 7, 1), D(2007, 7, 31), D(2007, 10, 31), D(2007, 11, 10))]
    assert numbers == [0, 0, 92, 102]
    progress = [
        str(campaign.time_progress(day)) for day in (D(2007, 7, 1), D(2007, 8, 1), D(2007, 9, 15), D(2008, 1, 1))
    ]
    assert progress == ["0.00", "1.09", "50.00", "100.00"]


def test_progress_is_rounded_half_up():
    assert str(Period(D(2010, 1, 1), D(2010, 7, 19)).time_progress(D(2010, 1, 1))) == "0.50"
    assert str(Period(D(2010, 1, 1), D(2011, 1, 14)).time_progress(D(2010, 1, 1))) == "0.26"
    assert str(Period(D(2010, 1, 1), D(2011, 2, 4)).time_progress(D(2010, 1, 3))) == "0.75"
    assert str(Period(D(2010, 1, 1), D(2012, 3, 10)).time_progress(D(2010, 1, 1))) == "0.13"  # 0.125 exactly


def test_the_report_month_runs_from_the_21st_to_the_20th():
    november = report_month(2010, 11)
    assert november == Period(D(2010, 10, 21), D(2010, 11, 20))
    assert (november.label, november.days) == ("2010-11", 31)
    assert report_month(2011, 1) == Period(D(2010, 12, 21), D(2011, 1, 20))
    assert report_month(2011, 1).year_so_far() == report_month(2011, 1)
    assert november.year_so_far() == Period(D(2009, 12, 21), D(2010, 11, 20))


def test_a_report_month_that_opens_on_the_first_is_the_calendar_month():
    february = report_month(2012, 2, opens_on=1)
    assert february == Period(D(2012, 2, 1), D(2012, 2, 29))
    assert february.year_so_far().first == D(2012, 1, 1)
    with pytest.raises(ValueError, match="1 to 28"):
        report_month(2012, 2, opens_on=29)


@given(DAYS, st.integers(1, 28))
def test_report_months_follow_each_other_without_gap(day, opens_on):
    month = report_month_of(day, opens_on=opens_on)
    assert month.contains(day)
    assert month == report_month(month.last.year, month.last.month, opens_on=opens_on)
    assert month.next().previous() == month
    assert month.next().first == month.last + dt.timedelta(days=1)
    assert month.next() == report_month_of(month.next().first, opens_on=opens_on)
