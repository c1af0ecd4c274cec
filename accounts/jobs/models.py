import json
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.fields import EncryptedTextField


class JobQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own jobs, and nobody else's, wherever one sits."""
        return self.filter(owner=user)

    def unfinished(self) -> Self:
        return self.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING))

    def downloadable(self) -> Self:
        return self.exclude(result_file="").filter(expires_at__gt=Now())

    def claimable(self) -> Self:
        """Jobs no worker holds: those queued, and those whose worker stopped renewing its lease."""
        return self.filter(Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, leased_until__lt=Now()))

    def held_by(self, job: "Job") -> Self:
        """The row of ``job`` while the lease that ``job`` was claimed with is the one in force; else none."""
        return self.filter(pk=job.pk, state=Job.State.RUNNING, lease=job.lease)


class Job(models.Model):
    """Something that takes longer than a page may: who asked for it, how far it is, what came of it.

    ``task`` is the name of the Celery task that does it and ``arguments`` what that task reads (JSON, sealed: a list's
    filters name people), ``outcome`` what the page at ``result_url`` shows of it (the same). A worker holds it by a
    ``lease``; every write of that worker names the lease, so one that was thought dead and is not can write no more.
    All moments but ``created_at`` are of the database's clock, the one clock that all workers share.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "等待办理"
        RUNNING = "running", "正在办理"
        DONE = "done", "已完成"
        FAILED = "failed", "未办成"
        CANCELLED = "cancelled", "已取消"

    task = models.CharField("任务", max_length=100)
    title = models.CharField("名称", max_length=200)
    arguments = EncryptedTextField("内容")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="发起人", related_name="jobs")
    created_at = models.DateTimeField("发起时间")
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    woken_at = models.DateTimeField("最近交办", null=True)
    lease = models.UUIDField("占用凭证", null=True)
    leased_until = models.DateTimeField("占用至", null=True)
    attempts = models.PositiveSmallIntegerField("办理次数", default=0)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    done = models.PositiveIntegerField("已办", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    sentence = models.CharField("进度或结果", max_length=300, blank=True, default="")
    is_cancelling = models.BooleanField("要求取消", default=False)
    result_file = models.FileField("结果文件", blank=True, default="")
    result_name = models.CharField("文件名", max_length=200, blank=True, default="")
    result_details = models.JSONField("结果内容", default=dict)
    result_url = models.CharField("结果页面", max_length=200, blank=True, default="")
    outcome = EncryptedTextField("办理结果", blank=True, default="")
    expires_at = models.DateTimeField("结果保留至", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner"], name="job_unfinished_of_owner", condition=Q(state__in=("queued", "running"))
            ),
            models.Index(fields=["owner", "-created_at", "-id"], name="job_latest_of_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                name="job_is_leased_exactly_while_it_runs",
                condition=Q(state="running", lease__isnull=False, leased_until__isnull=False)
                | ~Q(state="running") & Q(lease=None, leased_until=None),
            ),
            models.CheckConstraint(
                name="job_is_finished_exactly_when_it_ended",
                condition=Q(state__in=("queued", "running"), finished_at=None)
                | Q(state__in=("done", "failed", "cancelled"), finished_at__isnull=False),
            ),
            models.CheckConstraint(name="job_does_no_more_than_all", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="job_keeps_a_file_only_when_done_and_for_a_time",
                condition=Q(result_file="") | Q(state="done", expires_at__isnull=False),
            ),
            models.CheckConstraint(name="job_says_why_it_failed", condition=~Q(state="failed") | ~Q(sentence="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> dict[str, Any]:
        """The arguments as the task reads them."""
        return json.loads(self.arguments)

    @property
    def came_of_it(self) -> Any:
        """The outcome as the task told it; None where it told none."""
        return json.loads(self.outcome) if self.outcome else None

    @property
    def trace(self) -> str:
        """What the audit's entries of its acts bear for a request."""
        return f"job-{self.pk}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def can_restart(self) -> bool:
        return self.state in (self.State.FAILED, self.State.CANCELLED)
