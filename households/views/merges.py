"""重复登记合并: its list, its page, the decision, and taking the two apart again."""

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
from approvals.queries import Names, names_for
from households.actions import merging as actions
from households.actions.memberships import MoveRefused
from households.forms.identity import MergeDecisionForm, UndoForm, WithdrawMergeForm
from households.forms.move_filters import MergeFilter
from households.models import PersonMerge
from households.move_tables import MERGES
from households.queries import moves

from .case_view import Decides
from .move_page import merge_page
from .moving import refuse
from .registry import OnDay


class MergeList(OnDay, ActRequired, ScopedListView):
    """Every merge proposed or decided in the area."""

    act = Act.READ_CASES
    title, unit = "重复登记合并", "件"
    default_sort = "-proposed"
    columns = MERGES
    filterset_class = MergeFilter
    empty_text = "没有符合条件的合并。发现一人登记两次的，在人员页面的“更多办理”中提出。"

    def get_scoped(self) -> QuerySet:
        return moves.merges().visible_to(self.user)  # type: ignore[attr-defined]  # its own class


class MergeView(OnDay, ActRequired, View):
    """The page of a merge, and the base of the acts on it: what is refused comes back as the page."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    @property
    def merge(self) -> PersonMerge:
        rows: Any = moves.merges()
        return get_object_or_404(rows.visible_to(self.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, bound: Any = None) -> HttpResponse:
        context = merge_page(self.merge, self.user, on=self.today, bound=bound)
        return render(self.request, "households/merge.html", context)


class MergeAct(MergeView, ABC):
    """An act by POST with a form; a visit to its address leads to the page."""

    act = Act.DECIDE
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("households:merge", args=[pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        merge, form = self.merge, self.form_of(request)
        if not form.is_valid():
            return self.page(form)
        try:
            done = self.perform(merge, form)
        except MoveRefused as refused:
            refuse(form, refused)
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, done)
        return HttpResponseRedirect(reverse("households:merge", args=[pk]))

    @property
    def names(self) -> Names:
        return names_for(self.merge, self.user, self.today)

    @abstractmethod
    def form_of(self, request: HttpRequest) -> Any:
        """The form of the act, bound to what was sent."""

    @abstractmethod
    def perform(self, merge: PersonMerge, form: Any) -> str:
        """Call the one action; returns what was done, in words. Raises MoveRefused."""


class MergeDecide(Decides, MergeAct):
    """``?decision=merge`` merges, anything else refuses."""

    @property
    def merges(self) -> bool:
        return self.request.GET.get("decision") == "merge"

    def form_of(self, request: HttpRequest) -> MergeDecisionForm:
        return MergeDecisionForm(request.POST, merges=self.merges, names=self.names)

    def perform(self, merge: PersonMerge, form: Any) -> str:
        actions.decide_merge(
            merge=merge,
            merges=self.merges,
            comment=form.cleaned_data["comment"],
            officer=self.user,
            at=timezone.now(),
            on_behalf_of=form.on_behalf_of,
        )
        return "两份登记已合并。" if self.merges else f"{merge.number} 已办理：不予合并。"


class MergeWithdraw(MergeAct):
    act = Act.SURVEY

    def form_of(self, request: HttpRequest) -> WithdrawMergeForm:
        return WithdrawMergeForm(request.POST)

    def perform(self, merge: PersonMerge, form: Any) -> str:
        actions.withdraw_merge(merge=merge, reason=form.cleaned_data["reason"], worker=self.user, at=timezone.now())
        return f"{merge.number} 已撤回。"


class MergeUndo(Decides, MergeAct):
    def form_of(self, request: HttpRequest) -> UndoForm:
        return UndoForm(request.POST, names=self.names)

    def perform(self, merge: PersonMerge, form: Any) -> str:
        actions.undo_merge(
            merge=merge,
            reason=form.cleaned_data["reason"],
            officer=self.user,
            at=timezone.now(),
            on_behalf_of=form.on_behalf_of,
        )
        return "合并已撤销，两份登记恢复原样。"
