"""Whose subsidy is stopped, and since when it is given again."""

import datetime as dt

import pytest

from subsidies.models import Stop
from tests.factories import UserFactory
from tests.rows import NOON
from tests.stopping import stopped

from . import breaks, refused

AUGUST = dt.date(2026, 8, 1)


def again(**values):
    return {
        "resumed_month": AUGUST,
        "resumed_at": NOON,
        "resumed_by": UserFactory(),
        "resumed_because": "误停",
    } | values


@breaks("stop_of_a_person_and_scheme_lasts_once")
def test_one_stop_of_a_scheme_lasts_at_a_time(person, constraint):
    stopped(person, **again())
    stopped(person)
    stopped(person, scheme="post")
    with refused(constraint):
        stopped(person)


@breaks("stop_is_of_whole_months")
def test_months_are_told_by_their_first_day(person, constraint):
    for values in ({"month": dt.date(2026, 8, 2)}, again(resumed_month=dt.date(2026, 9, 2))):
        with refused(constraint):
            stopped(person, **values)


@breaks("stop_cites_its_article")
def test_a_stop_cites_its_article(person, constraint):
    with refused(constraint):
        stopped(person, article="")


@breaks("stop_by_an_officer_says_why")
def test_an_officer_says_why(person, constraint):
    with refused(constraint):
        stopped(person, origin="officer", note="")


@breaks("stop_is_resumed_from_a_month_for_a_reason")
@pytest.mark.parametrize(
    "lacking",
    [
        {"resumed_month": None},
        {"resumed_month": dt.date(2026, 7, 1)},
        {"resumed_at": None},
        {"resumed_by": None},
        {"resumed_because": ""},
    ],
    ids=lambda lacking: next(iter(lacking)),
)
def test_it_is_given_again_from_a_month_for_a_reason(person, constraint, lacking):
    with refused(constraint):
        stopped(person, **again(**lacking))
    assert not Stop.objects.exists()
