"""What is prepared for a certified family."""

import pytest

from tests.assistance.rows import preparation
from tests.rows import NOON, ONE_DAY, zero_case

from . import breaks, refused


@pytest.fixture
def case(home):
    return zero_case(home)


@breaks("preparation_is_the_only_one_of_its_case")
def test_a_case_has_one_in_force(case, constraint):
    preparation(case)
    with refused(constraint):
        preparation(case, version=2)


@breaks("preparation_has_a_version_of_its_own")
def test_no_two_versions_share_a_number(case, constraint):
    preparation(case, replaced_at=NOON)
    with refused(constraint):
        preparation(case)


@breaks("preparation_says_what_may_happen_and_what_is_done")
def test_it_says_what_may_happen_and_what_is_done(case, constraint):
    for empty in ("risks", "response"):
        with refused(constraint):
            preparation(case, **{empty: ""})


@breaks("preparation_has_a_rhythm")
def test_it_comes_again_in_a_rhythm(case, constraint):
    with refused(constraint):
        preparation(case, rhythm=0)


@breaks("preparation_is_replaced_after_it_was_drawn")
def test_it_is_replaced_after_it_was_drawn(case, constraint):
    with refused(constraint):
        preparation(case, replaced_at=NOON - ONE_DAY)
