"""专项活动: which there are, who stands where in one, and opening or correcting one."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView, View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import campaigns as actions
from assistance.forms.offer_filters import CampaignPeopleFilter, campaigns_known
from assistance.forms.offers import CampaignForm
from assistance.models import Activity, Campaign
from assistance.queries.campaigns import members, period_of, progress
from assistance.queries.refusals import limits_on, recorded_of, standing_in
from assistance.tables.campaigns import MEMBERS, pace_mark
from assistance.tables.offers import CAMPAIGNS, campaign_people_columns, last_day
from households.models import HardToEmploySpell
from households.queries.terms import TermsByArea
from households.views.registry import OnDay
from ui.forms import Dialogue
from ui.tables import Column
from ui.views import Action

RECENT = 20  # activities on the page of a campaign; all of them stand in the log


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


class CampaignPage(OnDay, ActRequired, View):
    """What a campaign sets out to reach, how far it is against its time, and what was done in it."""

    act = Act.READ_CASES

    @cached_property
    def campaign(self) -> Campaign:
        rows = Campaign.objects.known_to(self.user).select_related("area", "opened_by", "frozen_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.campaign
        days = period_of(own)
        is_own = may(self.user, Act.RUN_CAMPAIGNS) and Campaign.objects.visible_to(self.user).filter(pk=own.pk).exists()
        done = Activity.objects.standing().filter(campaign=own).select_related("area", "employer")
        context = {
            "campaign": own,
            "days": days,
            "day_number": min(days.day_number(self.today), days.days),
            "time": days.exact_time_progress(self.today) / 100,
            "progress": [(row, row.pace.share / 100, pace_mark(row)) for row in progress(own, self.today)],
            "members": own.members.count(),
            "activities": done.order_by("-on", "-pk")[:RECENT],
            "is_own": is_own,
            "freeze": self._dialogue(own) if is_own and own.frozen_on is None and self.today in own.validity else None,
            "may_log": may(self.user, Act.LOG_ACTIVITIES),
        }
        return render(request, "assistance/offers/campaign_page.html", context)

    def _dialogue(self, own: Campaign) -> Dialogue:
        follows = f"按今天的名单确定{own.get_group_display()}为活动对象，确定后不再变动，也不能撤销。"
        return Dialogue(
            "freeze", "确定活动对象", reverse("assistance:campaign_freeze", args=[own.pk]), follows, icon="list-check"
        )


class FreezeGroup(ActRequired, View):
    act = Act.RUN_CAMPAIGNS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = get_object_or_404(Campaign.objects.visible_to(self.user), pk=pk)
        try:
            actions.freeze_group(campaign=own, officer=self.user, at=timezone.now())
        except actions.CampaignRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"已确定活动对象 {own.members.count()} 个。")
        return HttpResponseRedirect(reverse("assistance:campaign", args=[own.pk]))


class CampaignMembers(ActRequired, ScopedListView):
    """Whom the campaign is for, as frozen: those of the reader's area."""

    act = Act.READ_CASES
    columns, default_sort = MEMBERS, "area"
    template_name = "assistance/offers/members.html"
    unit, empty_text = "个", "还没有确定活动对象。活动开始后，由开展单位在活动页面确定。"

    @cached_property
    def campaign(self) -> Campaign:
        return get_object_or_404(Campaign.objects.known_to(self.reader), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return f"活动对象名单：{self.campaign}"

    def get_scoped(self) -> QuerySet:
        return members(self.campaign).visible_to(self.reader)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(campaign=self.campaign, **kwargs)


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
        terms = {"name": own.name, "first": own.validity.lower, "last": last_day(own), "basis": own.basis}
        targets = {f"goal_{one.goal}": one.number for one in own.targets.all()}
        return terms | {"kind": own.kind, "group": own.group} | targets

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
