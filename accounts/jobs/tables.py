from collections.abc import Mapping

from django.urls import reverse

from accounts.models import Job
from ui.marks import Mark, Tone
from ui.tables import Column, badge, moment

TONES: Mapping[str, Tone] = {
    Job.State.QUEUED: "plain",
    Job.State.RUNNING: "info",
    Job.State.DONE: "ok",
    Job.State.FAILED: "bad",
    Job.State.CANCELLED: "plain",
}


def mark(job: Job) -> Mark:
    if job.is_cancelling and job.is_unfinished:
        return Mark("正在取消", "warn")
    return Mark(job.get_state_display(), TONES[job.state])


def progress_words(job: Job) -> str:
    """How far the job is, or what came of it."""
    if job.state == Job.State.RUNNING and job.total:
        return f"{job.done * 100 // job.total}%　{job.sentence}"
    return job.sentence


JOBS = (
    Column("title", "任务", lambda job: job.title, link=lambda job: reverse("accounts:job", args=[job.pk])),
    Column("state", "状态", mark, badge, order_by=("state",)),
    Column("progress", "进度或结果", progress_words),
    Column("created", "发起时间", lambda job: job.created_at, moment, order_by=("created_at",)),
    Column("finished", "结束时间", lambda job: job.finished_at, moment, order_by=("finished_at",), on_phone=False),
    Column("kept", "文件保留至", lambda job: job.expires_at if job.result_file else None, moment, on_phone=False),
)
