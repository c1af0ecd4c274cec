"""Services as pages show them: of some people, of an area, and who may be ticked off at an event."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from accounts.models import Area, User
from assistance.models import Service, ServiceEvent
from households.models import HardToEmploySpell, Membership, Person, Registration
from households.queries.humans import of_humans

CANDIDATES = 500  # that one page lists to be ticked off


def of_people(people: Iterable[int]) -> Any:
    """Every service of these people, those given under a registration merged into theirs included, the latest first."""
    rows = of_humans(Service.objects.all(), list(people))
    return rows.select_related("person", "given_by", "struck_by", "event").order_by("-on", "-pk")


def services() -> Any:
    """Services as the list shows them."""
    return Service.objects.select_related("person", "household__area", "given_by", "event")


def events() -> Any:
    """Events as the list shows them, with ``came``: how many people."""
    came = Count("services", filter=Q(services__struck_at=None))
    return ServiceEvent.objects.select_related("area", "recorded_by").annotate(came=came)


def attendance(event: ServiceEvent, user: User) -> Any:
    """Who came, as far as the user may see them, by name."""
    rows = Service.objects.visible_to(user).standing().filter(event=event)
    return rows.select_related("person", "household__area").order_by("person__name", "pk")


def candidates(user: User, area: Area | None, on: dt.date, entered: Any = ()) -> list[Person]:
    """Whom an event of the day, or a course, is for: people in status or registered unemployed who live in ``area``,
    without those ``entered`` already; at most ``CANDIDATES``, by name. Each with ``living``, its memberships of the
    day."""
    if area is None:
        return []
    here = Membership.objects.filter(
        person=OuterRef("pk"), validity__contains=on, household__area__path__startswith=area.path
    )
    certified = HardToEmploySpell.objects.in_status(on).filter(person=OuterRef("pk"))
    unemployed = Registration.objects.unemployment().on(on).filter(person=OuterRef("pk"))
    people = Person.objects.visible_to(user).filter(Exists(certified) | Exists(unemployed), Exists(here), dead_on=None)
    people = people.exclude(pk__in=entered)
    living = Membership.objects.on(on).select_related("household__area")
    return list(people.prefetch_related(Prefetch("memberships", living, "living")).order_by("name", "pk")[:CANDIDATES])
