"""工作移交: who answers for how much, and the one act that hands all of it over."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from accounts.queries import accounts
from assistance.actions import transfers as actions
from assistance.filters.transfers import LoadFilter
from assistance.forms.transfers import TransferForm
from assistance.queries import transfers
from assistance.tables.transfers import LOADS, state_mark
from households.views.registry import OnDay


class LoadList(OnDay, ActRequired, ScopedListView):
    """The officers of the area who answer for anything by name, those whose account is closed first."""

    act = Act.ASSIGN
    title, unit = "工作移交", "人"
    filterset_class = LoadFilter
    columns = LOADS
    template_name = "assistance/links/transfers.html"
    default_sort = "state"
    empty_text = "辖区内没有明确到人的责任。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = transfers.loads(self.user)
        return rows


class Transfer(OnDay, ActRequired, View):
    """What one officer answers for, what was handed over before, and the handing over."""

    act = Act.ASSIGN

    @cached_property
    def leaving(self) -> Any:
        return get_object_or_404(accounts().visible_to(self.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(TransferForm(successors=transfers.successors(self.leaving)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        leaving = self.leaving
        form = TransferForm(request.POST, successors=transfers.successors(leaving))
        if not form.is_valid():
            return self.page(form)
        said = form.cleaned_data
        try:
            made = actions.hand_over_work(leaving=leaving, **said, actor=self.user, at=timezone.now())
        except actions.TransferRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(form)
        handed = f"{made.families} 户、{made.measures} 项措施、{made.preparations} 份预案、{made.charges} 处责任"
        messages.success(request, f"已由{made.successor}接手：{handed}。")
        return HttpResponseRedirect(reverse("assistance:transfer", args=[leaving.pk]))

    def page(self, form: TransferForm) -> HttpResponse:
        leaving = self.leaving
        context = {
            "leaving": leaving,
            "state": state_mark(leaving),
            "load": transfers.loads(self.user).filter(pk=leaving.pk).first(),
            "form": form,
            "made": transfers.transfers_of(leaving),
        }
        return render(self.request, "assistance/links/transfer.html", context)
