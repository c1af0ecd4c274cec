"""代理: who stands in for whom, and until when."""

import datetime as dt
from abc import ABC, abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, FormView, View

from accounts import queries, tables
from accounts.actions import deputies
from accounts.forms.deputies import DeputationForm
from accounts.lists.views import ScopedListView
from accounts.models import Deputation, DeputationQuerySet, User
from accounts.permissions import Act, ActRequired, may
from ui.forms import Dialogue
from ui.tables import Column
from ui.views import Action


class Deputations(ActRequired, ScopedListView):
    """代理: who stands in for whom in one's own area and below."""

    act = Act.READ_DEPUTIES
    title = "代理"
    unit = "项代理"
    queryset = queries.deputations()
    default_sort = "-first"
    empty_text = "还没有代理。外出、休假前，由本人或系统管理员指定代理人。"

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.NAME_DEPUTIES):
            return None
        return Action("指定代理人", reverse("accounts:name_deputy"), "user-plus")

    def get_columns(self) -> tuple[Column, ...]:
        return tables.deputations(timezone.localdate())


class NameDeputy(ActRequired, FormView):
    act = Act.NAME_DEPUTIES
    template_name = "accounts/name_deputy.html"
    form_class = DeputationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: DeputationForm) -> HttpResponse:
        try:
            named = deputies.name_deputy(form.deputation(), actor=self.user, at=timezone.now())
        except deputies.DeputationRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        waits = "" if named.confirmed_at else "经本人或安全管理员确认后生效。"
        messages.success(self.request, f"已指定{named.deputy}代理{named.officer}。{waits}")
        return HttpResponseRedirect(reverse("accounts:deputations"))


def dialogues(row: Deputation, user: User, on: dt.date) -> list[Dialogue]:
    """What ``user`` may do with the deputation on the day ``on``: confirm it, end it."""
    if row.ended_at is not None or row.last_day < on:
        return []
    found = []
    if queries.unconfirmed(user, on).filter(pk=row.pk).exists():
        follows = f"{row.deputy}自 {row.first_day} 至 {row.last_day} 以{row.officer}的名义办理审批事项。"
        address = reverse("accounts:confirm_deputation", args=[row.pk])
        found.append(Dialogue(f"confirm-{row.pk}", "确认代理", address, follows=follows, icon="check"))
    if queries.may_end(user, row):
        follows = f"{row.deputy}即刻不能再代{row.officer}办理；已办理的保留。"
        address = reverse("accounts:end_deputation", args=[row.pk])
        found.append(Dialogue(f"end-{row.pk}", "提前结束", address, follows=follows, icon="ban"))
    return found


class DeputationPage(ActRequired, DetailView):
    act = Act.READ_DEPUTIES
    template_name = "accounts/deputation.html"
    context_object_name = "deputation"

    def get_queryset(self) -> DeputationQuerySet:
        return queries.deputations().visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = cast(Deputation, self.object), timezone.localdate()
        mark = tables.deputation_mark(row, today)
        return super().get_context_data(mark=mark, dialogues=dialogues(row, self.user, today), **kwargs)


class OnDeputation(ActRequired, View, ABC):
    """An act on a deputation by POST; its page says what was done, or why it was refused."""

    act = Act.READ_DEPUTIES
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.user
        deputation = get_object_or_404(queries.deputations().visible_to(user), pk=pk)
        try:
            messages.success(request, self.perform(deputation, user, timezone.now()))
        except deputies.DeputationRefused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("accounts:deputation", args=[pk]))

    @abstractmethod
    def perform(self, deputation: Deputation, user: User, at: dt.datetime) -> str:
        """Call the one action; returns what was done, in words. Raises DeputationRefused."""


class ConfirmDeputation(OnDeputation):
    """The officer's own word on what an administrator named, or the security administrator's."""

    def perform(self, deputation: Deputation, user: User, at: dt.datetime) -> str:
        deputies.confirm_deputation(deputation=deputation, actor=user, at=at)
        return f"已确认{deputation.deputy}代理{deputation.officer}。"


class EndDeputation(OnDeputation):
    def perform(self, deputation: Deputation, user: User, at: dt.datetime) -> str:
        deputies.end_deputation(deputation=deputation, actor=user, at=at)
        return f"{deputation.deputy}代理{deputation.officer}已提前结束。"
