"""服务记录: their list, and logging one for a person."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import services as actions
from assistance.filters.services import ServiceFilter
from assistance.forms.services import ServiceForm
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
