"""一人一策: the lists, the page of a case with its plan, and what is done to a plan."""

import datetime as dt
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
from accounts.permissions import Act, ActRequired, may
from assistance.actions import plans as actions
from assistance.filters.plans import PlanFilter, WithoutPlanFilter
from assistance.forms.plans import DoneForm, MeasureFormSet, PlanForm, ReviewForm
from assistance.models import Measure, Plan
from assistance.queries import plans
from assistance.rules.templates import TEMPLATES
from assistance.tables.plans import case_url, plan_columns, without_plan_columns
from households.case_tables import categories_of
from households.models import HardToEmploySpell
from households.queries.responsibility_links import links_of
from households.views.registry import OnDay
from policy.deadlines import add_months
from ui.forms import Dialogue
from ui.tables import Column

TEMPLATE_OF = {(str(one.segment), str(one.health or "")): key for key, one in TEMPLATES.items()}


class PlanList(OnDay, ActRequired, ScopedListView):
    """The plans in force of the area."""

    act = Act.READ_CASES
    title, unit = "援助方案", "份"
    filterset_class = PlanFilter
    template_name = "assistance/plans/list.html"
    default_sort = "review"
    empty_text = "没有符合条件的援助方案。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = plans.listed().visible_to(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return plan_columns(self.today)


class PlansToReview(PlanList):
    """Those of unemployed people whose day of review has come."""

    title = "到期待评估的援助方案"
    template_name = "assistance/plans/to_review.html"
    empty_text = "没有到期待评估的援助方案。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = plans.to_review(self.user, self.today)
        return rows


class WithoutPlanList(OnDay, ActRequired, ScopedListView):
    """Unemployed cases of the area that have no plan."""

    act = Act.READ_CASES
    title, unit = "没有援助方案的失业人员", "人"
    filterset_class = WithoutPlanFilter
    template_name = "assistance/plans/missing.html"
    default_sort = "certified"
    empty_text = "辖区内的失业就业困难人员都有援助方案。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = plans.cases_without_plan(self.user, self.today)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return without_plan_columns(self.today, may_assist=may(self.user, Act.ASSIST))


