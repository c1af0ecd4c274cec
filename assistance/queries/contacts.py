"""When somebody was last heard of, whoever wrote it down and where (失去联系, 长期未联系)."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import TruncDate

from assistance.models import Offer, Service, Visit
from households.models import Membership, MonthlyConfirmation, Person

SURVEYED = "household__surveys__visited_on"


def last_contacts(people: Collection[int], on: dt.date) -> Mapping[int, dt.date]:
    """The last day by ``on`` on which each of the people was met, also under a registration merged into theirs. One
    statement.

    Met is who was surveyed at home, found at a visit or a call-back, took or refused a service, answered the offer of a
    post, or had a month confirmed.
    """
    registered = Person.objects.of_humans(people)
    first, *others = (
        rows.filter(**{f"{whose}__in": registered})
        .order_by()
        .values_list(whose, f"{whose}__merged_into")
        .annotate(last=Max(day))
        for rows, whose, day in _met(on)
    )
    found: dict[int, dt.date] = {}
    for person, merged_into, day in first.union(*others):
        human = person if person in people else merged_into
        found[human] = max(day, found.get(human, day))
    return found


def is_met(first: dt.date, last: dt.date) -> Q:
    """As a condition on rows with a ``person``: whether that human was met on one of these days."""
    found = Q()
    for rows, whose, _ in _met(last, first):
        for registered in (whose, f"{whose}__merged_into"):
            found |= Q(Exists(rows.filter(**{registered: OuterRef("person")})))
    return found


def _met(on: dt.date, first: dt.date = dt.date.min) -> Iterator[tuple[Any, str, str]]:
    """Rows that tell of a contact from ``first`` to ``on``, of whom, and on which day."""
    days: Any = (first, on)
    at_home = {"validity__contains": F(SURVEYED), f"{SURVEYED}__range": days}
    confirmed = MonthlyConfirmation.objects.annotate(day=TruncDate("confirmed_at"))
    yield confirmed.filter(day__range=days), "spell__person", "day"
    yield Membership.objects.filter(**at_home), "person", SURVEYED
    yield Visit.objects.met().filter(on__range=days), "person", "on"
    yield Service.objects.taken_or_refused().filter(on__range=days), "person", "on"
    yield Offer.objects.standing().filter(answered_on__range=days), "person", "answered_on"
