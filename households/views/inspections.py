"""年检: what is due in the area now, the rounds of each year, and a new one."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from households.actions import inspections as actions
from households.certificate_tables import round_columns
from households.forms.certificates import KeepingForm, RoundForm
from households.models import InspectionRound
from households.queries import certificates as queries
from policy import parameters
from policy.deadlines import ONE_DAY, add_months
from policy.models import value_on
from policy.parameters import ParameterNotInForce
from ui.tables import Column
from ui.views import Action

from .registry import OnDay

MOST_SHOWN = 200
CALLED_OFF = ("年度或日期录错", "重复发起")


class DueInspections(OnDay, ActRequired, TemplateView):
    """待年检: the certificates due now, passed many at a time; one that fails is opened."""

    act = Act.READ_CASES
    template_name = "households/inspections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = list(queries.to_inspect(self.user, self.today)[: MOST_SHOWN + 1])
        return super().get_context_data(
            rows=waiting[:MOST_SHOWN],
            has_more=len(waiting) > MOST_SHOWN,
            most_shown=MOST_SHOWN,
            counts=queries.counts(self.user, self.today),
            may_inspect=may(self.request.user, Act.INSPECT),
            **kwargs,
        )


class PassInspections(OnDay, ActRequired, View):
    act = Act.INSPECT
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [int(key) for key in request.POST.getlist("inspection") if key.isdecimal() and len(key) <= 18]
        passed = actions.pass_many(inspections=chosen, officer=self.user, at=timezone.now())
        if passed:
            messages.success(request, f"已登记 {passed} 本证件年检合格。")
        else:
            messages.warning(request, "没有选中待年检的证件，请先勾选。")
        return HttpResponseRedirect(reverse("households:inspections"))


class RoundList(OnDay, ActRequired, ScopedListView):
    names_people = False
    act = Act.READ_CASES
    template_name = "households/inspection_rounds.html"
    default_sort = "-year"
    title, unit = "年检安排", "次"
    empty_text = "还没有发起过年检。由区县或市发起，辖区内在手的证件随即列入待年检。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = queries.rounds(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        area = self.user.area if may(self.request.user, Act.OPEN_INSPECTION) else None
        return round_columns(self.today, area.path if area else "")

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.OPEN_INSPECTION):
            return None
        return Action("发起年检", reverse("households:inspection_round_new"), "plus")


class RoundNew(OnDay, ActRequired, FormView):
    act = Act.OPEN_INSPECTION
    form_class = RoundForm
    template_name = "households/inspection_round_new.html"
    success_url = reverse_lazy("households:inspection_rounds")

    def get_initial(self) -> dict[str, Any]:
        dated: dict[str, Any] = {"year": self.today.year, "opens_on": self.today}
        if self.user.area is None:
            return dated
        try:
            months = value_on(parameters.CERTIFICATE_INSPECTION_MONTHS, self.today, self.user.area).value
        except ParameterNotInForce:
            return dated  # the officer dates the end by hand
        return dated | {"closes_on": add_months(self.today, months) - ONE_DAY}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user, "today": self.today}

    def form_valid(self, form: RoundForm) -> HttpResponse:
        told: dict[str, Any] = {"plan": form.plan(), "officer": self.user, "at": timezone.now()}
        try:
            if actions.due_in(**told).count() > actions.LISTED_AT_ONCE:
                job = actions.start_round(**told)
                return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))
            made = actions.open_round(**told)
        except (actions.InspectionRefused, ParameterNotInForce) as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, actions.opened_words(made))
        return super().form_valid(form)


class RoundCallOff(OnDay, ActRequired, FormView):
    """取消年检安排: why, of a round in which nothing was inspected."""

    act = Act.OPEN_INSPECTION
    form_class = KeepingForm
    template_name = "households/inspection_round_call_off.html"
    success_url = reverse_lazy("households:inspection_rounds")
    title = "取消年检安排"
    follows = "列入的证件不再待检，可以另行发起本年度年检；已登记过年检结果的安排不能取消。"

    @property
    def own(self) -> InspectionRound:
        rows = InspectionRound.objects.visible_to(self.user).select_related("area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"act": "call_off", "canned": CALLED_OFF}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = self.own
        subject = f"{own.area.name} {own.year} 年度年检，{own.opens_on} 至 {own.closes_on}"
        return super().get_context_data(subject=subject, page=self, back=self.success_url, **kwargs)

    def form_valid(self, form: KeepingForm) -> HttpResponse:
        own = self.own
        try:
            actions.call_off(
                inspection_round=own, reason=form.cleaned_data["reason"], officer=self.user, at=timezone.now()
            )
        except actions.InspectionRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已取消{own.area.name} {own.year} 年度年检。")
        return super().form_valid(form)
