"""The one table of transitions: what follows which decision, and what is not allowed."""

import itertools

import pytest

from accounts.enums import AreaLevel
from approvals.workflow import (
    LIVE,
    UNDER_WAY,
    Chain,
    Decision,
    Position,
    Status,
    Step,
    TransitionNotAllowed,
    decided,
    objected,
    review_requested,
    submitted,
    withdrawn,
)
from policy.parameters import CERT_STREET_WORKDAYS, NOTICE_WORKDAYS

FIRST = Step("核实", AreaLevel.COMMUNITY, CERT_STREET_WORKDAYS, notice=NOTICE_WORKDAYS)
SAMPLED = Step("抽查", AreaLevel.STREET, CERT_STREET_WORKDAYS, applies=lambda application: application == "sampled")
LAST = Step("认定", AreaLevel.DISTRICT, CERT_STREET_WORKDAYS)
REVIEWS = (
    Step("街道复核", AreaLevel.STREET, CERT_STREET_WORKDAYS),
    LAST,
    Step("市级复核", AreaLevel.CITY, NOTICE_WORKDAYS),
)
CHAIN = Chain("chain-1", (FIRST, SAMPLED, LAST), REVIEWS)
PENDING, OBJECTED = Status.PENDING, Status.OBJECTED


def test_a_draft_starts_at_the_first_step_that_applies():
    assert submitted(Position(Status.DRAFT), CHAIN, "any") == Position(PENDING, 1)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_returned_application_resumes_where_it_was_returned(step):
    returned = decided(Position(PENDING, step), Decision.RETURN, CHAIN, "sampled")
    assert returned == Position(Status.RETURNED, step)
    assert submitted(returned, CHAIN, "sampled") == Position(PENDING, step)


@pytest.mark.parametrize(("application", "second"), [("any", 3), ("sampled", 2)])
def test_a_step_that_does_not_apply_is_left_out(application, second):
    assert decided(Position(PENDING, 1), Decision.APPROVE, CHAIN, application) == Position(PENDING, second)


def test_the_last_approval_ends_the_climb():
    assert decided(Position(PENDING, 3), Decision.APPROVE, CHAIN, "any") == Position(Status.APPROVED)


def test_a_refusal_ends_it_at_any_step():
    assert decided(Position(PENDING, 2), Decision.REFUSE, CHAIN, "any") == Position(Status.REFUSED)


def test_an_objection_is_upheld_or_dismissed():
    raised = objected(Position(PENDING, 3), 1)
    assert raised == Position(OBJECTED, 1)
    assert decided(raised, Decision.UPHOLD, CHAIN, "any") == Position(Status.REFUSED)
    assert decided(raised, Decision.DISMISS, CHAIN, "any") == Position(PENDING, 3)


@pytest.mark.parametrize(("step", "following"), [(1, Position(PENDING, 3)), (3, Position(Status.APPROVED))])
def test_a_refusal_is_reviewed_one_level_above_and_stays_or_passes_as_if_approved(step, following):
    asked = review_requested(Position(Status.REFUSED), step, CHAIN)
    assert asked == Position(Status.IN_REVIEW, 3 + step)
    assert CHAIN.step(3 + step) is REVIEWS[step - 1]
    assert CHAIN.reviewed(3 + step) == step
    assert decided(asked, Decision.SUSTAIN, CHAIN, "any") == Position(Status.REFUSED)
    assert decided(asked, Decision.OVERTURN, CHAIN, "any") == following


def test_what_an_office_decided_against_somebody_is_reviewed_when_it_was_approved():
    against = Chain("chain-3", (FIRST,), reviews=REVIEWS[:1], contested=Status.APPROVED)
    asked = review_requested(Position(Status.APPROVED), 1, against)
    assert asked == Position(Status.IN_REVIEW, 2)
    assert decided(asked, Decision.SUSTAIN, against, "any") == Position(Status.APPROVED)
    assert decided(asked, Decision.OVERTURN, against, "any") == Position(Status.REFUSED)
    assert withdrawn(asked, against) == Position(Status.APPROVED)
    with pytest.raises(TransitionNotAllowed):
        review_requested(Position(Status.REFUSED), 1, against)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.REFUSED])
def test_only_a_refusal_is_reviewed(status):
    with pytest.raises(TransitionNotAllowed):
        review_requested(Position(status, None), 1, CHAIN)


def test_a_chain_without_reviews_has_none():
    with pytest.raises(TransitionNotAllowed):
        review_requested(Position(Status.REFUSED), 1, Chain("chain-2", (FIRST,)))


@pytest.mark.parametrize("status", Status)
def test_only_what_lives_can_be_withdrawn(status):
    if status is Status.IN_REVIEW:
        assert withdrawn(Position(status, 4), CHAIN) == Position(Status.REFUSED)
    elif status in LIVE and status is not Status.OBJECTED:  # an objection is answered first
        assert withdrawn(Position(status, None), CHAIN) == Position(Status.WITHDRAWN)
    else:
        with pytest.raises(TransitionNotAllowed):
            withdrawn(Position(status, None), CHAIN)


ALLOWED = {
    PENDING: {Decision.APPROVE, Decision.RETURN, Decision.REFUSE},
    OBJECTED: {Decision.UPHOLD, Decision.DISMISS},
    Status.IN_REVIEW: {Decision.SUSTAIN, Decision.OVERTURN},
}


@pytest.mark.parametrize(("status", "decision"), list(itertools.product(Status, Decision)))
def test_no_other_decision_is_possible(status, decision):
    position = Position(status, 1 if status in UNDER_WAY else None)
    if decision in ALLOWED.get(status, ()):
        assert decided(position, decision, CHAIN, "any") != position
    else:
        with pytest.raises(TransitionNotAllowed):
            decided(position, decision, CHAIN, "any")


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.DRAFT, Status.RETURNED)])
def test_nothing_else_can_be_submitted(status):
    with pytest.raises(TransitionNotAllowed):
        submitted(Position(status, 1), CHAIN, "any")
