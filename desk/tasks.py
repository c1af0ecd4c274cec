import datetime as dt

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.actions import system_user
from accounts.enums import AreaLevel
from accounts.jobs import actions as jobs
from accounts.jobs.frame import Report, run
from accounts.models import Area, Job
from accounts.permissions import Act, may
from policy.parameters import ParameterNotInForce

from . import actions


@shared_task
def open_month(*, on: str | None = None, **_future: object) -> list[int]:
    """Refresh every city as of the day ``on`` (ISO date; today without it). Returns the keys of the runs."""
    at = timezone.now()
    day = dt.date.fromisoformat(on) if on else timezone.localdate(at)
    cities = Area.objects.existing(day).filter(level=AreaLevel.CITY).order_by("code")
    return [actions.refresh(area=city, on=day, actor=system_user(), at=at).pk for city in cities]


@shared_task
def refresh_area(*, job: int, **_future: object) -> None:
    """Refresh one area as of a day for the officer who asked: arguments ``area`` and ``on`` (ISO date)."""
    run(job, _refresh_area)


def _refresh_area(job: Job, report: Report) -> jobs.Result:
    area, on = Area.objects.get(pk=job.told["area"]), dt.date.fromisoformat(job.told["on"])
    may_still = job.owner.is_active and may(job.owner, Act.REFRESH)
    if not (may_still and Area.objects.visible_to(job.owner).filter(pk=area.pk).exists()):
        raise jobs.JobRefused("您的岗位已不能发起这个区划的每月更新。")
    try:
        done = actions.refresh(area=area, on=on, actor=job.owner, at=timezone.now(), report=report)
    except ParameterNotInForce as silent:
        raise jobs.JobRefused(str(silent)) from silent
    words = f"已评估 {done.households_done:,} 户。"
    return jobs.Result(words, url=f"{reverse('desk:refresh')}?run={done.pk}")
