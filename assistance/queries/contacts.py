"""When somebody was last heard of, whoever wrote it down and where (失去联系, 长期未联系)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F, Max
from django.db.models.functions import TruncDate

from assistance.models import Offer, Service, Visit
from households.models import Membership, MonthlyConfirmation

SURVEYED = "household__surveys__visited_on"


def last_contacts(registrations: Mapping[int, int], on: dt.date) -> Mapping[int, dt.date]:
    """The last day by ``on`` on which each human of ``registrations_of`` was met, if there was one. One statement.

    Met is who was surveyed at home, found at a visit or a call-back, took or refused a service, answered the offer of a
    post, or had a month confirmed.
    """
    first, *others = (
        rows.filter(**{f"{whose}__in": list(registrations)}).order_by().values_list(whose).annotate(last=Max(day))
        for rows, whose, day in _met(on)
    )
    found: dict[int, dt.date] = {}
    for registration, day in first.union(*others):
        human = registrations[registration]
        found[human] = max(day, found.get(human, day))
    return found


def _met(on: dt.date) -> Iterator[tuple[Any, str, str]]:
    """Rows that tell of a contact by ``on``, of whom, and on which day."""
    at_home = {"validity__contains": F(SURVEYED), f"{SURVEYED}__lte": on}
    confirmed = MonthlyConfirmation.objects.annotate(day=TruncDate("confirmed_at"))
    yield Membership.objects.filter(**at_home), "person", SURVEYED
    yield Visit.objects.met().filter(on__lte=on), "person", "on"
    yield Service.objects.taken_or_refused().filter(on__lte=on), "person", "on"
    yield Offer.objects.filter(answered_on__lte=on), "person", "answered_on"
    yield confirmed.filter(day__lte=on), "spell__person", "day"
