"""The day's warnings, and vacancies that closed by themselves."""

import datetime as dt
import logging

from celery import shared_task
from django.utils import timezone

from accounts.actions import system_user
from accounts.enums import AreaLevel
from accounts.models import Area
from assistance.actions import alerts, vacancies
from assistance.models import Digest
from policy.parameters import ParameterNotInForce

logger = logging.getLogger(__name__)


@shared_task
def watch_areas(*, on: str | None = None, **_future: object) -> int:
    """Look through every community that was not yet on the day ``on`` (ISO date; today without it), each in a
    transaction of its own, then sum up the areas above. Returns how many digests were made.

    What a killed worker left is done by the next run; a second run of a day changes nothing.
    """
    day = dt.date.fromisoformat(on) if on else timezone.localdate()
    done = Digest.objects.filter(on=day).values("area")
    waiting = Area.objects.existing(day).filter(level__lte=AreaLevel.CITY).exclude(pk__in=done)
    made = 0
    for area in waiting.order_by("level", "path"):
        try:
            made += _digest(area, day)
        except ParameterNotInForce as silent:
            logger.error("alerts.refused", extra={"area": area.code, "reason": str(silent)})
    return made


def _digest(area: Area, day: dt.date) -> bool:
    actor, at = system_user(), timezone.now()
    if area.level == AreaLevel.COMMUNITY:
        return alerts.watch(community=area, on=day, actor=actor, at=at) is not None
    alerts.sum_up(area=area, on=day, actor=actor, at=at)
    return True


@shared_task
def close_vacancies(*, on: str | None = None, **_future: object) -> int:
    """Close vacancies that nobody asked after in time by the day ``on`` (ISO date; today without it), and those that
    found all their people. Returns how many; a second run of a day finds none."""
    at = timezone.now()
    day = dt.date.fromisoformat(on) if on else timezone.localdate(at)
    return vacancies.close_stale(on=day, actor=system_user(), at=at)
