"""调查计划: its rounds, how far each area has come, and the households still to visit."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired, may
from households.actions import rounds as actions
from households.filters import UnvisitedFilter
from households.forms.rounds import CallOffForm, RoundForm
from households.models import Household, SurveyRound
from households.queries import rounds
from households.survey_tables import unvisited_columns
from ui.forms import Dialogue
from ui.tables import Column

from .registry import OnDay


class RoundPage(OnDay, ActRequired, View):
    """The page of the rounds, and what is done to one."""

    def page(self, chosen: SurveyRound | None, area: Area | None, form: CallOffForm | None = None) -> HttpResponse:
        counts = rounds.coverage(self.user, chosen, area, self.today) if chosen and area else []
        context = {
            "rounds": rounds.rounds_of(self.user)[: rounds.ROUNDS_SHOWN],
            "chosen": chosen,
            "area": area,
            "is_below": area is not None and area != self.user.area,
            "rows": [self._row(chosen, one) for one in counts[:-1]] if chosen else [],
            "total": counts[-1] if counts else None,
            "may_plan": may(self.user, Act.PLAN_SURVEYS),
            "may_survey": may(self.user, Act.SURVEY),
            "call_off": self._call_off(chosen, form),
            "today": self.today,
        }
        return render(self.request, "households/coverage.html", context)

    def _row(self, chosen: SurveyRound, one: rounds.Coverage) -> dict[str, Any]:
        """A line of the table: onwards to the areas below, or to the households not visited."""
        query = urlencode({"round": chosen.pk, "area": one.area.pk})
        below = one.area != self.user.area and one.area.level > 1
        return {
            "count": one,
            "url": f"{reverse('households:coverage')}?{query}" if below else "",
            "left_url": f"{reverse('households:unvisited')}?{query}",
        }

    def _call_off(self, chosen: SurveyRound | None, form: CallOffForm | None) -> Dialogue | None:
        if chosen is None or chosen.cancelled_on is not None or chosen.ends_on < self.today:
            return None
        own = self.user.area is not None and self.user.area.contains(chosen.area)
        if not own or not may(self.user, Act.PLAN_SURVEYS):
            return None
        return Dialogue(
            "call-off",
            "取消本轮调查",
            reverse("households:round_call_off", args=[chosen.pk]),
            "取消后不再列入各社区的待办，已登记的调查不受影响。",
            form or CallOffForm(),
            is_dangerous=True,
        )


class CoveragePage(RoundPage):
    """The rounds that go through the user's area, and the coverage of ``?round=`` (else the last) in ``?area=``."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted, area = request.GET.get("round", ""), self.user.area
        listed = rounds.rounds_of(self.user)
        chosen = (
            get_object_or_404(listed, pk=wanted) if wanted.isdecimal() else listed.filter(cancelled_on=None).first()
        )
        below = request.GET.get("area", "")
        if below.isdecimal():
            area = get_object_or_404(Area.objects.visible_to(self.user).select_related("parent"), pk=below)
        return self.page(chosen, area)


class NewRound(OnDay, ActRequired, View):
    act = Act.PLAN_SURVEYS

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {"starts_on": self.today, "areas": [self.user.area_id], "scope": "all"}
        return self._page(RoundForm(officer=self.user, today=self.today, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RoundForm(request.POST, officer=self.user, today=self.today)
        if not form.is_valid():
            return self._page(form)
        try:
            made = actions.set_round(plan=form.plan(), officer=self.user, at=timezone.now())
        except actions.RoundRefused as refused:
            form.add_error(refused.field, str(refused))
            return self._page(form)
        messages.success(request, f"已制定“{made.title}”，自{made.starts_on}起列入各社区的待办。")
        return HttpResponseRedirect(f"{reverse('households:coverage')}?round={made.pk}")

    def _page(self, form: RoundForm) -> HttpResponse:
        return render(self.request, "households/round_new.html", {"form": form})


class CallOffRound(RoundPage):
    act = Act.PLAN_SURVEYS

    def own(self) -> SurveyRound:
        return get_object_or_404(SurveyRound.objects.set_by(self.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse('households:coverage')}?round={self.own().pk}")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own, form = self.own(), CallOffForm(request.POST)
        if not form.is_valid():
            return self.page(own, self.user.area, form)
        try:
            actions.call_off(survey_round=own, reason=form.cleaned_data["reason"], officer=self.user, at=timezone.now())
        except actions.RoundRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(own, self.user.area, form)
        messages.success(request, f"已取消“{own.title}”。")
        return HttpResponseRedirect(f"{reverse('households:coverage')}?round={own.pk}")


class UnvisitedList(OnDay, ActRequired, ScopedListView):
    """本轮未走访: the households of ``?round=``, else of the running round that ends first, that nobody visited."""

    act = Act.READ_CASES
    filterset_class = UnvisitedFilter
    template_name = "households/unvisited.html"
    default_sort = "address"
    title, unit = "本轮未走访", "户"
    empty_text = "本轮应走访的家庭都已走访。"

    def get_columns(self) -> tuple[Column, ...]:
        return unvisited_columns(may_survey=may(self.request.user, Act.SURVEY))

    def get_scoped(self) -> QuerySet[Any]:
        listed, wanted = rounds.rounds_of(self.user).filter(cancelled_on=None), self.request.GET.get("round", "")
        running = listed.running(self.today).order_by("ends_on", "pk")
        self.survey_round = listed.filter(pk=wanted).first() if wanted.isdecimal() else running.first()
        if self.survey_round is None:
            self.empty_text = "没有正在进行的调查计划。"
            return rounds.as_listed(Household.objects.none(), self.today)
        homes: QuerySet[Any] = rounds.unvisited_in(self.survey_round, self.today).visible_to(self.user)
        return homes

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(survey_round=self.survey_round, today=self.today, **kwargs)
