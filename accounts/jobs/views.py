"""后台任务: one's own jobs, how far each is, and what may be done about it. Somebody else's is not found."""

from abc import ABC, abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, View

from accounts.lists.views import ScopedListView
from accounts.models import Job, User
from ui.views import Action

from . import actions, tables
from .models import JobQuerySet


class OwnJobs:
    """Something about one's own jobs. Whoever is signed in has some or none; no act is needed."""

    request: HttpRequest

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def get_queryset(self) -> JobQuerySet:
        return Job.objects.visible_to(self.user)

    def job(self, pk: int) -> Job:
        return get_object_or_404(self.get_queryset(), pk=pk)


class Jobs(ScopedListView):
    queryset = Job.objects.all()
    columns = tables.JOBS
    default_sort = "-created"
    title, unit = "后台任务", "项"
    can_export = False
    empty_text = "您还没有后台任务。导出较长的列表、手工发起每月更新时，会在这里显示进度和结果。"

    def get_primary_action(self) -> Action:
        return Action("导出申请", reverse("accounts:exports"), "file-spreadsheet")


class JobPage(OwnJobs, DetailView):
    """One job. The part that changes asks for itself every two seconds while there is something to wait for."""

    context_object_name = "job"

    def get_template_names(self) -> list[str]:
        is_part = getattr(self.request, "htmx", False)
        return ["accounts/job.html#progress" if is_part else "accounts/job.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = cast(Job, self.object)
        return super().get_context_data(mark=tables.mark(job), words=tables.progress_words(job), **kwargs)


class ActOnJob(OwnJobs, View, ABC):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseRedirect:
        job = self.job(pk)
        try:
            messages.success(request, self.act_on(job))
        except actions.JobRefused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("accounts:job", args=[pk]))

    @abstractmethod
    def act_on(self, job: Job) -> str:
        """Call the one action; returns what was done, in words. Raises JobRefused."""


class CancelJob(ActOnJob):
    def act_on(self, job: Job) -> str:
        actions.cancel(job=job, actor=self.user, at=timezone.now())
        return "已要求取消，正在办理的一步完成后停止。" if job.state == Job.State.RUNNING else "已取消。"


class RestartJob(ActOnJob):
    def act_on(self, job: Job) -> str:
        actions.restart(job=job, actor=self.user, at=timezone.now())
        return "已重新交办。"


class JobResult(OwnJobs, View):
    """The file a job made, until its time is over."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        job = get_object_or_404(self.get_queryset().downloadable(), pk=pk)
        try:
            file = actions.open_result(job=job, actor=self.user, at=timezone.now())
        except actions.JobRefused as gone:
            raise Http404(str(gone)) from gone
        return FileResponse(file, as_attachment=True, filename=job.result_name)
