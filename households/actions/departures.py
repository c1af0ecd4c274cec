"""离开本市 and 返回本市: they end or reopen memberships as of the day, and draft the exits that follow for the worker,
who confirms and sends them."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import User
from approvals import actions as approvals
from households.enums import ExitReason, Relation
from households.models import (
    Certification,
    Exit,
    HardToEmploySpell,
    Household,
    Movement,
    MovementKind,
    Person,
    ZeroFamilyCase,
)
from households.models.findings import Origin
from households.queries.moves import absent_members

from .assessment import assess
from .exits import Proposal, draft_unless_under_way
from .memberships import (
    MoveRefused,
    check_day,
    check_reason,
    join,
    leave,
    live_at,
    name_head,
    own_household,
    part_couples,
    present,
    record_movements,
)

ONE_DAY = dt.timedelta(days=1)
BY_ACT = "登记的家庭变动"


@dataclass(frozen=True)
class Departure:
    """Who leaves the city (by person), from which day, why and on what evidence; ``head`` who heads the household
    where its head goes and others stay."""

    people: Collection[int]
    on: dt.date
    reason: str
    head: int | None = None


@dataclass(frozen=True)
class Comeback:
    """Who comes back to a household, from which day, why; ``address`` is needed where the whole household was away."""

    people: Collection[int]
    on: dt.date
    reason: str
    address: str = ""


@transaction.atomic
def leave_city(*, household: Household, departure: Departure, worker: User, at: dt.datetime) -> Household:
    """Members leave the city from ``departure.on`` on; where all do, the community answers for the household no more.

    Exits from status, and of the family's case where nobody stays, are drafted for the worker's list. Raises
    MoveRefused while a certification of somebody who leaves is under way, or a hand-over of a household that empties.
    """
    home = own_household(household, worker)
    members = present(home)
    check_day(departure.on, timezone.localdate(at))
    reason = check_reason(departure.reason)
    going = [key for key in members if key in set(departure.people)]
    if not going:
        raise MoveRefused("请至少选择一名成员。", field="members")
    refuse_under_way(home, going, is_whole=len(going) == len(members))
    part_couples(home, going, departure.on)
    for key in going:
        leave(members[key], departure.on)
    name_head(home, departure.head)
    movement = Movement(kind=MovementKind.LEFT, household=home, on=departure.on, reason=reason)
    record_movements(movement, [members[key].person for key in going], worker, at)
    audit.record(event="household.left", subject=home, actor=worker, at=at, members=len(going))
    leaving: list[HardToEmploySpell | ZeroFamilyCase] = [
        *HardToEmploySpell.objects.open().filter(person__in=going).select_related("household__area").order_by("pk")
    ]
    if len(going) == len(members):
        _close(home, departure.on)
        leaving += home.zero_cases.filter(ended_on=None).select_related("household__area")
    for ends in leaving:
        draft_once(ends, ExitReason.MOVED_OUT, departure.on, reason, worker=worker, at=at)
    assess(household=home, actor=worker, at=at, origin=Origin.ACT)
    return home


@transaction.atomic
def come_back(*, household: Household, comeback: Comeback, worker: User, at: dt.datetime) -> Household:
    """People who left the city from this household live in it again from ``comeback.on`` on; the community answers for
    it again. Exits for having moved out that are not decided yet are withdrawn; what was decided stays, and a new
    certification follows. Raises MoveRefused."""
    home, on = own_household(household, worker), comeback.on
    check_day(on, timezone.localdate(at))
    reason = check_reason(comeback.reason)
    away = {row.person_id: row for row in absent_members(home)}
    coming = [away[key] for key in away if key in set(comeback.people)]
    if not coming:
        raise MoveRefused("请至少选择一名返回的成员。", field="members")
    for row in coming:
        if on < row.validity.upper:
            raise MoveRefused(f"{row.person.name}于 {row.validity.upper} 离开，返回日期不能更早。", field="on")
    if not home.responsibilities.filter(validity__upper_inf=True).exists():
        if not comeback.address.strip():
            raise MoveRefused("请填写返回后的住址。", field="address")
        home.responsibilities.create(area=home.area, validity=DateRange(on, None))
        live_at(home, comeback.address.strip(), home.area, on, reason=reason)
    has_head = any(row.relation == Relation.HEAD for row in present(home).values())
    for row in coming:
        relation = Relation(row.relation)
        as_what = Relation.OTHER if has_head and relation == Relation.HEAD else relation
        join(home, row.person, as_what, on, today=timezone.localdate(at))
    name_head(home, coming[0].person_id)
    people = [row.person for row in coming]
    record_movements(Movement(kind=MovementKind.CAME_BACK, household=home, on=on, reason=reason), people, worker, at)
    audit.record(event="household.came_back", subject=home, actor=worker, at=at, members=len(people))
    _withdraw_moved_out(home, people, worker, at)
    assess(household=home, actor=worker, at=at, origin=Origin.ACT)
    return home


def draft_once(
    ends: HardToEmploySpell | ZeroFamilyCase,
    reason: ExitReason,
    on: dt.date,
    evidence: str,
    *,
    worker: User,
    at: dt.datetime,
) -> Exit | None:
    """Draft an exit for the worker's list, unless one is under way; never from before the certification."""
    proposal = Proposal(reason, max(on, ends.certified_on), evidence, BY_ACT)
    return draft_unless_under_way(ends, proposal, actor=worker, at=at)


def refuse_under_way(home: Household, people: Sequence[int], *, is_whole: bool) -> None:
    """Raise MoveRefused where a certification of one of ``people`` is under way; where all leave ``home``
    (``is_whole``), also where its own is, or its hand-over."""
    rows = Certification.objects.live().filter(person__in=people).select_related("person")
    if is_whole:
        rows = rows | Certification.objects.live().filter(household=home, person=None).select_related("person")
    certification = rows.first()
    if certification is not None:
        whose = certification.person.name if certification.person else "该户"
        raise MoveRefused(f"{whose}的认定 {certification.number} 正在办理，请先撤回，或等办结后再办。")
    handover = home.handovers.live().first() if is_whole else None
    if handover is not None:
        raise MoveRefused(f"该户的社区交接 {handover.number} 正在办理，请先撤回，或等接收后再办。")


def _close(home: Household, on: dt.date) -> None:
    """Nobody of the household is in the city: nobody answers for it, and it lives nowhere here."""
    for rows in (home.responsibilities, home.residences):
        for row in rows.filter(validity__upper_inf=True):
            if row.validity.lower is not None and row.validity.lower >= on:
                raise MoveRefused(f"该户自 {row.validity.lower} 起登记，日期应晚于这一天。", field="on")
            row.validity = DateRange(row.validity.lower, on)
            row.save(update_fields=["validity"])


def _withdraw_moved_out(home: Household, people: Iterable[Person], worker: User, at: dt.datetime) -> None:
    live = Exit.objects.live().filter(reason=ExitReason.MOVED_OUT, household=home)
    persons = [person.pk for person in people]
    for row in live.filter(spell__person__in=persons) | live.filter(family_case__isnull=False):
        approvals.withdraw(application=row, reason="已返回本市", actor=worker, at=at)
