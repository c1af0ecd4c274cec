"""Jobs: asked for, claimed, reported on, finished, cancelled, started again, and their results wiped."""

import datetime as dt
import json
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any, cast

from celery import current_app
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from accounts import audit
from accounts.crypto import ValueUnreadable
from accounts.jobs.models import JobQuerySet
from accounts.models import Job, User

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5  # a job that takes its worker down each time is given up
WORDS = 300  # that fit into a sentence of the table
FOLDER = "jobs"  # of the storage of files, where results lie


class JobRefused(Exception):
    """The job cannot be done; the message is for whoever asked for it."""


class JobCancelled(Exception):
    """Whoever asked for the job wants it no more."""


class LeaseLost(Exception):
    """Another worker holds the job now: whatever this one did since counts for nothing."""


@dataclass(frozen=True)
class Result:
    """What came of a job. ``file`` is what ``keep_result`` gave and is downloaded as ``name``; ``details`` are what the
    audit notes of the download: codes and numbers, no personal data. ``url`` is the page that shows it, and ``outcome``
    what it shows (as JSON holds it; kept sealed, so it may name people)."""

    sentence: str
    file: str = ""
    name: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    outcome: Any = None


def _lease() -> Any:
    """Until when a lease taken or renewed now holds, by the database's clock."""
    return Now() + dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)


@transaction.atomic
def start(*, task: str, title: str, arguments: Mapping[str, Any], owner: User, at: dt.datetime) -> Job:
    """Ask for the job that the Celery task ``task`` does, and wake a worker once this is committed."""
    job = Job(task=task, title=title, arguments=json.dumps(dict(arguments)), owner=owner, created_at=at)
    job.save(force_insert=True)
    audit.record(event="job.started", subject=job, actor=owner, at=at, task=task)
    transaction.on_commit(partial(wake, job))
    return job


def wake(job: Job) -> None:
    """Tell the workers of a job. The message is no more than a knock: the table says who does what, and a knock that
    gets lost is made up for by ``wake_the_unclaimed``."""
    Job.objects.filter(pk=job.pk).update(woken_at=Now())
    try:
        current_app.send_task(job.task, kwargs={"job": job.pk})
    except OperationalError:
        logger.warning("job.not_woken", extra={"job": job.pk})


def wake_the_unclaimed() -> list[int]:
    """Knock again for jobs that nobody holds: never heard of, or left behind by a worker that died."""
    lease = dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)
    lost = Job.objects.claimable().filter(Q(woken_at=None) | Q(woken_at__lt=Now() - lease)).order_by("pk")
    for job in lost:
        wake(job)
    return [job.pk for job in lost]


@transaction.atomic
def claim(*, pk: int) -> Job | None:
    """The job, held by whoever called; None where another holds it or there is nothing left to do.

    Of two workers that ask at once one gets the row, the other skips it.
    """
    job = Job.objects.claimable().select_for_update(skip_locked=True).filter(pk=pk).first()
    if job is None:
        return None
    if job.is_cancelling:
        _end(Job.objects.filter(pk=pk), Job.State.CANCELLED, "已取消。")
        return None
    if job.attempts >= MOST_ATTEMPTS:
        words = f"办理中断 {job.attempts} 次，不再自动重试。请联系系统管理员，排除后再重新办理。"
        _end(Job.objects.filter(pk=pk), Job.State.FAILED, words)
        return None
    Job.objects.filter(pk=pk).update(
        state=Job.State.RUNNING,
        lease=uuid.uuid4(),
        leased_until=_lease(),
        attempts=F("attempts") + 1,
        started_at=Now(),
        done=0,
        total=0,
        sentence="",
    )
    return Job.objects.select_related("owner__area").get(pk=pk)


def _end(rows: JobQuerySet, state: Job.State, sentence: str) -> None:
    rows.update(state=state, sentence=sentence[:WORDS], finished_at=Now(), lease=None, leased_until=None)


def renew(*, job: Job) -> bool:
    """Hold on to the job for another lease. False if it is another's by now, or ended."""
    return bool(Job.objects.held_by(job).update(leased_until=_lease()))


def report(*, job: Job, done: int, total: int, sentence: str) -> None:
    """Write down how far the job is. Call it outside any transaction, or nobody sees it.

    Raises LeaseLost, or JobCancelled if that was asked for.
    """
    written = Job.objects.held_by(job).update(
        done=min(done, total), total=total, sentence=sentence[:WORDS], leased_until=_lease()
    )
    if not written:
        raise LeaseLost
    if Job.objects.filter(pk=job.pk, is_cancelling=True).exists():
        raise JobCancelled


