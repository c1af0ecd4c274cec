"""With whom an officer ever shared a household: whose cases the officer does not decide."""

import datetime as dt
from collections import defaultdict

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.fields import resident_id_digests

from .registry import Membership, Person

NOW = None  # of a day from which two people share a household no more: they still do


def lived_with(number: str) -> dict[dt.date | None, set[int]]:
    """The people whoever has the ID number ``number`` ever shared a household with, and that person, by the day from
    which they no longer did (``NOW`` where they still do). Every registration of each, also those merged.

    Five statements; one for whoever is not in the registry, none without a number.
    """
    own = _registrations(number)
    if not own:
        return {}
    stays = list(Membership.objects.filter(person__in=own).values_list("household", "validity"))
    others = Membership.objects.filter(household__in=[home for home, _ in stays])
    others = others.annotate(human=Coalesce("person__merged_into", "person"))
    until: dict[int, dt.date | None] = {}
    for person, human, home, days in others.values_list("person", "human", "household", "validity"):
        for ended in [_end(mine, days) for where, mine in stays if where == home and _meet(mine, days)]:
            for key in (person, human):
                until[key] = _later(until[key], ended) if key in until else ended
    until |= dict.fromkeys(own, NOW)
    found: dict[dt.date | None, set[int]] = defaultdict(set)
    for key, ended in until.items():
        found[ended].add(key)
    for duplicate, human in Person.objects.filter(merged_into__in=until).values_list("pk", "merged_into"):
        assert human is not None  # by the filter
        found[until[human]].add(duplicate)
    return dict(found)


def _registrations(number: str) -> set[int]:
    """Every registration of one human, by the present number or a former one of any."""
    if not number:
        return set()
    digests = resident_id_digests(number)
    former = Person.objects.filter(corrections__old_digest__in=digests).values_list("pk", "merged_into")
    known = Person.objects.filter(id_digest__in=digests).values_list("pk", "merged_into").union(former)
    human = {survivor or person for person, survivor in known}
    if not human:
        return set()
    return set(Person.objects.filter(Q(pk__in=human) | Q(merged_into__in=human)).values_list("pk", flat=True))


def _meet(one: DateRange, other: DateRange) -> bool:
    return not (_over(one.upper, other.lower) or _over(other.upper, one.lower))


def _over(upper: dt.date | None, lower: dt.date | None) -> bool:
    return upper is not None and lower is not None and upper <= lower


def _end(one: DateRange, other: DateRange) -> dt.date | None:
    return min(filter(None, (one.upper, other.upper)), default=NOW)


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return NOW if one is NOW or other is NOW else max(one, other)
