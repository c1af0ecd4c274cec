"""公益性岗位: nobody takes a post that is held, or a second one; a late report is never shown as in time."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from assistance.rules.posts import Clash, Reporting, Stay, assessment_due, clash, report_due, reporting

START = dt.date(2026, 9, 1)
DAY = dt.timedelta(days=1)
DAYS = st.integers(0, 40).map(lambda days: START + days * DAY)
EVENTS = st.lists(
    st.tuples(st.sampled_from(["fill", "leave"]), st.integers(1, 3), st.integers(11, 13), DAYS), min_size=2, max_size=14
)


def played(events):
    """Who held what, when everything the rule lets pass happened, in whatever order."""
    stays = []
    for what, post, person, on in events:
        if what == "fill":
            new = Stay(post, person, on)
            if clash(new, stays) is None:
                stays.append(new)
            continue
        open_ones = [stay for stay in stays if stay.post == post and stay.until is None and stay.since < on]
        for stay in open_ones:
            stays[stays.index(stay)] = Stay(stay.post, stay.person, stay.since, on)
    return stays


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_no_order_of_events_gives_a_post_two_holders_or_a_person_two_posts(events):
    stays = played(events)
    for day in (START + days * DAY for days in range(42)):
        there = [stay for stay in stays if stay.since <= day and (stay.until is None or day < stay.until)]
        assert len({stay.post for stay in there}) == len(there)
        assert len({stay.person for stay in there}) == len(there)


def test_a_post_is_taken_from_the_day_after_the_last_one_on():
    gone = Stay(1, 11, START, START + 10 * DAY)
    assert clash(Stay(1, 12, START + 10 * DAY), [gone]) is None
    assert clash(Stay(1, 12, START + 9 * DAY), [gone]) is Clash.POST
    assert clash(Stay(2, 11, START), [gone]) is Clash.PERSON
    assert clash(Stay(2, 12, START), [gone]) is None


@settings(max_examples=60, deadline=None)
@given(last_day=DAYS, days=st.integers(0, 10), reported=st.integers(0, 30), waited=st.integers(0, 30))
def test_a_late_report_is_never_shown_as_in_time(last_day, days, reported, waited):
    due, reported_on = report_due(last_day, days), last_day + reported * DAY
    entered_on = reported_on + waited * DAY
    found = reporting(due, entered_on, reported_on, entered_on)
    assert (found == Reporting.LATE) == (reported_on > due)
    assert (found == Reporting.IN_TIME) == (entered_on <= due)
    assert reporting(due, entered_on + 100 * DAY, reported_on, entered_on) == found


def test_five_days_are_days_of_the_calendar():
    friday = dt.date(2026, 9, 4)
    due = report_due(friday, 5)
    assert due == dt.date(2026, 9, 9)
    assert reporting(due, due) == Reporting.WAITING
    assert reporting(due, due + DAY) == Reporting.OVERDUE


def test_a_holder_is_assessed_some_months_after_the_work_began_or_after_the_last_time():
    assert assessment_due(START, None, 12) == dt.date(2027, 9, 1)
    assert assessment_due(START, dt.date(2027, 8, 31), 6) == dt.date(2028, 2, 29)
