"""Who is who: what is recorded of a human is recorded under whichever of the registrations merged into one."""

from collections.abc import Collection
from typing import Any

from django.db.models import BigIntegerField, F
from django.db.models.functions import Coalesce

from households.models import Person


def human_of(person: str) -> Coalesce:
    """The person that the path ``person`` leads to, or whom it was merged into."""
    return Coalesce(f"{person}__merged_into", person, output_field=BigIntegerField())


def of_humans(rows: Any, people: Collection[int]) -> Any:
    """Those of ``rows`` that are of these people, also under a registration merged into theirs."""
    return rows.filter(person__in=Person.objects.of_humans(people)).annotate(merged_into=F("person__merged_into"))


def whose(row: Any, people: Collection[int]) -> int:
    """Which of the people a row of ``of_humans`` is of."""
    human: int = row.person_id if row.person_id in people else row.merged_into
    return human
