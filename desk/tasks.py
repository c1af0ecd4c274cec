import datetime as dt

from celery import shared_task
from django.utils import timezone

from accounts.actions import system_user
from accounts.enums import AreaLevel
from accounts.models import Area, User

from . import actions


@shared_task
def open_month(*, on: str | None = None, **_future: object) -> list[int]:
    """Refresh every city as of the day ``on`` (ISO date; today without it). Returns the keys of the runs."""
    at = timezone.now()
    day = dt.date.fromisoformat(on) if on else timezone.localdate(at)
    cities = Area.objects.existing(day).filter(level=AreaLevel.CITY).order_by("code")
    return [actions.refresh(area=city, on=day, actor=system_user(), at=at).pk for city in cities]


@shared_task
def refresh_area(*, area: int, on: str, actor: int, **_future: object) -> int:
    """Refresh one area as of the day ``on`` (ISO date) for the officer ``actor``. Returns the key of the run."""
    run = actions.refresh(
        area=Area.objects.get(pk=area),
        on=dt.date.fromisoformat(on),
        actor=User.objects.get(pk=actor),
        at=timezone.now(),
    )
    return run.pk
