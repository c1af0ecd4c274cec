"""What a token and a kept answer can never be."""

import datetime as dt

import pytest

from accounts.models import GivenAnswer, Token
from tests.casework import MONDAY

from . import breaks, refused


def token(owner, **values):
    values = {
        "purpose": "系统",
        "scopes": ["cases.read"],
        "digest": b"1",
        "hint": "abcd",
        "role": owner.role,
        "issued_at": MONDAY,
        "expires_at": MONDAY + dt.timedelta(days=1),
    } | values
    return Token.objects.create(owner=owner, **values)


def answer(of, **values):
    return GivenAnswer.objects.create(
        **({"token": of, "key": "k", "asked": b"", "status": 201, "content": "{}", "given_at": MONDAY} | values)
    )


@breaks("token_expires_after_it_is_issued")
def test_a_token_lasts_a_while(city, constraint):
    with refused(constraint):
        token(city.worker, expires_at=MONDAY)


@breaks("token_is_good_for_something")
def test_a_token_is_good_for_something(city, constraint):
    with refused(constraint):
        token(city.worker, scopes=[])


@breaks("token_names_its_purpose")
def test_a_token_names_its_purpose(city, constraint):
    with refused(constraint):
        token(city.worker, purpose="")


@breaks("token_is_revoked_by_somebody_at_a_time")
@pytest.mark.parametrize("half", ["revoked_at", "revoked_by"])
def test_a_token_is_revoked_by_somebody_at_a_time(city, constraint, half):
    with refused(constraint):
        token(city.worker, **{half: MONDAY if half == "revoked_at" else city.worker})


@breaks("answer_is_given_once_for_a_key")
def test_a_key_has_one_answer(city, constraint):
    of = token(city.worker)
    answer(of)
    with refused(constraint):
        answer(of)


@breaks("answer_is_kept_only_of_what_was_done")
def test_a_refusal_is_not_kept(city, constraint):
    with refused(constraint):
        answer(token(city.worker), status=409)
