"""Rosters, and what became of each household in them."""

import pytest

from households.models import Roster, RosterEntry
from tests.rows import NOON, roster, roster_entry

from . import breaks, refused


@pytest.fixture
def given(city):
    return roster(city.community, city.worker)


@breaks("roster_holds_a_file")
def test_a_roster_holds_a_file(city, constraint):
    for values in ({"file": ""}, {"size": 0}, {"sha256": ""}):
        with refused(constraint):
            roster(city.community, city.worker, **values)


@breaks("roster_refused_says_why")
def test_a_roster_that_is_refused_says_why(city, constraint):
    with refused(constraint):
        roster(city.community, city.worker, state="refused")
    roster(city.community, city.worker, state="refused", sentence="不是工作簿。")


@breaks("roster_enters_once_somebody_confirmed_it")
def test_nothing_is_entered_that_nobody_confirmed(city, given, constraint):
    for values in ({"state": "entering"}, {"confirmed_at": NOON}, {"confirmed_by": city.worker}):
        with refused(constraint):
            Roster.objects.filter(pk=given.pk).update(**values)
    Roster.objects.filter(pk=given.pk).update(state="entering", confirmed_by=city.worker, confirmed_at=NOON)


@breaks("roster_is_finished_when_entered")
def test_a_roster_is_finished_when_entered(city, constraint):
    confirmed = {"confirmed_by": city.worker, "confirmed_at": NOON}
    with refused(constraint):
        roster(city.community, city.worker, state="entered", **confirmed)
    with refused(constraint):
        roster(city.community, city.worker, state="entering", finished_at=NOON, **confirmed)
    roster(city.community, city.worker, state="entered", finished_at=NOON, **confirmed)


@breaks("rosterentry_one_for_each_place")
def test_each_place_has_one_household(given, constraint):
    roster_entry(given, place=1)
    with refused(constraint):
        roster_entry(given, place=1)


@breaks("rosterentry_leads_to_a_household_once_entered")
def test_an_entry_leads_to_a_household_once_entered(given, home, constraint):
    for values in ({"outcome": "entered", "plan": ""}, {"outcome": "known", "plan": ""}, {"household": home}):
        with refused(constraint):
            roster_entry(given, **values)
    roster_entry(given, outcome="known", household=home, plan="")


@breaks("rosterentry_keeps_its_plan_while_it_is_open")
def test_an_entry_keeps_its_plan_while_it_is_open_and_no_longer(given, home, constraint):
    for values in ({"plan": ""}, {"outcome": "held", "plan": ""}, {"outcome": "known", "household": home}):
        with refused(constraint):
            roster_entry(given, **values)


@breaks("rosterentry_is_meant_for_a_community")
def test_what_can_be_entered_is_meant_for_a_community(given, constraint):
    with refused(constraint):
        roster_entry(given, area=None)
    roster_entry(given, area=None, outcome="faulty")


@breaks("rosterentry_is_decided_by_somebody_at_a_time")
def test_an_entry_is_decided_by_somebody_at_a_time(city, given, constraint):
    entry = roster_entry(given, outcome="held")
    for values in ({"decision": "drop"}, {"decided_by": city.worker}, {"decided_at": NOON}):
        with refused(constraint):
            RosterEntry.objects.filter(pk=entry.pk).update(**values)


@breaks("rosterentry_dropped_was_decided")
def test_nothing_is_dropped_that_nobody_decided(given, constraint):
    with refused(constraint):
        roster_entry(given, outcome="dropped", plan="")
