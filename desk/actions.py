"""What needs all apps at once: the monthly refresh, and a calendar whose due dates stand in every app."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.actions import areas as accounts_areas
from accounts.actions.areas import AreaRefused
from accounts.models import Area, User
from approvals.actions import settle_provisional
from households.actions.refresh import refresh as refresh_households
from households.models import Certification, Exit, RefreshRun
from policy.actions import CalendarDay
from policy.actions import announce_calendar as announce
from policy.models import CalendarYear, Document

from .queries import families_of


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
    for applications in (Certification, Exit):
        settle_provisional(applications, actor=actor, at=at)
    return announced


@transaction.atomic
def close_area(*, area: Area, successor: Area, valid_to: dt.date, actor: User, at: dt.datetime) -> int:
    """Close an area in which no family is left; its officers go on in ``successor``. Returns how many. Raises Refused.

    A family changes its community one at a time, by the act that hands it over: what is under way for it goes along.
    """
    left = families_of(area)
    if left:
        raise AreaRefused(f"还负责 {left} 户家庭，请先转到其他社区。")
    return accounts_areas.close_area(area=area, successor=successor, valid_to=valid_to, actor=actor, at=at)
