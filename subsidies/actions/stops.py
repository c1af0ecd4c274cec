"""停发和恢复: by the month's check as the rules say, and by officers with a reason."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused, refused_if_taken
from households.models import Person, RefreshRun
from households.queries.humans import of_humans
from subsidies.enums import Scheme, StopOrigin, StopReason
from subsidies.models import ClaimLine, Stop
from subsidies.queries.recipience import Looked, PolicyByDistrict, subsidised
from subsidies.rules.months import month_of
from subsidies.rules.rechecks import ARTICLE, Loss, loss_of, payable_since

GONE = "每月复核：停发原因已消除"


class StopRefused(FieldRefused):
    """The subsidy cannot be stopped or given again so."""


@dataclass(frozen=True)
class NewStop:
    """What an officer says of a stop."""

    scheme: Scheme
    month: dt.date
    reason: StopReason
    note: str


@dataclass
class Recheck:
    """每月复核 (S1-27) of those subsidised in the households of one part of a refresh, within its transaction.

    Only what differs is written, so a second run changes nothing. One is good for one run.
    """

    policies: dict[dt.date, PolicyByDistrict] = field(default_factory=dict)

    def __call__(self, run: RefreshRun, homes: list[int]) -> None:
        """Raises ParameterNotInForce, where somebody is subsidised."""
        on = run.on
        policy = self.policies.setdefault(on, PolicyByDistrict(on))
        lost: list[tuple[Looked, Loss]] = []
        regained: list[tuple[Stop, dt.date]] = []
        for one in subsidised(homes, policy):
            terms = policy.terms(one.area)
            if one.stop is None:
                loss = loss_of(one.recipience, terms, on=on)
                if loss is not None:
                    lost.append((one, loss))
            elif one.stop.origin == StopOrigin.REFRESH:
                month = payable_since(one.recipience, one.stop.month, terms, on=on)
                if month is not None:
                    regained.append((one.stop, month))
        _stop_all(lost, run)
        _resume_all(regained, run)


def _stop_all(lost: list[tuple[Looked, Loss]], run: RefreshRun) -> None:
    if not lost:
        return
    people = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[one.person for one, _ in lost])
    list(people.order_by("pk").values_list("pk"))  # an officer who stops one of them now waits, or we did
    stopped = set(
        Stop.objects.lasting().filter(person__in=[one.person for one, _ in lost]).values_list("person", "scheme")
    )
    made = Stop.objects.bulk_create(
        Stop(
            person_id=one.person,
            scheme=one.scheme,
            month=loss.month,
            reason=loss.reason,
            article=loss.article,
            origin=StopOrigin.REFRESH,
            stopped_at=run.started_at,
            stopped_by=run.started_by,
        )
        for one, loss in lost
        if (one.person, one.scheme) not in stopped
    )
    told = [(stop, {"scheme": stop.scheme, "month": f"{stop.month:%Y-%m}", "reason": stop.reason}) for stop in made]
    audit.record_each(event="subsidy.stopped", subjects=told, actor=run.started_by, at=run.started_at)


def _resume_all(regained: list[tuple[Stop, dt.date]], run: RefreshRun) -> None:
    told = []
    for stop, month in regained:
        kept = Stop.objects.lasting().select_for_update(of=("self",)).filter(pk=stop.pk).first()
        if kept is not None:
            _resume(kept, month, GONE, run.started_by, run.started_at)
            told.append((kept, {"scheme": kept.scheme, "month": f"{month:%Y-%m}"}))
    if told:
        audit.record_each(event="subsidy.resumed", subjects=told, actor=run.started_by, at=run.started_at)


def _resume(stop: Stop, month: dt.date, because: str, actor: User, at: dt.datetime) -> None:
    stop.resumed_month, stop.resumed_because = month, because
    stop.resumed_by, stop.resumed_at = actor, at
    stop.save(update_fields=["resumed_month", "resumed_because", "resumed_by", "resumed_at"])


@transaction.atomic
def stop(*, person: Person, told: NewStop, actor: User, at: dt.datetime) -> Stop:
    """Stop a subsidy of somebody in the officer's area from a month on; what was granted from then on is over-paid.

    Raises StopRefused.
    """
    rows = Person.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    own = rows.filter(pk=person.pk).first()
    if own is None:
        raise StopRefused("该人员不在您的辖区。")
    granted = of_humans(ClaimLine.objects.live().filter(claim__scheme=told.scheme, claim__status="approved"), [own.pk])
    if not granted.exists():
        raise StopRefused(f"{own.name}没有享受过{told.scheme.label}，不能停发。", field="scheme")
    with refused_if_taken(
        StopRefused(f"{own.name}的{told.scheme.label}已经停发；要改起始月份的，先恢复再停发。", field="scheme")
    ):
        made = Stop.objects.create(
            person=own,
            scheme=told.scheme,
            month=month_of(told.month),
            reason=told.reason,
            article=ARTICLE,
            note=told.note,
            origin=StopOrigin.OFFICER,
            stopped_at=at,
            stopped_by=actor,
        )
    details = {"scheme": told.scheme.value, "month": f"{made.month:%Y-%m}", "reason": told.reason.value}
    audit.record(event="subsidy.stopped", subject=made, actor=actor, at=at, **details)
    return made


@transaction.atomic
def resume(*, stop: Stop, month: dt.date, because: str, actor: User, at: dt.datetime) -> Stop:
    """Give a subsidy again from ``month`` on, for a reason. Where the rules still say no, the next check stops it anew.

    Raises StopRefused.
    """
    rows = Stop.objects.visible_to(actor).select_related("person").select_for_update(of=("self",))
    own = rows.filter(pk=stop.pk).first()
    if own is None:
        raise StopRefused("该停发记录不在您的辖区。")
    if own.resumed_at is not None:
        raise StopRefused("已经恢复，不必重复办理。")
    first = month_of(month)
    if first < own.month:
        raise StopRefused(
            f"恢复月份不能早于停发起始月份 {own.month:%Y-%m}；填 {own.month:%Y-%m} 即视为没有停发。", field="month"
        )
    _resume(own, first, because, actor, at)
    details = {"scheme": own.scheme, "month": f"{first:%Y-%m}"}
    audit.record(event="subsidy.resumed", subject=own, actor=actor, at=at, **details)
    return own
