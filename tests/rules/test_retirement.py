import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households import rules
from households.rules.ages import age_on, age_reached
from policy.deadlines import add_months

from . import reading

D = dt.date
IN_2026 = D(2026, 1, 1)


def retire(on=IN_2026, **stated):
    return rules.retirement(reading.person(stated), reading.terms(rules.RetirementTerms, on), on=on)


@pytest.mark.parametrize(
    ("track", "born", "delay", "day"),
    [
        ("M60", D(1964, 12, 31), 0, D(2024, 12, 31)),
        ("M60", D(1965, 1, 1), 1, D(2025, 2, 1)),
        ("M60", D(1965, 4, 30), 1, D(2025, 5, 30)),
        ("M60", D(1965, 5, 1), 2, D(2025, 7, 1)),
        ("M60", D(1965, 12, 31), 3, D(2026, 3, 31)),
        ("M60", D(1976, 8, 31), 35, D(2039, 7, 31)),
        ("M60", D(1976, 9, 1), 36, D(2039, 9, 1)),
        ("M60", D(2000, 1, 1), 36, D(2063, 1, 1)),
        ("F55", D(1970, 1, 31), 1, D(2025, 2, 28)),
        ("F55", D(1981, 9, 1), 36, D(2039, 9, 1)),
        ("F50", D(1975, 2, 28), 1, D(2025, 3, 28)),
        ("F50", D(1975, 3, 1), 2, D(2025, 5, 1)),
        ("F50", D(1984, 10, 31), 59, D(2039, 9, 30)),
        ("F50", D(1984, 11, 1), 60, D(2039, 11, 1)),
        ("F50", D(1999, 1, 1), 60, D(2054, 1, 1)),
    ],
)
def test_the_steps_of_the_gradual_delay(track, born, delay, day):
    answer = retire(sex="M" if track == "M60" else "F", born=born, retirement_track=track)
    assert (answer.delay_months, answer.retirement_date) == (delay, day)


def test_asked_before_2025_nobody_is_delayed():
    answer = retire(on=D(2024, 12, 31), born=D(1970, 1, 1))
    assert (answer.delay_months, answer.retirement_date) == (0, D(2030, 1, 1))
    assert retire(on=D(2025, 1, 1), born=D(1970, 1, 1)).delay_months == 16


def test_without_a_track_men_are_m60_and_women_f50():
    assert retire(on=D(2010, 1, 1), sex="M", born=D(1960, 2, 29)).original_date == D(2020, 2, 29)
    assert retire(on=D(2010, 1, 1), sex="F", born=D(1960, 2, 29)).original_date == D(2010, 2, 28)


def test_an_approved_date_counts_and_names_itself():
    answer = retire(born=D(1970, 1, 1), retirement_override=D(2027, 5, 1))
    assert (answer.retirement_date, answer.original_date, answer.delay_months) == (D(2027, 5, 1), D(2030, 1, 1), 16)
    assert answer.source == "经批准的退休日期"


def test_the_source_is_the_schedule_where_it_delays():
    assert retire(born=D(1970, 1, 1)).source == "默认值 retire.delay"
    assert retire(born=D(1960, 1, 1)).source == "默认值 retire.tracks"


def test_working_age_begins_with_the_birthday_and_ends_with_retirement():
    facts = reading.person({"sex": "F", "born": D(1984, 2, 29)})
    terms = reading.terms(rules.RetirementTerms, D(2000, 1, 1))
    days = [D(2000, 2, 28), D(2000, 2, 29), D(2034, 2, 27), D(2034, 2, 28)]
    assert [rules.is_of_working_age(facts, terms, on=day) for day in days] == [False, True, True, False]


@given(st.dates(D(1930, 1, 1), D(2010, 1, 1)), st.sampled_from(["M60", "F50", "F55"]))
def test_who_is_born_later_never_retires_earlier(born, track):
    one = retire(born=born, retirement_track=track)
    other = retire(born=born + dt.timedelta(days=1), retirement_track=track)
    assert one.retirement_date <= other.retirement_date
    assert one.retirement_date == add_months(one.original_date, one.delay_months)
    assert 0 <= one.delay_months <= {"M60": 36, "F55": 36, "F50": 60}[track]


@given(st.dates(D(1900, 1, 1), D(2010, 1, 1)), st.integers(0, 110))
def test_an_age_is_reached_on_the_day_it_is_first_held(born, years):
    day = age_reached(born, years)
    assert age_on(born, day) == years
    assert age_on(born, day - dt.timedelta(days=1)) == years - 1
