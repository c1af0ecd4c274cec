"""“一三一”就业服务 (苏劳社就管〔2005〕19号 三6): one guidance, three referrals, one training within a term. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policy.deadlines import add_months


@dataclass(frozen=True, slots=True)
class OneThreeOne:
    """How far somebody's services are: of each kind how many are ``needed`` and ``done`` in time.

    ``completed_on`` is the day the last of them was given, None while any is missing.
    """

    due: dt.date
    needed: Mapping[str, int]
    done: Mapping[str, int]
    completed_on: dt.date | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of which too few were given."""
        return tuple(kind for kind, number in self.needed.items() if self.done[kind] < number)

    def is_late(self, on: dt.date) -> bool:
        return self.completed_on is None and on > self.due


def one_three_one(
    since: dt.date, given: Iterable[tuple[str, dt.date]], *, needed: Mapping[str, int], months: int
) -> OneThreeOne:
    """What of ``given`` (kind, day) counts for who is helped from ``since`` on: the ``months`` that follow."""
    due = add_months(since, months)
    given = list(given)
    days = {kind: sorted(day for one, day in given if one == kind and since <= day <= due) for kind in needed}
    done = {kind: len(days[kind]) for kind in needed}
    is_complete = all(done[kind] >= number for kind, number in needed.items())
    last = [days[kind][number - 1] for kind, number in needed.items() if number and done[kind] >= number]
    return OneThreeOne(due, needed, done, max(last, default=since) if is_complete else None)
