"""代理: who stands in for whom, and until when."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import DetailView, FormView, View

from accounts import queries, tables
from accounts.actions import deputies
from accounts.forms.deputies import DeputationForm
from accounts.lists.views import ScopedListView
from accounts.models import Deputation, DeputationQuerySet, User
from accounts.permissions import Act, ActRequired
from ui.forms import Dialogue
from ui.tables import Column
from ui.views import Action


class Deputations(ActRequired, ScopedListView):
    """代理: who stands in for whom in one's own area and below."""

    act = Act.NAME_DEPUTIES
    title = "代理"
    unit = "项代理"
    queryset = queries.deputations()
    default_sort = "-first"
    empty_text = "还没有代理。外出、休假前，由本人或系统管理员指定代理人。"
    primary_action = Action("指定代理人", reverse_lazy("accounts:name_deputy"), "user-plus")  # type: ignore[arg-type]

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
            named = deputies.name_deputy(form.deputation(), actor=cast(User, self.request.user), at=timezone.now())
        except deputies.DeputationRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已指定{named.deputy}代理{named.officer}。")
        return HttpResponseRedirect(reverse("accounts:deputations"))


class DeputationPage(ActRequired, DetailView):
    act = Act.NAME_DEPUTIES
    template_name = "accounts/deputation.html"
    context_object_name = "deputation"

    def get_queryset(self) -> DeputationQuerySet:
        return queries.deputations().visible_to(cast(User, self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = cast(Deputation, self.object), cast(User, self.request.user)
        mark = tables.deputation_mark(row, timezone.localdate())
        may_end = row.ended_at is None and row.last_day >= timezone.localdate()
        may_end = may_end and queries.may_be_deputised(user).filter(pk=row.officer_id).exists()
        end = Dialogue(
            "end",
            "提前结束",
            reverse("accounts:end_deputation", args=[row.pk]),
            follows=f"{row.deputy}即刻不能再代{row.officer}办理；已办理的保留。",
            icon="ban",
        )
        return super().get_context_data(mark=mark, end=end if may_end else None, **kwargs)


class EndDeputation(ActRequired, View):
    act = Act.NAME_DEPUTIES
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        deputation = get_object_or_404(queries.deputations().visible_to(user), pk=pk)
        try:
            deputies.end_deputation(deputation=deputation, actor=user, at=timezone.now())
        except deputies.DeputationRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{deputation.deputy}代理{deputation.officer}已提前结束。")
        return HttpResponseRedirect(reverse("accounts:deputation", args=[pk]))
