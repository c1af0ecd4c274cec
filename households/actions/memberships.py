"""Who belongs to a household from when to when, and where it lives: what every act of moving does with the periods."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Area, User
from accounts.refusing import FieldRefused
from households.enums import Relation
from households.models import (
    Certificate,
    Certification,
    Couple,
    Exit,
    HardToEmploySpell,
    Household,
    Membership,
    Movement,
    Person,
    Revocation,
)

from . import periods


class MoveRefused(FieldRefused):
    """The act on who belongs where cannot be done."""


def own_household(household: Household, worker: User) -> Household:
    """The household, locked, if it is the worker's. Raises MoveRefused."""
    rows = Household.objects.visible_to(worker).select_for_update(of=("self",)).select_related("area")
    own = rows.filter(pk=household.pk).first()
    if own is None:
        raise MoveRefused("该家庭不在您的社区。")
    return own


def check_day(on: dt.date, today: dt.date) -> None:
    if on > today:
        raise MoveRefused("日期不能晚于今天。", field="on")


def check_reason(reason: str) -> str:
    if not reason.strip():
        raise MoveRefused("请写明原因。", field="reason")
    return reason.strip()


def present(home: Household) -> dict[int, Membership]:
    """The present memberships of the household by person."""
    rows = home.memberships.filter(validity__upper_inf=True).select_related("person").order_by("pk")
    return {row.person_id: row for row in rows}


def join(home: Household, person: Person, relation: Relation, since: dt.date, *, today: dt.date) -> Membership:
    """A membership from ``since``, or from the end of the one before where that was later, written down ``today``.

    What is of the person alone comes along: times in status, certifications, exits and certificates, to be worked by
    the community that answers for the new household. The family's case and its promise stay with the household.
    """
    before = Membership.objects.filter(person=person, left_for=None).order_by("-validity").first()
    first = since
    if before is not None and before.validity.upper is not None:
        first = max(first, before.validity.upper)
    days = DateRange(first, None)
    membership = home.memberships.create(person=person, relation=relation, validity=days, recorded_on=today)
    if before is not None:
        before.left_for = membership
        before.save(update_fields=["left_for"])
        _carry(person, home)
    return membership


def _carry(person: Person, home: Household) -> None:
    HardToEmploySpell.objects.filter(person=person).update(household=home)
    Certification.objects.filter(person=person).update(household=home, area=home.area)
    Exit.objects.filter(spell__person=person).update(household=home, area=home.area)
    Certificate.objects.filter(person=person).update(household=home, area=home.area)
    Revocation.objects.filter(certification__person=person).update(household=home, area=home.area)


def leave(membership: Membership, on: dt.date) -> None:
    """End the membership with the day before ``on``. Raises MoveRefused unless it began before."""
    if membership.validity.lower is not None and membership.validity.lower >= on:
        name, since = membership.person.name, membership.validity.lower
        raise MoveRefused(f"{name}自 {since} 起登记在本户，日期应晚于这一天。", field="on")
    membership.validity = DateRange(membership.validity.lower, on)
    membership.save(update_fields=["validity"])


def part_couples(home: Household, people: Collection[int], on: dt.date) -> list[tuple[int, int]]:
    """End the couples of the household that any of ``people`` stands in; returns those of whom both do."""
    together = []
    for couple in home.couples.filter(validity__upper_inf=True).order_by("pk"):
        pair = (couple.first_id, couple.second_id)
        if couple.first_id in people or couple.second_id in people:
            periods.end(couple, on)
            if set(pair) <= set(people):
                together.append(pair)
    return together


def rehouse(
    source: Household, home: Household, relations: Mapping[int, Relation], on: dt.date, *, today: dt.date
) -> list[Person]:
    """Move the members named in ``relations`` from ``source`` to ``home`` as of ``on``; couples who move together stay
    couples. Raises MoveRefused."""
    members = present(source)
    together = part_couples(source, list(relations), on)
    moved = []
    for key, relation in relations.items():
        leave(members[key], on)
        join(home, members[key].person, relation, on, today=today)
        moved.append(members[key].person)
    for first, second in together:
        Couple.objects.create(household=home, first_id=first, second_id=second, validity=DateRange(on, None))
    return moved


def name_head(home: Household, head: int | None) -> None:
    """Make sure that a household with members has a head, naming ``head`` where it has none. Raises MoveRefused."""
    members = present(home)
    if not members or any(row.relation == Relation.HEAD for row in members.values()):
        return
    if head not in members:
        raise MoveRefused("原户主离开后，请从留在原户的成员中选择一人为户主。", field="head")
    row = members[head]
    row.relation = Relation.HEAD
    row.save(update_fields=["relation"])


def live_at(home: Household, address: str, area: Area | None, since: dt.date, reason: str = "") -> None:
    """The household lives at ``address`` from ``since`` on, but not from before it came to where it lives now."""
    values: dict[str, Any] = {"address": address, "area": area, "reason": reason}
    last = home.residences.filter(validity__upper_inf=True).first()
    if last is not None and last.validity.lower is not None and last.validity.lower >= since:
        for name, value in values.items():
            setattr(last, name, value)
        last.save(update_fields=list(values))
    else:
        if last is not None:
            periods.end(last, since)
        home.residences.create(validity=DateRange(since, None), **values)
    if home.address != address:
        home.address = address
        home.save(update_fields=["address"])


def record_movements(movement: Movement, people: Iterable[Person], worker: User, at: dt.datetime) -> None:
    """Write ``movement``, which names all but the person, once for each of ``people``."""
    said = {name: getattr(movement, name) for name in ("kind", "household", "other", "on", "reason")}
    Movement.objects.bulk_create(
        Movement(**said, person=person, recorded_by=worker, recorded_at=at) for person in people
    )
