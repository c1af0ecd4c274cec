"""The plan of a case: one at a time, version after version, each measure through one of the four channels."""

import datetime as dt

import pytest

from tests.assistance.rows import measure, plan
from tests.rows import DAY, NOON, ONE_DAY, spell

from . import breaks, refused


@pytest.fixture
def case(person):
    return spell(person)


@breaks("plan_is_the_only_active_one_of_its_case")
def test_a_case_has_one_plan_in_force(case, constraint):
    first = plan(case)
    with refused(constraint):
        plan(case, version=2, previous=first, because="情况变化")


@breaks("plan_has_a_version_of_its_own")
def test_no_two_versions_share_a_number(case, constraint):
    plan(case, replaced_at=NOON)
    with refused(constraint):
        plan(case)


@breaks("plan_that_follows_another_says_why")
def test_a_revision_names_what_it_follows_and_why(case, constraint):
    first = plan(case, replaced_at=NOON)
    for values in ({"previous": first}, {"because": "情况变化"}, {"previous": None}):
        with refused(constraint):
            plan(case, version=2, **values)


@breaks("plan_says_what_is_needed")
def test_a_plan_says_what_is_needed_and_by_which_article_it_is_reviewed(case, constraint):
    for values in ({"needs": []}, {"situation": ""}, {"source": ""}):
        with refused(constraint):
            plan(case, **values)


@breaks("plan_of_an_older_person_tells_the_health")
def test_of_an_older_person_the_health_is_told(case, constraint):
    with refused(constraint):
        plan(case, segment="older")
    plan(case, segment="older", health="light")


@breaks("plan_is_replaced_after_it_was_made")
def test_a_plan_is_replaced_after_it_was_made(case, constraint):
    with refused(constraint):
        plan(case, replaced_at=NOON - ONE_DAY)


@breaks("measure_goes_through_one_of_the_four_channels")
def test_a_measure_goes_through_one_of_the_four_channels(case, constraint):
    with refused(constraint):
        measure(plan(case), channel=5)


@breaks("measure_says_what_is_done")
def test_a_measure_says_what_is_done(case, constraint):
    with refused(constraint):
        measure(plan(case), what="")


@breaks("measure_is_done_by_somebody_with_an_outcome")
def test_a_measure_is_done_by_somebody_with_an_outcome(city, case, constraint):
    made = plan(case)
    done = {"done_on": DAY, "done_by": city.worker, "done_at": NOON, "outcome": "已落实"}
    for left_out in done:
        with refused(constraint):
            measure(made, **{name: value for name, value in done.items() if name != left_out})
    measure(made, **done)


@breaks("plan_review_finds_something_and_sets_the_next")
def test_a_review_finds_something_and_sets_the_next(city, case, constraint):
    made, by = plan(case), {"reviewed_by": city.worker, "reviewed_at": NOON}
    for values in ({"finding": "", "next_on": DAY + ONE_DAY}, {"finding": "继续", "next_on": DAY}):
        with refused(constraint):
            made.reviews.create(reviewed_on=DAY, **values, **by)
    assert made.reviews.create(reviewed_on=DAY, finding="继续", next_on=dt.date(2026, 10, 1), **by)
