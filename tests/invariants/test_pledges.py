"""What office and family promised each other in writing."""

import pytest

from tests.assistance.rows import pledge, signature
from tests.rows import NOON, zero_case

from . import breaks, refused


@pytest.fixture
def case(home):
    return zero_case(home)


@breaks("pledge_is_the_only_one_of_its_case")
def test_a_case_has_one_promise_in_writing(city, case, constraint):
    pledge(case, withdrawn_at=NOON, withdrawn_by=city.worker, withdrawn_because="写错")
    pledge(case)
    with refused(constraint):
        pledge(case)


@breaks("pledge_is_mutual")
def test_both_sides_promise_something(case, constraint):
    for empty in ("office_text", "family_text"):
        with refused(constraint):
            pledge(case, **{empty: ""})


@breaks("pledge_is_withdrawn_by_somebody_for_a_reason")
def test_a_promise_is_withdrawn_by_somebody_for_a_reason(city, case, constraint):
    whole = {"withdrawn_at": NOON, "withdrawn_by": city.worker, "withdrawn_because": "写错"}
    for left_out in whole:
        with refused(constraint):
            pledge(case, **{name: value for name, value in whole.items() if name != left_out})


@breaks("pledge_is_signed_once_by_each_side")
def test_each_side_signs_once(case, person, constraint):
    made = pledge(case)
    signature(made)
    signature(made, side="family", person=person)
    with refused(constraint):
        signature(made, sha256="b" * 64)


@breaks("pledge_is_signed_by_a_member_for_the_family")
def test_a_member_signs_for_the_family_and_an_officer_for_the_office(case, person, constraint):
    made = pledge(case)
    for values in ({"side": "family"}, {"side": "office", "person": person}):
        with refused(constraint):
            signature(made, **values)
