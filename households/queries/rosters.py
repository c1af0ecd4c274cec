"""What the pages of rosters read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from accounts.enums import AreaLevel
from accounts.models import Area, User
from households.enums import RosterOutcome, RosterState
from households.models import Membership, Person, Roster, RosterEntry


def rosters_of(user: User) -> QuerySet[Roster]:
    """The rosters given for the user's area and below, with how many households came to what."""
    counts = {
        f"{outcome.value}_count": Count("entries", filter=Q(entries__outcome=outcome)) for outcome in RosterOutcome
    }
    return Roster.objects.visible_to(user).select_related("area", "added_by", "job").annotate(**counts)


@dataclass(frozen=True)
class OutcomeCount:
    """How many households, and lines, of a roster came to an outcome."""

    outcome: RosterOutcome
    households: int
    lines: int


def outcomes_of(roster: Roster) -> list[OutcomeCount]:
    rows = roster.entries.values_list("outcome").annotate(Count("pk"), Sum("line_count"))
    found = {outcome: (households, lines) for outcome, households, lines in rows}
    return [OutcomeCount(outcome, *found[outcome]) for outcome in RosterOutcome if outcome in found]


def held_for(user: User) -> QuerySet[RosterEntry]:
    """What waits for somebody's decision in the user's area."""
    rows = RosterEntry.objects.visible_to(user).filter(outcome=RosterOutcome.HELD)
    return rows.select_related("area", "roster")


def named_communities(area: Area, on: dt.date) -> dict[str, tuple[int, ...]]:
    """The communities in an area on the day, by name, name without 社区, and code."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = Area.objects.below(area).existing(on).filter(level=AreaLevel.COMMUNITY)
    for pk, name, code in rows.values_list("pk", "name", "code"):
        for word in (name, name.removesuffix("社区"), code):
            found[word].add(pk)
    return {word: tuple(sorted(keys)) for word, keys in found.items()}


def same_before(roster: Roster) -> Roster | None:
    """The roster of the same area that was given before with the very same content and entered, the latest."""
    rows = Roster.objects.filter(area=roster.area_id, sha256=roster.sha256, state=RosterState.ENTERED)
    return rows.filter(pk__lt=roster.pk).select_related("added_by").order_by("-pk").first()


@dataclass(frozen=True)
class Registered:
    """Somebody registered already: with where the person lives or last lived, and whether the user may open that."""

    person: Person
    membership: Membership | None
    is_visible: bool


def people_named(keys: Collection[int], user: User) -> dict[int, Registered]:
    """These people by key."""
    latest = Membership.objects.filter(person__in=keys, left_for=None).select_related("household__area")
    homes = {membership.person_id: membership for membership in latest.order_by("validity")}
    visible = set(Person.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    people = Person.objects.filter(pk__in=keys)
    return {person.pk: Registered(person, homes.get(person.pk), person.pk in visible) for person in people}
