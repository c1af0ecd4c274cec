"""What needs all apps at once: the monthly refresh, and a calendar whose due dates stand in every app."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import Area, User
from approvals.actions import settle_provisional
from households.actions.refresh import refresh as refresh_households
from households.models import Certification, Exit, RefreshRun, Revocation
from policy.actions import CalendarDay
from policy.actions import announce_calendar as announce
from policy.models import CalendarYear, Document


def refresh(*, area: Area, on: dt.date, actor: User, at: dt.datetime) -> RefreshRun:
    """The monthly refresh (每月更新) of ``area`` as of the day ``on``: each app's own, in the order of the graph.

    Safe to run twice, and to run again after it was cut off. Raises ParameterNotInForce.
    """
    return refresh_households(area=area, on=on, actor=actor, at=at)


@transaction.atomic
def announce_calendar(
    *, year: int, days: Sequence[CalendarDay], document: Document, actor: User, at: dt.datetime
) -> CalendarYear:
    """Enter a year's working calendar; what was dated provisionally is dated anew. Raises CalendarRefused."""
    announced = announce(year=year, days=days, document=document, actor=actor, at=at)
    for applications in (Certification, Exit, Revocation):
        settle_provisional(applications, actor=actor, at=at)
    return announced
