"""What needs all apps at once: the monthly refresh, and a calendar whose due dates stand in every app."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction

from accounts import audit
from accounts.models import Area, User
from approvals.actions import settle_provisional
from desk.queries import Asked
from households.actions.refresh import in_silence
from households.actions.refresh import refresh as refresh_households
from households.models import Certification, Exit, RefreshRun
from policy.actions import CalendarDay
from policy.actions import announce_calendar as announce
from policy.models import CalendarYear, Document
from ui.masks import masked_id


def refresh(
    *, area: Area, on: dt.date, actor: User, at: dt.datetime, report: Callable[[int, int, str], None] = in_silence
) -> RefreshRun:
    """The monthly refresh (每月更新) of ``area`` as of the day ``on``: each app's own, in the order of the graph.

    Safe to run twice, and to run again after it was cut off. ``report`` is told how far it is. Raises
    ParameterNotInForce.
    """
    return refresh_households(area=area, on=on, actor=actor, at=at, report=report)


def record_search(*, asked: Asked, found: int, actor: User, at: dt.datetime) -> None:
    """Note in the audit that somebody searched: for what kind of thing, how much was found, and not by which words.

    An ID number is noted as it is shown everywhere, masked; by the digest an auditor finds who searched for the same.
    """
    details = {"kind": asked.kind, "found": found, "digest": audit.query_digest(asked.wanted)}
    masked = {"masked": masked_id(asked.wanted)} if asked.is_id_number else {}
    audit.record(event="search.made", subject=actor, actor=actor, at=at, **details, **masked)


@transaction.atomic
def announce_calendar(
    *, year: int, days: Sequence[CalendarDay], document: Document, actor: User, at: dt.datetime
) -> CalendarYear:
    """Enter a year's working calendar; what was dated provisionally is dated anew. Raises CalendarRefused."""
    announced = announce(year=year, days=days, document=document, actor=actor, at=at)
    for applications in (Certification, Exit):
        settle_provisional(applications, actor=actor, at=at)
    return announced
