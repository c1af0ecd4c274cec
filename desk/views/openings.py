"""期初导入: begun, given its files, reconciled with the old system's figures, accepted by a second person."""

import datetime as dt
from abc import ABC, abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from accounts.enums import AreaLevel
from accounts.jobs import actions as jobs
from accounts.lists.views import ScopedListView
from accounts.models import Area, Job, User
from accounts.permissions import Act, ActRequired, may
from desk import opening_tables as tables
from desk import tasks
from desk.opening_forms import BeginForm, ControlsForm
from desk.openings import KINDS, kind_of
from households.models import Opening, OpeningStatus, RowOutcome
from households.openings.actions import entering, preparing
from households.openings.actions.preparing import OpeningRefused
from households.openings.reconciling import reconciliation, unsettled
from ui.forms import Dialogue, ReasonForm
from ui.views import Action

RETURNS = ("期末数与旧系统报表不符，请核对。", "差异原因不充分，请补充。", "不能导入的行较多，请先改正。")
WITHDRAWALS = ("切换日或旧系统名称录错", "文件有误，重新准备", "暂缓切换")


class Openings(ActRequired, ScopedListView):
    act = Act.PREPARE_OPENING
    queryset = Opening.objects.select_related("area")
    columns = tables.OPENINGS
    default_sort = "-drafted"
    title, unit = "期初导入", "次"
    empty_text = "还没有期初导入。由旧系统切换过来的区县，先导入名册，再在这里接收在册的认定、证件和就业。"
    primary_action = Action("发起期初导入", cast(str, reverse_lazy("desk:begin_opening")), "plus")


class BeginOpening(ActRequired, FormView):
    act = Act.PREPARE_OPENING
    form_class = BeginForm
    template_name = "desk/begin_opening.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "today": timezone.localdate()}

    def form_valid(self, form: BeginForm) -> HttpResponse:
        officer = self.user
        try:
            made = preparing.begin(**form.cleaned_data, officer=officer, at=timezone.now())
        except OpeningRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "已发起。请逐个上传旧系统的文件。")
        return HttpResponseRedirect(reverse("desk:opening", args=[made.pk]))


class OfOpening(ActRequired):
    """Something about one opening, 404 outside the user's area."""

    act = Act.PREPARE_OPENING
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def opening(self) -> Opening:
        named = ("area", "drafted_by", "presented_by", "accepted_by", "withdrawn_by")
        return get_object_or_404(Opening.objects.visible_to(self.user).select_related(*named), pk=self.kwargs["pk"])

    @property
    def page(self) -> str:
        return reverse("desk:opening", args=[self.opening.pk])


class OpeningPage(OfOpening, TemplateView):
    """The files, the totals beside the old system's, and what may be done next."""

    template_name = "desk/opening.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = self.opening
        counts = {name: Count("rows", filter=Q(rows__outcome=name)) for name in RowOutcome.values}
        files = own.files.select_related("uploaded_by").annotate(**counts).order_by("pk")
        is_preparing = own.status == OpeningStatus.PREPARING
        found = reconciliation(own, KINDS)
        return super().get_context_data(
            opening=own,
            mark=tables.opening_mark(own),
            files=[(file, kind_of(file.kind)) for file in files],
            totals=found.totals,
            lacking=unsettled(own, KINDS, found) if is_preparing else [],
            is_preparing=is_preparing,
            **self._acts(),
            **kwargs,
        )

    def _acts(self) -> dict[str, Any]:
        """What the user may do with the opening as it stands."""
        own, found = self.opening, cast(dict[str, Any], {})
        waits = own.status == OpeningStatus.PRESENTED
        if waits and may(self.user, Act.ACCEPT_OPENING):
            if self.user.pk in entering.hands_of(own):
                found["had_a_hand"] = True
            else:
                found["accept"] = self._dialogue(
                    "accept", "接收并登记", "接收后全部登记入库，不能撤回或再改。", icon="check"
                )
                found["give_back"] = self._dialogue(
                    "return", "退回", "退回准备，可以改正后重新提交。", canned=RETURNS, icon="arrow-back-up"
                )
        if own.status in (OpeningStatus.PREPARING, OpeningStatus.PRESENTED):
            follows = "上传的文件、读出的行和期末数全部删除，不留任何数据。"
            found["withdraw"] = self._dialogue(
                "withdraw", "撤回期初导入", follows, canned=WITHDRAWALS, is_dangerous=True
            )
        if own.status == OpeningStatus.ACCEPTED and may(self.user, Act.ACCEPT_OPENING):
            found["enter_url"] = reverse("desk:enter_opening", args=[own.pk])
        return found

    def _dialogue(self, name: str, verb: str, follows: str, canned: tuple[str, ...] = (), **more: Any) -> Dialogue:
        form = ReasonForm(canned=canned, auto_id=f"{name}_%s") if canned else None
        address = reverse(f"desk:{name}_opening", args=[self.opening.pk])
        return Dialogue(f"dialogue-{name}", verb, address, follows, form, **more)


