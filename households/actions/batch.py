"""Many certifications or exits decided in one go: each its own decision, in its own transaction."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from approvals.actions import DecisionRefused
from approvals.workflow import Decision
from households.models import Certification, Exit
from policy.parameters import ParameterNotInForce

from . import certification, exits


@dataclass(frozen=True)
class Chosen:
    """What an officer chose for one row: the case, the decision, and why."""

    application: Certification | Exit
    decision: Decision
    comment: str


@dataclass(frozen=True)
class Outcome:
    """What became of a row; ``refusal`` is empty where it was decided."""

    chosen: Chosen
    refusal: str = ""


def decide_each(
    *, chosen: Sequence[Chosen], actor: User, at: dt.datetime, on_behalf_of: User | None = None
) -> list[Outcome]:
    """Decide every row for itself, in the given order: what one row is refused leaves the others as they are."""
    return [decide_one(one, actor=actor, at=at, on_behalf_of=on_behalf_of) for one in chosen]


def decide_one(one: Chosen, *, actor: User, at: dt.datetime, on_behalf_of: User | None = None) -> Outcome:
    """Decide one row; what it is refused is its outcome."""
    try:
        _decide(one, actor, at, on_behalf_of)
    except (DecisionRefused, ParameterNotInForce) as refused:
        return Outcome(one, str(refused))
    return Outcome(one)


def _decide(one: Chosen, actor: User, at: dt.datetime, on_behalf_of: User | None) -> None:
    if isinstance(one.application, Exit):
        exits.decide(
            application=one.application,
            actor=actor,
            decision=one.decision,
            comment=one.comment,
            at=at,
            on_behalf_of=on_behalf_of,
        )
        return
    certification.decide(
        certification=one.application,
        actor=actor,
        decision=one.decision,
        comment=one.comment,
        at=at,
        on_behalf_of=on_behalf_of,
    )
