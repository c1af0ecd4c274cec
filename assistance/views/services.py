"""服务记录: their list, logging one for a person, striking one off."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from accounts.uploads.forms import StrikeOffForm
from assistance.actions import services as actions
from assistance.filters.services import ServiceFilter
from assistance.forms.services import STRIKINGS, ServiceForm
from assistance.models import Service
from assistance.queries import services as queries
from assistance.tables.services import SERVICES
from households.models import Person
from households.views.registry import OnDay


class ServiceList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    columns = SERVICES
    filterset_class = ServiceFilter
    template_name = "assistance/services/list.html"
    default_sort = "-on"
    title, unit = "服务记录", "条"
    empty_text = "没有符合条件的服务记录。逐人的在人员的跟踪服务卡上登记，集体的登记活动；职业介绍在“推荐岗位”里查找。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.services().visible_to(self.user)
        return rows


class LogService(OnDay, ActRequired, View):
    """One service for one person."""

    act = Act.SERVE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        given = {"on": self.today, "kind": request.GET.get("kind", "")}
        given |= {"outcome": request.GET["outcome"]} if "outcome" in request.GET else {}
        return self._page(self._person(), ServiceForm(today=self.today, initial=given))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own, form = self._person(), ServiceForm(request.POST, today=self.today)
        if not form.is_valid():
            return self._page(own, form)
        try:
            made = actions.log_service(person=own, service=form.service(), actor=self.user, at=timezone.now())
        except actions.ServiceRefused as refused:
            form.add_error(refused.field, str(refused))
            return self._page(own, form)
        messages.success(request, f"已为{own.name}登记{made.get_kind_display()}。")
        return HttpResponseRedirect(reverse("assistance:card", args=[own.pk]))

    def _person(self) -> Person:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def _page(self, own: Person, form: ServiceForm) -> HttpResponse:
        context = {"person": own, "form": form, "may_survey": may(self.user, Act.SURVEY)}
        return render(self.request, "assistance/services/new.html", context)


class StrikeOffService(OnDay, ActRequired, FormView):
    """Asks for the reason, and strikes a service off."""

    act = Act.SERVE
    form_class = StrikeOffForm
    template_name = "assistance/strike_off.html"

    @property
    def service(self) -> Service:
        rows = Service.objects.visible_to(self.user).select_related("person")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": STRIKINGS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.service
        what = f"{row.on} {row.get_kind_display()}：{row.detail}"
        return super().get_context_data(person=row.person, what=what, back=self.get_success_url(), **kwargs)

    def get_success_url(self) -> str:
        return reverse("assistance:card", args=[self.service.person_id])

    def form_valid(self, form: StrikeOffForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        try:
            actions.strike_off(service=self.service, reason=reason, actor=self.user, at=timezone.now())
        except actions.ServiceRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "已划去，记录和原因保留。")
        return super().form_valid(form)
