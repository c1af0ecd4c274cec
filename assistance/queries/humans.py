"""Who is who: what is recorded of a human is recorded under whichever of the registrations merged into one."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, Q

from households.models import Person


def of_humans(rows: Any, people: Collection[int]) -> Any:
    """Those of ``rows`` that are of these people, also under a registration merged into theirs."""
    registered = Person.objects.filter(Q(pk__in=people) | Q(merged_into__in=people))
    return rows.filter(person__in=registered).annotate(merged_into=F("person__merged_into"))


def human_of(row: Any, people: Collection[int]) -> int:
    """Which of the people a row of ``of_humans`` is of."""
    human: int = row.person_id if row.person_id in people else row.merged_into
    return human