def finish(*, job: Job, result: Result) -> None:
    """The job is done; its result is kept for ``settings.JOB_RESULT_HOURS``. Raises LeaseLost."""
    kept_until = Now() + dt.timedelta(hours=settings.JOB_RESULT_HOURS)
    written = Job.objects.held_by(job).update(
        state=Job.State.DONE,
        sentence=result.sentence[:WORDS],
        done=F("total"),
        finished_at=Now(),
        lease=None,
        leased_until=None,
        result_file=result.file,
        result_name=result.name,
        result_details=dict(result.details),
        result_url=result.url,
        outcome="" if result.outcome is None else json.dumps(result.outcome),
        expires_at=kept_until if result.file else None,
    )
    if not written:
        raise LeaseLost


def end_without_result(*, job: Job, state: Job.State, sentence: str) -> None:
    """The job failed or was cancelled; ``sentence`` says why. Nothing happens where the lease is lost."""
    _end(Job.objects.held_by(job), state, sentence)


@transaction.atomic
def cancel(*, job: Job, actor: User, at: dt.datetime) -> Job:
    """Ask that the job be left: at once where nobody has begun, else when its worker next reports.

    Raises JobRefused where it has ended already.
    """
    own = Job.objects.visible_to(actor).unfinished().select_for_update().filter(pk=job.pk).first()
    if own is None:
        raise JobRefused("该任务已经结束，不能取消。")
    Job.objects.filter(pk=own.pk).update(is_cancelling=True)
    if own.state == Job.State.QUEUED:
        _end(Job.objects.filter(pk=own.pk), Job.State.CANCELLED, "已取消。")
    audit.record(event="job.cancelled", subject=own, actor=actor, at=at)
    return own


@transaction.atomic
def restart(*, job: Job, actor: User, at: dt.datetime) -> Job:
    """Queue a job again that failed or was cancelled. Raises JobRefused for any other."""
    own = Job.objects.visible_to(actor).select_for_update().filter(pk=job.pk).first()
    if own is None or not own.can_restart:
        raise JobRefused("只有未办成或已取消的任务可以重新办理。")
    Job.objects.filter(pk=own.pk).update(
        state=Job.State.QUEUED, sentence="", finished_at=None, attempts=0, done=0, total=0, is_cancelling=False
    )
    audit.record(event="job.restarted", subject=own, actor=actor, at=at)
    transaction.on_commit(partial(wake, own))
    return own


def keep_result(*, job: Job, content: IO[bytes]) -> str:
    """Seal the file a job made, under a name of its lease: no two workers write the same. Returns the name."""
    return default_storage.save(f"{FOLDER}/{job.pk}-{job.lease}", File(content))


def open_result(*, job: Job, actor: User, at: dt.datetime) -> File:
    """The file a job made, to read from the beginning; that it left is noted in the audit.

    Raises JobRefused where it is wiped, or sealed with a key that is gone.
    """
    try:
        file = default_storage.open(str(job.result_file))
        cast(Any, file.file).peek(1)  # what does not open shows at its first piece
    except (OSError, ValueUnreadable) as error:
        raise JobRefused("文件已清除，或已无法读取，请重新办理。") from error
    audit.record(event="list.exported", subject=job, actor=actor, at=at, **job.result_details)
    return file


def wipe_results(*, at: dt.datetime) -> int:
    """Delete the files whose time is over, and those no job knows of: a worker that died left them. Returns how many.

    A file younger than an hour at ``at`` may still be in the making.
    """
    over = Job.objects.exclude(result_file="").filter(expires_at__lt=Now())
    expired = set(over.values_list("result_file", flat=True))
    over.update(result_file="")
    kept = set(Job.objects.exclude(result_file="").values_list("result_file", flat=True))
    hour_ago = at - dt.timedelta(hours=1)
    doomed = [
        file
        for file in _lying_there()
        if file not in kept and (file in expired or default_storage.get_modified_time(file) < hour_ago)
    ]
    for file in doomed:
        default_storage.delete(file)
    return len(doomed)


def _lying_there() -> list[str]:
    """The names of all results there are, also of those under way."""
    try:
        _, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:  # there has been none so far
        return []
    return [f"{FOLDER}/{file}" for file in files]