class Reconcile(OfOpening, FormView):
    """核对: street by street, what the files hold beside the old system's last return; typed here while preparing."""

    form_class = ControlsForm
    template_name = "desk/reconcile.html"

    @cached_property
    def streets(self) -> list[Area]:
        areas = Area.objects.below(self.opening.area)
        return list(areas.filter(level=AreaLevel.STREET).order_by("path"))

    @cached_property
    def within(self) -> Area:
        """The street asked for, else the first; the opening's own area where there are no streets."""
        asked = {str(street.pk): street for street in self.streets}
        return asked.get(self.request.GET.get("street", "")) or next(iter(self.streets), self.opening.area)

    @cached_property
    def found(self) -> Any:
        return reconciliation(self.opening, KINDS, within=self.within)

    @property
    def can_edit(self) -> bool:
        return self.opening.status == OpeningStatus.PREPARING

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"places": self.found.places}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            opening=self.opening,
            found=self.found,
            nowhere=self.found.places[-1],
            streets=self.streets,
            within=self.within,
            can_edit=self.can_edit,
            **kwargs,
        )

    def get_success_url(self) -> str:
        return f"{reverse('desk:reconcile_opening', args=[self.opening.pk])}?street={self.within.pk}"

    def form_valid(self, form: ControlsForm) -> HttpResponse:
        told: dict[str, Any] = {"controls": form.controls(), "officer": self.user, "at": timezone.now()}
        try:
            changed = preparing.set_controls(opening=self.opening, **told)
        except OpeningRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已保存 {changed} 项期末数。" if changed else "没有改动。")
        return super().form_valid(form)


class ActOnOpening(OfOpening, View, ABC):
    """An act on the whole opening; what stops it is said on its page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return self.act_on(self.opening, timezone.now())
        except OpeningRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.page)

    @abstractmethod
    def act_on(self, opening: Opening, at: dt.datetime) -> HttpResponse:
        """Call the one action; returns where to go. Raises OpeningRefused."""

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return HttpResponseRedirect(self.page)

    @property
    def reason(self) -> str:
        return self.request.POST.get("reason", "")[:500]


class Present(ActOnOpening):
    def act_on(self, opening: Opening, at: dt.datetime) -> HttpResponse:
        preparing.present(opening=opening, kinds=KINDS, officer=self.user, at=at)
        return self.done("已提交核对，由市局的另一人核对并接收。")


class WithdrawOpening(ActOnOpening):
    def act_on(self, opening: Opening, at: dt.datetime) -> HttpResponse:
        preparing.withdraw(opening=opening, reason=self.reason, officer=self.user, at=at)
        return self.done("已撤回，所上传的文件和读出的行已全部删除。")


class ReturnOpening(ActOnOpening):
    act = Act.ACCEPT_OPENING

    def act_on(self, opening: Opening, at: dt.datetime) -> HttpResponse:
        entering.give_back(opening=opening, reason=self.reason, officer=self.user, at=at)
        return self.done("已退回。")


class AcceptOpening(ActOnOpening):
    act = Act.ACCEPT_OPENING

    def act_on(self, opening: Opening, at: dt.datetime) -> HttpResponse:
        entering.accept(opening=opening, kinds=KINDS, officer=self.user, at=at)
        return HttpResponseRedirect(reverse("accounts:job", args=[entering_job(opening, self.user, at).pk]))


class EnterOpening(ActOnOpening):
    """Goes on with entering what was accepted, where the job was stopped."""

    act = Act.ACCEPT_OPENING

    def act_on(self, opening: Opening, at: dt.datetime) -> HttpResponse:
        if opening.status != OpeningStatus.ACCEPTED:
            raise OpeningRefused("该期初导入没有被接收，或已登记完毕。")
        return HttpResponseRedirect(reverse("accounts:job", args=[entering_job(opening, self.user, at).pk]))


def entering_job(opening: Opening, owner: User, at: dt.datetime) -> Job:
    title = f"登记期初导入 {opening.number} {opening.area.name}"
    return jobs.start(task=tasks.enter_opening.name, title=title, arguments={"opening": opening.pk}, owner=owner, at=at)
