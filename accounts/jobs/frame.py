"""The frame around a job's work: claimed first, held meanwhile, its end written down.

The task of a job takes ``job``, the key of its row, and gives ``run`` the function that does the work.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from accounts.models import Job
from accounts.origin import Origin, coming_from

from . import actions as jobs

logger = logging.getLogger(__name__)

Report = Callable[[int, int, str], None]
"""Told done, total and a sentence. Raises LeaseLost or JobCancelled, which the work lets through."""

RENEWALS = 3  # in the time of one lease


def run(job: int, work: Callable[[Job, Report], jobs.Result]) -> None:
    """Do a job if it is there to be done. ``work`` may be begun again by another worker after any of its steps, so it
    leaves things as they would be had it run once; it reports outside transactions.
    """
    claimed = jobs.claim(pk=job)
    if claimed is None:
        return
    with coming_from(Origin(request=claimed.trace)), _Hold(claimed):
        _do(claimed, work)


def _do(job: Job, work: Callable[[Job, Report], jobs.Result]) -> None:
    def report(done: int, total: int, sentence: str) -> None:
        jobs.report(job=job, done=done, total=total, sentence=sentence)

    try:
        jobs.finish(job=job, result=work(job, report))
    except jobs.LeaseLost:
        logger.warning("job.lost", extra={"job": job.pk})
    except jobs.JobCancelled:
        jobs.end_without_result(job=job, state=Job.State.CANCELLED, sentence="已按要求停止，已办的部分保留。")
    except jobs.JobRefused as refused:
        jobs.end_without_result(job=job, state=Job.State.FAILED, sentence=str(refused))
    except Exception:
        logger.exception("job.failed", extra={"job": job.pk})
        words = f"办理中出现意外错误，已记入日志（任务编号 {job.pk}）。可重新办理；仍不成功的，请告知系统管理员。"
        jobs.end_without_result(job=job, state=Job.State.FAILED, sentence=words)


class _Hold:
    """Renews the lease of a job from a thread of its own, however long the work is silent."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._renew, name=f"job-{job.pk}", daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def _renew(self) -> None:
        try:
            while not self.is_over.wait(settings.JOB_LEASE_SECONDS / RENEWALS):
                if not jobs.renew(job=self.job):
                    return
        finally:
            connection.close()
