"""Refusals that wait to be looked into, and by whom."""

import datetime as dt

from accounts.enums import AreaLevel
from accounts.models import User
from accounts.permissions import Act, may
from assistance.models import Offer, RefusalLook
from households.models.kin import lived_with
from households.queries.cases import Rows

STAGES = {AreaLevel.STREET: RefusalLook.Stage.REVIEW, AreaLevel.DISTRICT: RefusalLook.Stage.APPEAL}


def looks_waiting(user: User) -> Rows:
    """What waits for the officer's own office: not what the officer asked for, nor of anybody of the own family."""
    stage = STAGES.get(AreaLevel(user.area.level)) if user.area is not None else None
    if stage is None or not may(user, Act.DECIDE):
        return RefusalLook.objects.none()
    rows = RefusalLook.objects.visible_to(user).open().filter(stage=stage).exclude(requested_by=user)
    relatives = {key for people in lived_with(user.id_number).values() for key in people}
    return rows.exclude(offer__person__in=relatives) if relatives else rows


def looks_to_decide(user: User, on: dt.date) -> Rows:
    """The worklist, the longest waiting first."""
    return looks_waiting(user).select_related("offer__person", "requested_by").order_by("requested_at", "pk")


def may_appeal(offer: Offer) -> bool:
    """Whether the street found the refusal to count and nobody has appealed yet. Needs its looks."""
    if offer.struck_at is not None:
        return False
    stages = {look.stage: look for look in offer.looks.all()}
    reviewed = stages.get(RefusalLook.Stage.REVIEW)
    return reviewed is not None and reviewed.counts is True and RefusalLook.Stage.APPEAL not in stages
