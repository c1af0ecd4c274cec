import datetime as dt

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.actions import system_user
from accounts.actions.areas import AreaRefused, Closing
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


@shared_task
def close_area(*, job: int, **_future: object) -> None:
    """Close an area with many families for the administrator who asked: arguments ``area``, ``successor``, ``valid_to``
    (ISO date), ``reason`` and ``document``."""
    run(job, _close_area)


def _close_area(job: Job, report: Report) -> jobs.Result:
    told = job.told
    area, successor = (Area.objects.get(pk=told[name]) for name in ("area", "successor"))
    page = reverse("accounts:area", args=[area.pk])
    if area.successor_id == successor.pk:  # done by a worker that died before it said so
        return jobs.Result(f"{area}已撤销，并入{successor}。", url=page)
    seen = Area.objects.visible_to(job.owner).filter(pk__in=(area.pk, successor.pk)).count()
    if not (job.owner.is_active and may(job.owner, Act.MANAGE_USERS) and seen == 2):
        raise jobs.JobRefused("您的岗位已不能撤销这个区划。")
    last_day = dt.date.fromisoformat(told["valid_to"])
    closing = Closing(area, successor, last_day, told["reason"], told["document"])
    try:
        gone = actions.close_area(closing=closing, actor=job.owner, at=timezone.now(), report=report)
    except AreaRefused as refused:
        raise jobs.JobRefused(str(refused)) from refused
    return jobs.Result(f"{area}已撤销，{gone:,} 户转到{successor}。", url=page)
