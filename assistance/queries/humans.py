"""Who is who: what is recorded of a human is recorded under whichever of the registrations merged into one."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from households.models import Person


def registered(people: Any) -> Any:
    """The registrations of these people (keys): theirs, and those merged into theirs."""
    return Person.objects.filter(Q(pk__in=people) | Q(merged_into__in=people))


def registrations_of(people: Collection[int]) -> dict[int, int]:
    """The key of every registration of these people, with that of the one of them it is of."""
    rows = registered(people).values_list("pk", "merged_into_id")
    return {key: key if key in people else into for key, into in rows}
