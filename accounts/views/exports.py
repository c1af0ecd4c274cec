"""导出: what a list is taken away for, and who lets a long list of people leave."""

from abc import ABC, abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, View

from accounts.actions.limits import Limited
from accounts.filters import ExportRequestFilter
from accounts.jobs import actions as jobs
from accounts.limits import refusal
from accounts.lists import actions, tables
from accounts.lists.forms import PurposeForm
from accounts.lists.views import ScopedListView, as_seen_by
from accounts.models import ExportRequest, ExportRequestQuerySet, User
from accounts.permissions import Act, ActRequired
from ui.forms import Dialogue, ReasonForm

REASONS = ("用途不明确。", "范围超出用途所需，请缩小筛选条件。", "请在系统内查看，不需要导出。")


class StartExport(View):
    """Hands out the workbook of a list, leaves it to a worker, or asks a second person to approve it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user, address = cast(User, request.user), request.POST.get("address", "")
        if (refused := refusal(request, Limited.EXPORT, at=timezone.now())) is not None:
            return refused
        try:
            view = as_seen_by(user, address, session=request.session)
        except jobs.JobRefused as gone:
            raise BadRequest(str(gone)) from gone
        form = PurposeForm(request.POST)
        if view.names_people and not form.is_valid():
            return view.asking(request, form, address)
        view.purpose = form.cleaned_data["purpose"] if view.names_people else ""
        count = view.export_count()
        if count > view.export_limit:
            raise BadRequest(f"超过 {view.export_limit:,} 行，请先用筛选条件缩小范围。")
        if view.needs_approval(count):
            return self.asked_for(view, count)
        return self.left_to_a_worker(view) if count > view.export_at_once else view.taken_away()

    def asked_for(self, view: ScopedListView, count: int) -> HttpResponse:
        filters = view.export_details(count)["filters"]
        wanted = actions.Wanted(view.export_title(), view.full_address, filters, count, view.purpose)
        asked = actions.request_export(wanted=wanted, actor=view.reader, at=timezone.now())
        messages.success(self.request, "已提出导出申请。批准后在后台生成，完成后由您下载。")
        return HttpResponseRedirect(tables.request_url(asked))

    def left_to_a_worker(self, view: ScopedListView) -> HttpResponse:
        job = jobs.start(
            task=actions.EXPORT_TASK,
            title=f"导出 {view.export_title()}",
            arguments={"address": view.full_address, "purpose": view.purpose},
            owner=view.reader,
            at=timezone.now(),
        )
        return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))


class ExportRequests(ScopedListView):
    """One's own requests, and those one may approve. Open to every role: whoever exports may have to ask."""

    queryset = ExportRequest.objects.select_related("requested_by__area")
    columns = tables.EXPORT_REQUESTS
    filterset_class = ExportRequestFilter
    default_sort = "-at"
    title, unit = "导出申请", "项申请"
    can_export = False
    empty_text = "没有导出申请。导出的人员名单较长时，须先说明用途，由他人批准。"


class ExportRequestPage(DetailView):
    """One request: what list, how much of it, what for; no name in it."""

    template_name = "accounts/export_request.html"
    context_object_name = "asked"

    def get_queryset(self) -> ExportRequestQuerySet:
        rows = ExportRequest.objects.visible_to(self.request.user)
        return rows.select_related("requested_by__area", "decided_by", "job")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, user = cast(ExportRequest, self.object), cast(User, self.request.user)
        return super().get_context_data(
            mark=tables.mark(asked),
            dialogues=_dialogues(asked, user),
            is_own=asked.requested_by_id == user.pk,
            **kwargs,
        )


def _dialogues(asked: ExportRequest, user: User) -> list[Dialogue]:
    """What ``user`` may do with the request."""
    if not asked.is_pending:
        return []
    if asked.requested_by_id == user.pk:
        address = reverse("accounts:withdraw_export", args=[asked.pk])
        return [Dialogue("withdraw", "撤回申请", address, "申请撤回后不再等待批准。", icon="arrow-back-up")]
    if not ExportRequest.objects.waiting_for(user).filter(pk=asked.pk).exists():
        return []
    approve, refuse = (reverse(f"accounts:{act}_export", args=[asked.pk]) for act in ("approve", "refuse"))
    follows = f"名单由系统生成，只有{asked.requested_by}可以下载，文件保留一天。表格首行写明导出人、用途和批准人。"
    form = ReasonForm(canned=REASONS, prefix="refuse")
    return [
        Dialogue("approve", "批准导出", approve, follows, icon="check"),
        Dialogue("refuse", "不批准", refuse, "申请人会看到理由。", form=form, is_dangerous=True, icon="ban"),
    ]


class ActOnRequest(View, ABC):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        asked = get_object_or_404(ExportRequest.objects.visible_to(user), pk=pk)
        try:
            messages.success(request, self.act_on(asked, user))
        except actions.ExportRefused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(tables.request_url(asked))

    @abstractmethod
    def act_on(self, asked: ExportRequest, user: User) -> str:
        """Call the one action; returns what was done, in words. Raises ExportRefused."""


class ApproveExport(ActRequired, ActOnRequest):
    act = Act.APPROVE_EXPORTS

    def act_on(self, asked: ExportRequest, user: User) -> str:
        actions.approve_export(asked=asked, actor=user, at=timezone.now())
        return "已批准，名单正在生成。"


class RefuseExport(ActRequired, ActOnRequest):
    act = Act.APPROVE_EXPORTS

    def act_on(self, asked: ExportRequest, user: User) -> str:
        reason = self.request.POST.get("refuse-reason", "")[:500]
        actions.refuse_export(asked=asked, reason=reason, actor=user, at=timezone.now())
        return "已办结：不批准。"


class WithdrawExport(ActOnRequest):
    def act_on(self, asked: ExportRequest, user: User) -> str:
        actions.withdraw_export(asked=asked, actor=user, at=timezone.now())
        return "申请已撤回。"
