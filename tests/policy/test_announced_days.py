"""Working days against the calendar the State Council announced, year by year, as ``chinesecalendar`` records it."""

import datetime as dt

import chinese_calendar
import pytest
from chinese_calendar.constants import holidays, workdays
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy.deadlines import Calendar, late_working_days, working_day_due
from policy.models import CalendarYear, calendar
from tests.setting import load_policy_for, small_city

FIRST, LAST = dt.date(2004, 1, 1), dt.date(2026, 12, 31)
ANNOUNCED = dict.fromkeys(holidays, False) | dict.fromkeys(workdays, True)
STARTS = st.dates(FIRST, LAST - dt.timedelta(days=70))  # so that no count runs past what was announced
DAY = dt.timedelta(days=1)
ANY = settings(max_examples=500, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


@ANY
@given(STARTS, st.integers(1, 30), st.booleans())
def test_a_term_holds_so_many_announced_working_days_and_ends_on_one(start, days, count_first_day):
    due = working_day_due(start, days, ANNOUNCED, count_first_day=count_first_day)
    counted = between(start if count_first_day else start + DAY, due)
    assert chinese_calendar.is_workday(due)
    assert sum(map(chinese_calendar.is_workday, counted)) == days


@ANY
@given(STARTS, st.integers(0, 60))
def test_lateness_is_counted_in_announced_working_days(due, days):
    on = due + days * DAY
    assert late_working_days(due, on, ANNOUNCED) == sum(map(chinese_calendar.is_workday, between(due + DAY, on)))


def test_every_announced_day_is_read_the_same():
    known = Calendar(ANNOUNCED, LAST)
    assert [day for day in between(FIRST, LAST) if known.is_working_day(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.django_db
def test_the_shipped_years_are_those_that_were_announced():
    load_policy_for(small_city().city)
    shipped, years = calendar(), list(CalendarYear.objects.values_list("year", flat=True))
    assert years
    days = [day for year in years for day in between(dt.date(year, 1, 1), dt.date(year, 12, 31))]
    assert [day for day in days if shipped.is_working_day(day) != chinese_calendar.is_workday(day)] == []
