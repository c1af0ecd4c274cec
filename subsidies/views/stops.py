"""停发: who is stopped, one stop with what it makes over-paid, and both acts of officers."""

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
from households.views.person import OfPerson
from households.views.registry import OnDay
from subsidies.actions import stops as actions
from subsidies.filters.stops import StopFilter
from subsidies.forms.stops import ResumeForm, StopForm
from subsidies.models import Stop
from subsidies.queries.stops import overpaid_of, stops, with_overpaid
from subsidies.tables.stops import STOPS, stop_mark


class StopList(ActRequired, ScopedListView):
    act = Act.READ_CASES
    columns, filterset_class, default_sort = STOPS, StopFilter, "-stopped"
    template_name = "subsidies/stops/list.html"
    title, unit, empty_text = "停发名单", "人次", "没有符合条件的停发记录。"

    def get_scoped(self) -> QuerySet[Any]:
        return with_overpaid(stops(self.reader))


class StopPage(OnDay, ActRequired, View):
    """A stop, and the base of giving the subsidy again."""

    act = Act.READ_CASES

    @property
    def stop(self) -> Stop:
        rows = with_overpaid(stops(self.user))
        found: Stop = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(self.stop)

    def page(self, stop: Stop, form: ResumeForm | None = None) -> HttpResponse:
        may_resume = stop.is_lasting and may(self.user, Act.STOP_SUBSIDIES)
        context = {
            "stop": stop,
            "mark": stop_mark(stop),
            "lines": overpaid_of(stop),
            "form": form or (ResumeForm(today=self.today, initial={"month": self.today}) if may_resume else None),
        }
        return render(self.request, "subsidies/stops/stop.html", context)


class ResumeStop(StopPage):
    act = Act.STOP_SUBSIDIES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("subsidies:stop", args=[self.stop.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own, form = self.stop, ResumeForm(request.POST, today=self.today)
        if form.is_valid():
            try:
                actions.resume(stop=own, actor=self.user, at=timezone.now(), **form.cleaned_data)
            except actions.StopRefused as refused:
                form.add_error(refused.field, str(refused))
        if not form.is_valid():
            return self.page(own, form)
        messages.success(request, f"已恢复{own.person.name}的{own.get_scheme_display()}。")
        return HttpResponseRedirect(reverse("subsidies:stop", args=[own.pk]))


class NewStop(OfPerson):
    """Stops a subsidy of somebody."""

    act = Act.STOP_SUBSIDIES
    form_class = StopForm
    template_name = "subsidies/stops/new.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def get_initial(self) -> dict[str, Any]:
        return {"month": self.today}

    def form_valid(self, form: StopForm) -> HttpResponse:
        try:
            made = actions.stop(person=self.person, told=form.told(), actor=self.user, at=timezone.now())
        except actions.StopRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.form_invalid(form)
        messages.success(
            self.request, f"已停发{self.person.name}的{made.get_scheme_display()}，自 {made.month:%Y-%m} 起。"
        )
        return HttpResponseRedirect(reverse("subsidies:stop", args=[made.pk]))
