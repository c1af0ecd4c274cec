"""工作移交: all that a leaving worker answers for by name goes to a successor at once."""

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Func, QuerySet, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused
from assistance.models import WorkTransfer
from assistance.queries import transfers
from households.models import Household


class TransferRefused(FieldRefused):
    """The work cannot be handed over so."""


@transaction.atomic
def hand_over_work(*, leaving: User, successor: User, reason: str, actor: User, at: dt.datetime) -> WorkTransfer:
    """Let ``successor`` answer from today for all of ``transfers.DUTIES`` that ``leaving`` answers for: all of it or,
    raising TransferRefused, nothing. Who answered until yesterday stays known. As many statements, however much."""
    today = timezone.localdate(at)
    giver = transfers.loads(actor).select_for_update(of=("self",)).filter(pk=leaving.pk).first()
    if giver is None:
        raise TransferRefused("该人员不在您的辖区，或没有需要移交的责任。")
    if not reason.strip():
        raise TransferRefused("请写明移交原因。", field="reason")
    taker = transfers.successors(giver).select_for_update(of=("self",)).filter(pk=successor.pk).first()
    if taker is None:
        raise TransferRefused("接手人须是同一区划、同类岗位的在用账号。", field="successor")
    homes = list(transfers.links_of(giver).values_list("household", "kind"))
    _follow(transfers.links_of(giver), taker, today, copied=("household_id", "kind"))
    charges = _follow(transfers.charges_of(giver), taker, today, copied=("kind", "area_id", "patch_id", "courtyard_id"))
    made = WorkTransfer.objects.create(
        area=giver.area,
        leaving=giver,
        successor=taker,
        on=today,
        reason=reason.strip(),
        families=len(homes),
        measures=transfers.measures_of(giver).update(owner=taker),
        preparations=transfers.preparations_of(giver).update(owner=taker),
        charges=charges,
        made_by=actor,
        made_at=at,
    )
    _tell(made, homes, actor, at)
    return made


def _follow(rows: QuerySet[Any], taker: User, today: dt.date, *, copied: tuple[str, ...]) -> int:
    """Let periods of the taker's follow what runs among ``rows``; what began today only changes hands."""
    begun = rows.filter(validity__startswith__gte=today)
    changed = begun.update(officer=taker)
    following = [
        rows.model(officer=taker, validity=DateRange(today, None), **dict(zip(copied, values, strict=True)))
        for values in rows.values_list(*copied)
    ]
    ended = Func(Lower("validity"), Value(today), function="daterange", output_field=DateRangeField())
    rows.update(validity=ended)
    rows.model._default_manager.bulk_create(following)
    return changed + len(following)


def _tell(made: WorkTransfer, homes: list[tuple[int, int]], actor: User, at: dt.datetime) -> None:
    """The act, and of each family that its link changed hands."""
    counts = {name: getattr(made, name) for name in transfers.DUTIES}
    audit.record(
        event="work.handed_over",
        subject=made,
        actor=actor,
        at=at,
        before={"officer": made.leaving_id},
        after={"officer": made.successor_id},
        **counts,
        reason=made.reason,
    )
    names = {1: "worker", 2: "cadre"}
    audit.record_each(
        event="household.linked",
        subjects=[(Household(pk=home), {"links": [names[kind]]}) for home, kind in homes],
        actor=actor,
        at=at,
    )
