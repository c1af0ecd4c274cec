"""复核和申诉: the street looks into a counted refusal; where the person appeals, the district does once more."""

import datetime as dt

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from assistance.models import Offer, RefusalLook
from assistance.queries.looks import looks_waiting, may_appeal


class LookRefused(Exception):
    """The refusal cannot be looked into, or the appeal not be recorded; the message is for the officer."""


@transaction.atomic
def decide_look(*, look: RefusalLook, counts: bool, opinion: str, officer: User, at: dt.datetime) -> RefusalLook:
    """Find that the refusal counts, or that it was for good reason. Raises LookRefused for what does not wait for the
    officer: decided, of another office, asked for by the officer, or about the own family."""
    locked = looks_waiting(officer).select_for_update(of=("self",)).filter(pk=look.pk).first()
    if locked is None:
        raise LookRefused("该拒绝当前不由您复核：可能已复核，或由您本人登记，或涉及本人家庭。")
    if not opinion.strip():
        raise LookRefused("请写明复核意见。")
    locked.counts, locked.opinion = counts, opinion.strip()
    locked.decided_by, locked.decided_at = officer, at
    locked.save(update_fields=["counts", "opinion", "decided_by", "decided_at"])
    event = "refusal.found_counting" if counts else "refusal.set_aside"
    audit.record(event=event, subject=locked, actor=officer, at=at, offer=locked.offer_id)
    return locked


@transaction.atomic
def appeal(*, offer: Offer, request: str, worker: User, at: dt.datetime) -> RefusalLook:
    """Write down that the person appeals against what the street found; the district decides. Raises LookRefused."""
    own = Offer.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=offer.pk).first()
    if own is None or not may_appeal(own):
        raise LookRefused("街道复核为计入拒绝的，才可以申诉一次。")
    if not request.strip():
        raise LookRefused("请写明申诉理由。")
    with refused_if_taken(LookRefused("该拒绝已有申诉。")):
        made = RefusalLook.objects.create(
            offer=own,
            stage=RefusalLook.Stage.APPEAL,
            request=request.strip(),
            requested_by=worker,
            requested_at=at,
        )
    audit.record(event="refusal.appealed", subject=made, actor=worker, at=at, offer=own.pk)
    return made
