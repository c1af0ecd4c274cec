"""越过优先人选: that somebody was chosen before others that come first is kept with the reason."""

import datetime as dt
from dataclasses import dataclass

from accounts import audit
from accounts.models import User
from assistance.models import Offer, PassingOver, Placement


@dataclass(frozen=True)
class Passed:
    """``people`` came before who was chosen, ``first`` of all; ``zero_families`` are of zero-employment families."""

    first: int
    people: int
    zero_families: int


def pass_over(chosen: Offer | Placement, passed: Passed, reason: str, worker: User, at: dt.datetime) -> PassingOver:
    """Keep it, within the act that chooses."""
    of = {"offer": chosen} if isinstance(chosen, Offer) else {"placement": chosen}
    made = PassingOver.objects.create(
        **of,
        first_id=passed.first,
        rank=passed.people + 1,
        zero_families=passed.zero_families,
        reason=reason,
        decided_by=worker,
        decided_at=at,
    )
    audit.record(event="priority.passed_over", subject=made, actor=worker, at=at, rank=made.rank, reason=reason)
    return made
