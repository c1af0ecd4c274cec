"""Households: their list, their page, and the month's confirmations."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import DetailView, TemplateView, View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from households.actions import registrations
from households.actions.assessment import judge
from households.filters import HouseholdFilter
from households.models import Certification, Household, HouseholdFinding, MonthlyConfirmation, PersonFinding
from households.queries import lists, moves, pages, unfiled
from households.queries.answers import Answer, answer
from households.queries.cases import with_revocation
from households.queries.facts import household_facts
from households.queries.history import events_of_household
from households.queries.responsibility_links import links_of
from households.queries.terms import terms_on
from households.tables import HOUSEHOLDS, category_words, situation_of
from policy.parameters import ParameterNotInForce
from policy.periods import report_month
from ui.views import Action

MOST_SHOWN = 200


class OnDay:
    """A page of today; what stands behind the view asks the request which day that is."""

    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        request.today = timezone.localdate()  # type: ignore[attr-defined]
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a view stands behind

    @property
    def today(self) -> dt.date:
        return self.request.today  # type: ignore[attr-defined]


def answered(household: Household, members: list[pages.KnownMember], today: dt.date) -> Answer | None:
    """What the rules say of the household today; None while a parameter they need has no value."""
    facts = household_facts([household.pk])[household.pk]
    try:
        judgement = judge(facts, terms_on(today, household.area), on=today)
    except ParameterNotInForce:
        return None
    return answer(household, members, facts, (judgement.family, judgement.people), today)


class HouseholdList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    columns = HOUSEHOLDS
    filterset_class = HouseholdFilter
    template_name = "households/list.html"
    default_sort = "-number"
    title, unit = "家庭", "户"
    empty_text = "没有符合条件的家庭。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.queryset = lists.household_list(self.today)

    def prepare(self, rows: Sequence[Any]) -> None:
        lists.mark_certified(rows, self.today)

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.SURVEY):
            return None
        return Action("新建入户调查", reverse("households:survey_new"), "plus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_import=may(self.request.user, Act.IMPORT), **kwargs)


class HouseholdPage(OnDay, ActRequired, DetailView):
    act = Act.READ_CASES
    template_name = "households/household.html"
    context_object_name = "household"

    def get_queryset(self) -> QuerySet[Household]:
        return Household.objects.visible_to(self.user).select_related("area__parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        household, today = self.object, self.today
        members = pages.members_on(household, today)
        return super().get_context_data(
            members=members,
            answer=answered(household, members, today),
            family_case=household.zero_cases.running(today).first(),
            surveys=household.surveys.select_related("surveyor").order_by("-visited_on", "-pk")[:20],
            certifications=with_revocation(Certification.objects.filter(household=household))
            .select_related("person")
            .order_by("-pk"),
            findings=_findings(household),
            former=pages.former_members(household),
            income_each=pages.income_each(household, members),
            no_cases=unfiled.reasons_of(household),
            links=links_of(household, today),
            may_survey=may(self.request.user, Act.SURVEY),
            today=today,
            events=events_of_household(household, self.user),
            residence=household.residences.filter(validity__upper_inf=True).select_related("area").first(),
            is_departed=moves.is_departed(household),
            absent=moves.absent_members(household),
            handover=household.handovers.live().first(),
            **kwargs,
        )


def _findings(household: Household) -> list[HouseholdFinding | PersonFinding]:
    """What was found of the household and in it, the latest first."""
    people = PersonFinding.objects.filter(household=household).select_related("person").order_by("-validity", "pk")
    families = HouseholdFinding.objects.filter(household=household).order_by("-validity", "pk")
    return sorted([*families, *people], key=lambda finding: finding.validity.lower, reverse=True)


class Confirmations(OnDay, ActRequired, TemplateView):
    """每月更新: what is still to be confirmed this month and from months before, and how far the month has come."""

    act = Act.READ_CASES
    template_name = "households/confirmations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = self.today.replace(day=1)
        rows = MonthlyConfirmation.objects.visible_to(self.user)
        waiting = list(pages.open_confirmations(rows, month)[: MOST_SHOWN + 1])
        for row in waiting:
            row.situation = situation_of(row.spell.person.open_now)
            row.categories = category_words(row.spell.categories)
            row.is_overdue = row.month < month
        return super().get_context_data(
            rows=waiting[:MOST_SHOWN],
            has_more=len(waiting) > MOST_SHOWN,
            most_shown=MOST_SHOWN,
            progress=pages.month_progress(rows, month),
            time_progress=report_month(month.year, month.month, opens_on=1).time_progress(self.today),
            month=month,
            may_confirm=may(self.request.user, Act.SURVEY),
            **kwargs,
        )


class ConfirmMonth(OnDay, ActRequired, View):
    act = Act.SURVEY
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [int(key) for key in request.POST.getlist("confirmation") if key.isdecimal() and len(key) <= 18]
        confirmed = registrations.confirm_month(confirmations=chosen, worker=self.user, at=timezone.now())
        if confirmed:
            messages.success(request, f"已确认 {confirmed} 人的基本信息没有变化。")
        else:
            messages.warning(request, "没有选中待确认的人员，请先勾选。")
        return HttpResponseRedirect(reverse_lazy("households:confirmations"))
