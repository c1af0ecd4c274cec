"""What is decided in place, without a chain, in the name of somebody who is away: merges and inspections."""

import datetime as dt

import pytest

from households.models import Inspection, InspectionRound, PersonMerge
from policy.models import Document
from tests.factories import UserFactory, member
from tests.rows import DAY, NOON, ONE_DAY, deputation, issued, merge

from . import breaks, refused

LATER = NOON + 20 * ONE_DAY


@pytest.fixture
def officer(city):
    return city.street_officer


@pytest.fixture
def leader(city):
    return UserFactory(area=city.street)


@pytest.fixture
def merges(city, home, person):
    return PersonMerge.objects.filter(pk=merge(person, member(home), city.street).pk)


@pytest.fixture
def inspections(city, person):
    document = Document.objects.create(number="文", title="年检", issuer="局", issued_on=DAY, level="city")
    days = {"opens_on": DAY, "closes_on": DAY + 30 * ONE_DAY}
    opened = {"document": document, "opened_by": city.district_officer, "opened_at": NOON}
    round_ = InspectionRound.objects.create(area=city.district, year=2026, **days, **opened)
    made = round_.inspections.create(certificate=issued(person), year=2026)
    return Inspection.objects.filter(pk=made.pk)


@breaks("deputy_is_named_for_the_day")
def test_who_merges_or_undoes_for_somebody_absent_is_the_deputy_that_day(city, merges, officer, leader, constraint):
    merging = {"status": "merged", "decided_by": leader, "decided_for": officer, "decided_at": NOON}
    undoing = {"status": "undone", "undone_by": leader, "undone_for": officer, "undone_at": NOON, "undo_reason": "两人"}
    with refused(constraint):
        merges.update(**merging)
    deputation(officer, leader)
    for wrong in ({"decided_at": LATER}, {"decided_by": UserFactory(area=city.street)}):
        with refused(constraint):
            merges.update(**merging | wrong)
    merges.update(**merging)
    with refused(constraint):
        merges.update(**undoing | {"undone_at": LATER})
    merges.update(**undoing)


@breaks("deputy_is_named_for_the_day")
def test_who_inspects_for_somebody_absent_is_the_deputy_that_day(inspections, officer, leader, constraint):
    passing = {"result": "passed", "result_on": DAY, "inspected_by": leader, "inspected_for": officer}
    with refused(constraint):
        inspections.update(**passing)
    deputation(officer, leader)
    with refused(constraint):
        inspections.update(**passing | {"result_on": DAY + 10 * ONE_DAY})
    inspections.update(**passing)


@breaks("merge_is_decided_for_somebody_else_than_proposed_it")
def test_nobody_decides_for_who_proposed_the_merge(merges, officer, leader, constraint):
    deputation(officer, leader)
    merges.update(proposed_by=officer)
    with refused(constraint):
        merges.update(status="merged", decided_by=leader, decided_for=officer, decided_at=NOON)


def test_the_day_is_that_of_the_city(merges, officer, leader):
    """Half an hour past midnight of the first day of the deputation in Harbin it is still the day before in UTC."""
    deputation(officer, leader)
    first_minutes = dt.datetime.combine(DAY, dt.time(0, 30), NOON.tzinfo)
    merges.update(status="merged", decided_by=leader, decided_for=officer, decided_at=first_minutes)
