"""社区交接: one community gives a household, another accepts it. And a change of address, which moves nothing else."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import refused_if_taken
from households.models import (
    Certificate,
    Certification,
    DataRequest,
    Exit,
    Handover,
    HandoverStatus,
    Household,
    Residence,
    Revocation,
)
from households.models.findings import Origin

from .assessment import assess
from .memberships import MoveRefused, check_day, check_reason, live_at, own_household
from .responsibility_links import leave_community


@dataclass(frozen=True)
class Giving:
    """To which community a household is given, from which day, why; ``address`` where it lives then, empty if it stays
    where it lives."""

    to_area: Area
    on: dt.date
    reason: str
    address: str = ""


@dataclass(frozen=True)
class NewAddress:
    """Where a household lives from ``on``, and why; ``area`` is the community there, None outside the city."""

    address: str
    area: Area | None
    on: dt.date
    reason: str


@transaction.atomic
def propose_handover(*, household: Household, giving: Giving, worker: User, at: dt.datetime) -> Handover:
    """Offer a household of the worker's community to another one, which has to accept it.

    Until then the giving community answers for it. Raises MoveRefused for a day before today, for a community that is
    none or its own, for a household that has left the city, or where a hand-over is under way.
    """
    home = own_household(household, worker)
    _check(home, giving, timezone.localdate(at))
    if not home.responsibilities.filter(validity__upper_inf=True).exists():
        raise MoveRefused("该户已离开本市，不能移交。")
    with refused_if_taken(MoveRefused("该户已有交接在办理。")):
        made = home.handovers.create(
            from_area=home.area,
            to_area=giving.to_area,
            on=giving.on,
            address=giving.address,
            reason=check_reason(giving.reason),
            proposed_by=worker,
            proposed_at=at,
        )
    audit.record(event="handover.proposed", subject=made, actor=worker, at=at, area=giving.to_area.code)
    return made


@transaction.atomic
def send_handover_again(*, handover: Handover, giving: Giving, worker: User, at: dt.datetime) -> Handover:
    """Offer the household once more, with what was changed, after it was returned or before it is answered.

    Raises MoveRefused as ``propose_handover`` does.
    """
    own = _locked(handover, worker)
    _check(own.household, giving, timezone.localdate(at))
    own.to_area, own.on, own.address = giving.to_area, giving.on, giving.address
    own.reason, own.status = check_reason(giving.reason), HandoverStatus.PROPOSED
    own.proposed_by, own.proposed_at = worker, at
    own.save(update_fields=["to_area", "on", "address", "reason", "status", "proposed_by", "proposed_at"])
    audit.record(event="handover.proposed", subject=own, actor=worker, at=at, area=giving.to_area.code)
    return own


@transaction.atomic
def withdraw_handover(*, handover: Handover, worker: User, at: dt.datetime) -> Handover:
    """Take back what is not accepted. Raises MoveRefused."""
    own = _locked(handover, worker)
    own.status = HandoverStatus.WITHDRAWN
    own.save(update_fields=["status"])
    audit.record(event="handover.withdrawn", subject=own, actor=worker, at=at)
    return own


@transaction.atomic
def return_handover(*, handover: Handover, reason: str, worker: User, at: dt.datetime) -> Handover:
    """Send the household back to the giving community with a reason: it goes on answering. Raises MoveRefused."""
    own = _to_answer(handover, worker)
    own.status, own.answer = HandoverStatus.RETURNED, check_reason(reason)
    own.answered_by, own.answered_at = worker, at
    own.save(update_fields=["status", "answer", "answered_by", "answered_at"])
    audit.record(event="handover.returned", subject=own, actor=worker, at=at)
    return own


@transaction.atomic
def accept_handover(*, handover: Handover, worker: User, at: dt.datetime) -> Handover:
    """Take the household over: from today the worker's community answers for it, so that a month counts it where it
    stands on its last day. Nothing before today changes, and no promise's clock.

    Everything applied for and times in status go with the household, decided or not. Raises MoveRefused before the
    day agreed on.
    """
    own, today = _to_answer(handover, worker), timezone.localdate(at)
    if today < own.on:
        raise MoveRefused(f"约定的交接日期是 {own.on}，当天起才能接收；此前仍由{own.from_area.name}负责。")
    if own.proposed_by_id == worker.pk:
        raise MoveRefused("移交由您本人提出，请由接收社区的其他人员接收。")
    home = Household.objects.select_for_update(of=("self",)).get(pk=own.household_id)
    _answer_for(home, own.to_area, today)
    if own.address:
        live_at(home, own.address, own.to_area, today, reason=own.reason)
    leave_community(home, on=today)
    for applications in (Certification, Exit, Certificate, Revocation):
        applications._default_manager.filter(household=home).update(area=own.to_area)
    people = home.memberships.filter(left_for=None).values("person")
    DataRequest.objects.open().filter(area=own.from_area, person__in=people).update(area=own.to_area)
    own.status, own.effective_on = HandoverStatus.ACCEPTED, today
    own.answer, own.answered_by, own.answered_at = "", worker, at
    own.save(update_fields=["status", "effective_on", "answer", "answered_by", "answered_at"])
    audit.record(event="handover.accepted", subject=own, actor=worker, at=at, household=home.pk, on=today.isoformat())
    assess(household=home, actor=worker, at=at, origin=Origin.ACT)
    return own


@transaction.atomic
def change_address(*, household: Household, moved: NewAddress, worker: User, at: dt.datetime) -> Residence:
    """The household lives elsewhere from a day on; who answers for it stays.

    Raises MoveRefused for a day after today, or before it came to where it lives now.
    """
    home = own_household(household, worker)
    check_day(moved.on, timezone.localdate(at))
    if not moved.address.strip():
        raise MoveRefused("请填写新住址。", field="address")
    last = home.residences.filter(validity__upper_inf=True).first()
    if last is not None and last.validity.lower is not None and moved.on < last.validity.lower:
        raise MoveRefused(f"该户自 {last.validity.lower} 起住在现址，日期不能更早。", field="on")
    live_at(home, moved.address.strip(), moved.area, moved.on, reason=check_reason(moved.reason))
    audit.record(event="household.moved", subject=home, actor=worker, at=at, on=moved.on.isoformat())
    return home.residences.get(validity__upper_inf=True)


def _check(home: Household, giving: Giving, today: dt.date) -> None:
    if giving.on < today:
        raise MoveRefused("交接日期不能早于今天：接收之前一直由本社区负责。", field="on")
    if giving.to_area.level != AreaLevel.COMMUNITY:
        raise MoveRefused("请选择接收的社区。", field="to_area")
    if giving.to_area.pk == home.area_id:
        raise MoveRefused("该户已由这个社区负责；只是住址变了的，请办理变更住址。", field="to_area")


def _locked(handover: Handover, worker: User) -> Handover:
    rows = Handover.objects.of_giver(worker).select_for_update(of=("self",)).select_related("household")
    own = rows.filter(pk=handover.pk).first()
    if own is None:
        raise MoveRefused("该交接已经办结，或不是由您的社区提出的。")
    return own


def _to_answer(handover: Handover, worker: User) -> Handover:
    rows = Handover.objects.to_answer(worker).select_for_update(of=("self",)).select_related("from_area", "to_area")
    own = rows.filter(pk=handover.pk).first()
    if own is None:
        raise MoveRefused("该交接当前不由您的社区答复：可能已经答复，或已由对方撤回。")
    return own


def _answer_for(home: Household, area: Area, since: dt.date) -> None:
    """``area`` answers for the household from ``since`` on."""
    former = home.responsibilities.filter(validity__upper_inf=True).first()
    if former is None:
        raise MoveRefused("该户已离开本市，不能接收。")
    if former.validity.lower is not None and former.validity.lower >= since:  # taken over the day it was registered
        former.area = area
        former.save(update_fields=["area"])
    else:
        former.validity = DateRange(former.validity.lower, since)
        former.save(update_fields=["validity"])
        home.responsibilities.create(area=area, validity=DateRange(since, None))
    home.area = area
    home.save(update_fields=["area"])
