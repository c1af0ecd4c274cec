"""专项活动: which there are, who stands where in one, and opening or correcting one."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import campaigns as actions
from assistance.forms.offer_filters import CampaignPeopleFilter, campaigns_known
from assistance.forms.offers import CampaignForm
from assistance.models import Campaign
from assistance.queries.refusals import limits_on, recorded_of, standing_in
from assistance.tables.offers import CAMPAIGNS, campaign_people_columns, last_day
from households.models import HardToEmploySpell
from households.queries.terms import TermsByArea
from households.views.registry import OnDay
from ui.tables import Column
from ui.views import Action


class CampaignList(ActRequired, ScopedListView):
    """Campaigns of the own area, above and below it."""

    act = Act.READ_CASES
    columns, default_sort = CAMPAIGNS, "-first"
    names_people = False
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "专项活动", "次", "还没有登记专项活动。"

    def get_scoped(self) -> QuerySet:
        return Campaign.objects.known_to(self.reader).select_related("area")

    def get_columns(self) -> tuple[Column, ...]:
        if not may(self.reader, Act.RUN_CAMPAIGNS):
            return self.columns
        path = self.reader.area.path if self.reader.area else "-"

        def edit_url(row: Campaign) -> str:
            own = row.area.path.startswith(path)
            return reverse("assistance:campaign_edit", args=[row.pk]) if own else ""

        return (*self.columns, Column("edit", "办理", lambda row: "更正" if edit_url(row) else "", link=edit_url))

    def get_primary_action(self) -> Action | None:
        if not may(self.reader, Act.RUN_CAMPAIGNS):
            return None
        return Action("登记专项活动", reverse("assistance:campaign_new"), "plus")


class CampaignPeople(ActRequired, ScopedListView):
    """People in status and where each stands in a campaign: ``?campaign=``, else the latest."""

    act = Act.READ_CASES
    filterset_class, default_sort = CampaignPeopleFilter, "name"
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "活动对象", "人", "没有在册的就业困难人员，或还没有登记专项活动。"

    @cached_property
    def campaign(self) -> Campaign | None:
        known, asked = campaigns_known(self.request), self.asked.get("campaign", "")
        return known.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else known.first()

    def get_title(self) -> str:
        return f"活动对象：{self.campaign}" if self.campaign else self.title

    def get_scoped(self) -> QuerySet:
        rows = HardToEmploySpell.objects.visible_to(self.reader).select_related("person", "household__area")
        if self.campaign is None:
            return rows.none()
        last = min(last_day(self.campaign), timezone.localdate())
        return rows.in_status(last).filter(household__area__path__startswith=self.campaign.area.path)

    @cached_property
    def limits(self) -> TermsByArea:
        return TermsByArea(timezone.localdate(), limits_on)

    def prepare(self, rows: Sequence[HardToEmploySpell]) -> None:
        """Judges all of them at once: ``standings`` by the key of the row."""
        on = timezone.localdate()
        facts = recorded_of({row.person_id for row in rows})
        self.standings = {
            row.pk: standing_in(
                facts[row.person_id], self.campaign, row.certified_on, self.limits.of(row.household.area), on
            )
            for row in rows
        }

    def get_columns(self) -> tuple[Column, ...]:
        return campaign_people_columns(lambda row: self.standings[row.pk])


class CampaignEdit(OnDay, ActRequired, FormView):
    """Opens a campaign, or corrects one of the own area and below."""

    act = Act.RUN_CAMPAIGNS
    form_class = CampaignForm
    template_name = "assistance/offers/campaign.html"
    success_url = reverse_lazy("assistance:campaigns")

    @cached_property
    def campaign(self) -> Campaign | None:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(Campaign.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        own = self.campaign
        if own is None:
            return {}
        return {"name": own.name, "first": own.validity.lower, "last": last_day(own), "basis": own.basis}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def form_valid(self, form: CampaignForm) -> HttpResponse:
        at = timezone.now()
        try:
            if self.campaign is None:
                made = actions.open_campaign(terms=form.terms(), officer=self.user, at=at)
            else:
                made = actions.correct_campaign(campaign=self.campaign, terms=form.terms(), officer=self.user, at=at)
        except actions.CampaignRefused as refused:
            form.add_error("name", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记专项活动“{made.name}”。")
        return super().form_valid(form)
