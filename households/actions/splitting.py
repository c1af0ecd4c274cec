"""分户 and 并户: members who leave into a household of their own, and members who join another one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.models import User
from households.enums import ExitReason, Relation
from households.models import Household, Movement, MovementKind
from households.models.findings import Origin

from .assessment import assess
from .departures import draft_once, refuse_under_way
from .memberships import (
    MoveRefused,
    check_day,
    check_reason,
    live_at,
    name_head,
    own_household,
    present,
    record_movements,
    rehouse,
)


@dataclass(frozen=True)
class Move:
    """Who goes, by person, and as what in the household gone to; the day and the reason. ``head`` is who heads the
    household left, where its head goes and others stay."""

    relations: Mapping[int, Relation]
    on: dt.date
    reason: str
    head: int | None = None


@transaction.atomic
def split_household(*, household: Household, move: Move, address: str, worker: User, at: dt.datetime) -> Household:
    """Some members leave into a new household of the same community, from the day of the move on.

    The family's case, its promise and a certification of it under way stay with the old household; what is of a person
    alone goes with the person. Both households are assessed at once. Raises MoveRefused unless somebody goes, somebody
    stays, and one of those who go is the new household's head.
    """
    home, today = own_household(household, worker), timezone.localdate(at)
    reason = _check(home, move, today)
    if len(move.relations) == len(present(home)):
        raise MoveRefused("至少要有一名成员留在原户；全家迁移请办理变更住址或社区交接。", field="members")
    if list(move.relations.values()).count(Relation.HEAD) != 1:
        raise MoveRefused("分出的成员中须有且只有一人为新户的户主。", field="members")
    if not address.strip():
        raise MoveRefused("请填写新户的住址。", field="address")
    new = Household.objects.create(area=home.area, address=address.strip(), hukou=home.hukou)
    new.responsibilities.create(area=home.area, validity=DateRange(move.on, None))
    live_at(new, new.address, home.area, move.on)
    moved = rehouse(home, new, move.relations, move.on, today=today)
    name_head(home, move.head)
    movement = Movement(kind=MovementKind.SPLIT, household=home, other=new, on=move.on, reason=reason)
    record_movements(movement, moved, worker, at)
    audit.record(event="household.split", subject=home, actor=worker, at=at, household=new.pk, members=len(moved))
    _keep_the_promise(home, worker, at)
    assess(household=new, actor=worker, at=at, origin=Origin.ACT)
    return new


@transaction.atomic
def join_household(*, household: Household, into: Household, move: Move, worker: User, at: dt.datetime) -> Household:
    """Members of a household, or all of them, join another one of the same community from the day of the move on.

    The family's case and its promise stay with the household left; where nobody stays, the exit of its case is drafted
    for the worker's list. Raises MoveRefused, also where nobody would stay while the family's certification or
    hand-over is under way.
    """
    if household.pk == into.pk:
        raise MoveRefused("请选择另一户。", field="into")
    first, second = sorted((household, into), key=lambda one: one.pk)  # in one order, whoever joins whom
    locked, today = {one.pk: own_household(one, worker) for one in (first, second)}, timezone.localdate(at)
    home, target = locked[household.pk], locked[into.pk]
    if target.area_id != home.area_id:
        raise MoveRefused("两户须由同一社区负责，请先办理社区交接。", field="into")
    reason = _check(home, move, today)
    heads = [row for row in present(target).values() if row.relation == Relation.HEAD]
    if heads and Relation.HEAD in move.relations.values():
        raise MoveRefused(f"{target.number}已有户主{heads[0].person.name}，请另选与户主关系。", field="members")
    if len(move.relations) == len(present(home)):
        refuse_under_way(home, [], is_whole=True)
    moved = rehouse(home, target, move.relations, move.on, today=today)
    name_head(home, move.head)
    movement = Movement(kind=MovementKind.JOINED, household=home, other=target, on=move.on, reason=reason)
    record_movements(movement, moved, worker, at)
    audit.record(event="household.joined", subject=target, actor=worker, at=at, household=home.pk, members=len(moved))
    _keep_the_promise(home, worker, at)
    assess(household=target, actor=worker, at=at, origin=Origin.ACT)
    if not present(home):
        for case in home.zero_cases.filter(ended_on=None).select_related("household__area"):
            draft_once(case, ExitReason.OTHER, move.on, f"全户并入{target.number}：{reason}", worker=worker, at=at)
    return target


def _keep_the_promise(home: Household, worker: User, at: dt.datetime) -> None:
    """Assess the household left. Raises MoveRefused where somebody stays, but nobody whom the promise under way is for:
    those who were promised work would begin a new clock elsewhere."""
    verdict = assess(household=home, actor=worker, at=at, origin=Origin.ACT).family
    if not present(home) or verdict.countable:
        return
    if home.zero_cases.running(timezone.localdate(at)).exists():
        words = "本户正在零就业家庭安置期内，应计算成员不能全部迁出；全家搬迁的，请办理变更住址或社区交接。"
        raise MoveRefused(words, field="members")


def _check(home: Household, move: Move, today: dt.date) -> str:
    check_day(move.on, today)
    if not move.relations:
        raise MoveRefused("请至少选择一名成员。", field="members")
    if not set(move.relations) <= set(present(home)):
        raise MoveRefused("所选成员已不在本户，请刷新页面后重新选择。", field="members")
    return check_reason(move.reason)
