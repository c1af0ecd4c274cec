"""社区交接: its list, its page, and what either community does with it."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from households.actions import handovers as actions
from households.actions.memberships import MoveRefused
from households.forms.move_filters import HandoverFilter
from households.forms.moves import HandoverForm, ReturnHandoverForm
from households.models import Handover
from households.move_tables import handover_columns
from households.queries.moves import handovers
from ui.tables import Column

from .move_page import handover_page
from .moving import Moving
from .registry import OnDay


class HandoverList(OnDay, ActRequired, ScopedListView):
    """Every hand-over from or to the area."""

    act = Act.READ_CASES
    title, unit = "社区交接", "件"
    default_sort = "status"
    filterset_class = HandoverFilter
    empty_text = "没有符合条件的社区交接。在家庭页面的“更多办理”中提出。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = handovers(self.today).visible_to(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return handover_columns(self.today)


class HandoverView(OnDay, ActRequired, View):
    """The page of a hand-over, and the base of the acts on it: what is refused comes back as the page."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    @property
    def handover(self) -> Any:
        return get_object_or_404(handovers(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, bound: Any = None) -> HttpResponse:
        context = handover_page(self.handover, self.user, on=self.today, bound=bound)
        return render(self.request, "households/handover.html", context)


class HandoverAct(HandoverView, ABC):
    """An act by POST; a visit to its address leads to the page."""

    act = Act.SURVEY
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("households:handover", args=[pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            done = self.perform(self.handover)
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return self.page()
        messages.success(request, done)
        return HttpResponseRedirect(reverse("households:handover", args=[pk]))

    @abstractmethod
    def perform(self, handover: Handover) -> str:
        """Call the one action; returns what was done, in words. Raises MoveRefused."""


class HandoverAccept(HandoverAct):
    def perform(self, handover: Handover) -> str:
        made = actions.accept_handover(handover=handover, worker=self.user, at=timezone.now())
        return f"已接收，从今天起由{made.to_area.name}负责。"


class HandoverWithdraw(HandoverAct):
    def perform(self, handover: Handover) -> str:
        actions.withdraw_handover(handover=handover, worker=self.user, at=timezone.now())
        return f"{handover.number} 已撤回。"


class HandoverReturn(HandoverAct):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.form = ReturnHandoverForm(request.POST)
        return super().post(request, pk) if self.form.is_valid() else self.page(self.form)

    def perform(self, handover: Handover) -> str:
        reason = self.form.cleaned_data["reason"]
        back = actions.return_handover(handover=handover, reason=reason, worker=self.user, at=timezone.now())
        return f"已退回{back.from_area.name}。"


class HandoverAgain(Moving):
    """A hand-over corrected and sent once more."""

    form_class = HandoverForm
    title, verb, icon = "重新提出交接", "重新提出", "send"
    follows = "对方社区接收后，从接收当天起由其负责；接收之前仍由本社区负责。"

    def get_subject(self) -> Any:
        return get_object_or_404(handovers(self.today).visible_to(self.user), pk=self.kwargs["pk"]).household

    @property
    def handover(self) -> Handover:
        return get_object_or_404(Handover.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def get_initial(self) -> dict[str, Any]:
        row = self.handover
        return {"to_area": row.to_area_id, "on": max(row.on, self.today), "address": row.address, "reason": row.reason}

    def get_success_url(self) -> str:
        return reverse("households:handover", args=[self.kwargs["pk"]])

    def perform(self, form: HandoverForm) -> str:
        actions.send_handover_again(handover=self.handover, giving=form.giving(), worker=self.user, at=timezone.now())
        return "已重新提出，待对方社区接收。"
