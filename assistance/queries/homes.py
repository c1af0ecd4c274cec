"""Where people lived."""

import datetime as dt
from collections.abc import Iterable

from households.models import Membership


def homes_on(people: Iterable[int], on: dt.date) -> dict[int, int]:
    """The household of each person on the day ``on``, or the last known: person's key → household's key."""
    rows = Membership.objects.filter(person__in=people).order_by("validity")
    homes: dict[int, int] = {}
    settled: set[int] = set()
    for row in rows:
        if row.person_id not in settled:
            homes[row.person_id] = row.household_id
        if on in row.validity:
            settled.add(row.person_id)
    return homes
