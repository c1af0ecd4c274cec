"""集体活动: their list, logging one with who came, and adding who came as well."""

import datetime as dt
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
from assistance.filters.services import EventFilter
from assistance.forms.services import EventForm, WhoseForm
from assistance.models import ServiceEvent
from assistance.queries import services as queries
from assistance.tables.services import EVENTS
from households.views.registry import OnDay
from ui.views import Action


class EventList(OnDay, ActRequired, ScopedListView):
    names_people = False
    act = Act.READ_CASES
    columns = EVENTS
    filterset_class = EventFilter
    template_name = "assistance/events/list.html"
    default_sort = "-on"
    title, unit = "集体活动", "场"
    empty_text = "还没有登记集体活动。招聘会、政策宣讲、培训班办完后在这里登记参加的人员。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.events().visible_to(self.user)
        return rows

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.SERVE):
            return None
        return Action("登记活动", reverse("assistance:event_new"), "plus")


class EventPages(OnDay, ActRequired, View):
    """What pages of an event have in common: the people to be ticked off, of one community at a time."""

    act = Act.SERVE

    def ticking(self, event: ServiceEvent | None = None) -> dict[str, Any]:
        """Who may have come."""
        entered = event.services.standing().values("person") if event else ()
        return self.listed(event.held_on if event else self.today, entered)

    def listed(self, on: dt.date, entered: Any) -> dict[str, Any]:
        """The community asked for and its people; those ticked already stay ticked."""
        whose = WhoseForm({"area": self.request.GET.get("area", "")}, user=self.user)
        area = whose.chosen()
        return {
            "whose": whose if whose.fields["area"].queryset.count() > 1 else None,  # type: ignore[attr-defined]
            "community": area,
            "candidates": queries.candidates(self.user, area, on, entered),
            "most": queries.CANDIDATES,
            "ticked": set(self.people()),
        }

    def people(self) -> list[int]:
        """The keys of the people ticked off in the form that was sent."""
        return [int(key) for key in self.request.POST.getlist("person") if key.isdecimal() and len(key) <= 18]


class HoldEvent(EventPages):
    """A new event with who came."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(EventForm(today=self.today, initial={"held_on": self.today}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EventForm(request.POST, today=self.today)
        if not form.is_valid():
            return self._page(form)
        try:
            made = actions.hold_event(event=form.event(), people=self.people(), actor=self.user, at=timezone.now())
        except actions.ServiceRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self._page(form)
        messages.success(request, f"已登记“{made.title}”，参加人员 {made.services.count()} 人。")
        return HttpResponseRedirect(reverse("assistance:event", args=[made.pk]))

    def _page(self, form: EventForm) -> HttpResponse:
        return render(self.request, "assistance/events/new.html", {"form": form} | self.ticking())


class EventPage(EventPages):
    """One event, who came, and who else might have."""

    act = Act.READ_CASES

    @property
    def event(self) -> ServiceEvent:
        row: ServiceEvent = get_object_or_404(queries.events().visible_to(self.user), pk=self.kwargs["pk"])
        return row

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(self.event)

    def page(self, event: ServiceEvent) -> HttpResponse:
        may_serve = may(self.user, Act.SERVE)
        context = {"event": event, "attendance": queries.attendance(event, self.user), "may_serve": may_serve}
        ticking = self.ticking(event) if may_serve else {}
        return render(self.request, "assistance/events/event.html", context | ticking)


class AddAttendance(EventPage):
    act = Act.SERVE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("assistance:event", args=[self.event.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = self.event
        try:
            came = actions.add_attendance(event=event, people=self.people(), actor=self.user, at=timezone.now())
        except actions.ServiceRefused as refused:
            messages.error(request, str(refused))
            return self.page(event)
        messages.success(request, f"已补登 {came} 人。")
        return HttpResponseRedirect(reverse("assistance:event", args=[event.pk]))