class CaseView(OnDay, ActRequired, View):
    """The page of one case: the plan in force with its measures and reviews, and the versions before it."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    @cached_property
    def spell(self) -> HardToEmploySpell:
        rows = HardToEmploySpell.objects.visible_to(self.user).select_related("person", "household__area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, review_form: ReviewForm | None = None) -> HttpResponse:
        spell, versions = self.spell, list(plans.plans_of(self.spell))
        plan = next((version for version in versions if version.replaced_at is None), None)
        may_assist = may(self.user, Act.ASSIST) and spell.exited_on is None
        context = {
            "spell": spell,
            "person": spell.person,
            "categories": categories_of(spell),
            "plan": plan,
            "earlier": [version for version in versions if version is not plan],
            "may_assist": may_assist,
            "review": self._review(plan, review_form) if plan and may_assist else None,
            "links": links_of(spell.household, self.today),
            "today": self.today,
        }
        return render(self.request, "assistance/plans/case.html", context)

    def _review(self, plan: Plan, form: ReviewForm | None) -> Dialogue:
        return Dialogue(
            "review",
            "登记评估",
            reverse("assistance:review", args=[plan.spell_id]),
            "方案继续执行。需要改变措施的，请修订方案。",
            form or ReviewForm(prefix="review"),
            icon="clipboard-check",
        )


class ReviewPlan(CaseView):
    act = Act.ASSIST
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(case_url(self.spell.pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = get_object_or_404(Plan, spell=self.spell, replaced_at=None)
        form = ReviewForm(request.POST, prefix="review")
        if not form.is_valid():
            return self.page(form)
        try:
            made = actions.review_plan(plan=plan, review=form.review(), worker=self.user, at=timezone.now())
        except actions.PlanRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(form)
        messages.success(request, f"已登记评估，下次评估 {made.next_on}。")
        return HttpResponseRedirect(case_url(self.spell.pk))


class WritePlan(CaseView):
    """Where a plan is made from a template, or the one in force is revised."""

    act = Act.ASSIST
    http_method_names = ["get", "post"]

    @cached_property
    def plan(self) -> Plan | None:
        return plans.plans_of(self.spell).filter(replaced_at=None).first()

    @cached_property
    def template(self) -> str:
        """Which template the page starts from: the one asked for, that of the plan in force, or the one proposed."""
        wanted = self.request.GET.get("template", "")
        if wanted in TEMPLATES:
            return wanted
        if self.plan is not None:
            return TEMPLATE_OF.get((self.plan.segment, self.plan.health), "young")
        return plans.template_for(self.spell, self.today)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(self._form(), self._measures())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, measures = self._form(request.POST), self._measures(request.POST)
        if not (form.is_valid() and measures.is_valid()):
            return self.form_page(form, measures)
        try:
            made = self._written(form, measures)
        except actions.PlanRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_page(form, measures)
        messages.success(request, f"{self.spell.person.name}的援助方案第{made.version}版已生效。")
        return HttpResponseRedirect(case_url(self.spell.pk))

    def _written(self, form: PlanForm, measures: Any) -> Plan:
        content, at = form.content(measures), timezone.now()
        if self.plan is None:
            return actions.open_plan(spell=self.spell, content=content, worker=self.user, at=at)
        because = form.cleaned_data["because"]
        return actions.revise_plan(plan=self.plan, content=content, because=because, worker=self.user, at=at)

    @cached_property
    def latest(self) -> tuple[dt.date, str]:
        """The last day on which the plan is to be looked at again, and why."""
        try:
            within = actions.review_within(self.spell.household.area, self.today)
        except actions.PlanRefused as silent:
            return self.today, str(silent)
        return add_months(self.today, within.value), f"最长间隔 {within.value} 个月（{within.source}）"

    def _form(self, data: Any = None) -> PlanForm:
        latest, hint = self.latest
        start: dict[str, Any] = {"template": self.template, "review_on": latest}
        if self.plan is not None:
            start |= {"situation": self.plan.situation, "needs": self.plan.needs}
        else:
            start |= {"needs": TEMPLATES[self.template].needs}
        return PlanForm(data, initial=start, is_revision=self.plan is not None, within=hint)

    def _measures(self, data: Any = None) -> Any:
        """Of a revision what is still to be done; else, or where a template is asked for, what that proposes."""
        owners = plans.owners_for(self.spell.household.area)
        start = None if data is not None else self._unfinished() or self._proposed()
        kwargs = {"owners": owners, "today": self.today}
        return MeasureFormSet(data, initial=start, prefix="measures", form_kwargs=kwargs)

    def _unfinished(self) -> list[dict[str, Any]]:
        if self.plan is None or "template" in self.request.GET:
            return []
        fields = ("channel", "what", "due_on")
        rows = [one for one in self.plan.measures.all() if one.done_on is None]
        return [{name: getattr(one, name) for name in fields} | {"owner": one.owner_id} for one in rows]

    def _proposed(self) -> list[dict[str, Any]]:
        """What the template proposes, by whoever writes the plan and before it is looked at again."""
        common = {"owner": self.user.pk, "due_on": self.latest[0]}
        proposed = TEMPLATES[self.template].measures
        return [common | {"channel": channel.value, "what": what} for channel, what in proposed]

    def form_page(self, form: PlanForm, measures: Any) -> HttpResponse:
        key = form.data.get("template", self.template) if form.is_bound else self.template
        context = {
            "spell": self.spell,
            "person": self.spell.person,
            "plan": self.plan,
            "form": form,
            "measures": measures,
            "templates": [(name, one.title, name == key) for name, one in TEMPLATES.items()],
        }
        return render(self.request, "assistance/plans/plan_form.html", context)


class FinishMeasure(OnDay, ActRequired, View):
    """What came of a measure of a case of the area."""

    act = Act.ASSIST

    def rows(self) -> QuerySet[Measure]:
        return Measure.objects.visible_to(self.user)

    @cached_property
    def measure(self) -> Measure:
        rows = self.rows().filter(plan__replaced_at=None).select_related("plan__spell__person", "owner")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return case_url(self.measure.plan.spell_id)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.measure.done_on is not None:
            return HttpResponseRedirect(self.back)
        return self.page(DoneForm(initial={"on": self.today}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, measure = DoneForm(request.POST), self.measure
        if not form.is_valid():
            return self.page(form)
        try:
            actions.finish_measure(measure=measure, done=form.done(), actor=self.user, at=timezone.now())
        except actions.PlanRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(form)
        messages.success(request, "已登记落实情况。")
        return HttpResponseRedirect(self.back)

    def page(self, form: DoneForm) -> HttpResponse:
        context = {"measure": self.measure, "form": form, "back": self.back, "today": self.today}
        return render(self.request, "assistance/plans/measure_done.html", context)


class FinishOwnMeasure(FinishMeasure):
    """The same for whoever was asked to carry it out, wherever the case is."""

    act = Act.HELP

    def rows(self) -> QuerySet[Measure]:
        return Measure.objects.filter(owner=self.user)

    @property
    def back(self) -> str:
        return reverse("assistance:own_families")
