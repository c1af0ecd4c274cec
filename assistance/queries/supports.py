"""What supports an employment that lasts: support granted by authorities, and policy enjoyed on a certificate."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from assistance.models import Service
from households.models import Endorsement
from households.queries.humans import of_humans, whose


@dataclass(frozen=True)
class Support:
    """Something granted; ``last_day`` is None where it has no end."""

    what: str
    last_day: dt.date | None


def supports_of(people: Collection[int], on: dt.date) -> Mapping[int, list[Support]]:
    """What each of the people is granted on the day ``on``, what ends first before the others; also what was granted
    under a registration merged into theirs. Two statements."""
    found: dict[int, list[Support]] = {person: [] for person in people}
    for service in of_humans(Service.objects.given().filter(period__contains=on), people):
        found[whose(service, people)].append(Support(service.get_kind_display(), service.last_day))
    enjoyed = _enjoyed(on).filter(certificate__person__in=people).select_related("certificate")
    for row in enjoyed:
        found[row.certificate.person_id].append(Support(row.title, row.last_day))
    for granted in found.values():
        granted.sort(key=lambda one: (one.last_day or dt.date.max, one.what))
    return found


def is_ending(first: dt.date, last: dt.date) -> Q:
    """As a condition on rows with a ``person``: whether some support that person has ends on one of these days."""
    day_after = (first + dt.timedelta(days=1), last + dt.timedelta(days=1))
    services = Service.objects.given().filter(period__contains=first, period__endswith__range=day_after)
    enjoyed = _enjoyed(first).filter(last_day__range=(first, last))
    return (
        Q(Exists(services.filter(person=OuterRef("person"))))
        | Q(Exists(services.filter(person__merged_into=OuterRef("person"))))
        | Q(Exists(enjoyed.filter(certificate__person=OuterRef("person"))))
    )


def _enjoyed(on: dt.date) -> Any:
    """Policy enjoyed for a time that the day ``on`` lies in; what was cancelled was not enjoyed."""
    standing = Endorsement.objects.filter(cancels=None, cancelled_by=None)
    return standing.filter(first_day__lte=on, last_day__gte=on).order_by("pk")
