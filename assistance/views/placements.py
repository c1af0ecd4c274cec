"""安置: employments of people in status and their stories, the notices due to other offices, a benefit paid at once."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import placements as actions
from assistance.enums import Informed
from assistance.forms.offer_filters import EmploymentFilter, PlacementFilter
from assistance.forms.placements import LumpSumForm, PlaceForm, StoryForm, TellForm
from assistance.queries import placements
from assistance.tables.offers import notice_columns, placement_columns
from households.actions.registrations import RegistrationRefused
from households.models import Person, Registration
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce
from ui.tables import Column

from .offers import AboutPerson


class PlacementList(ActRequired, ScopedListView):
    """Employments that began while the person was in status, with their stories or still without."""

    act = Act.READ_CASES
    filterset_class, default_sort = PlacementFilter, "-begun"
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "安置", "次", "在册人员还没有就业。在人员的就业援助页面登记安置。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = placements.placements(self.reader)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        today, area = timezone.localdate(), self.reader.area
        try:
            months = value_on(parameters.ZF_STABLE_MONTHS, today, area).value if area else None
        except ParameterNotInForce:
            months = None
        return placement_columns(today, months, may_tell=may(self.reader, Act.SURVEY))


class EmploymentNoticeList(ActRequired, ScopedListView):
    """Employments of which some office is still to be told."""

    act = Act.READ_CASES
    filterset_class, default_sort = EmploymentFilter, "begun"
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "就业联动告知", "件", "没有需要告知低保部门、失业保险经办机构的就业。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = placements.notices_due(self.reader, timezone.localdate())
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return notice_columns(may_tell=may(self.reader, Act.SURVEY))


class Place(AboutPerson):
    """Registers an employment with its story."""

    form_class = PlaceForm
    template_name = "assistance/offers/place.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today, "person": self.person}

    def form_valid(self, form: PlaceForm) -> HttpResponse:
        try:
            made = actions.place(
                person=self.person,
                registration=form.registration(),
                story=form.story(),
                worker=self.user,
                at=timezone.now(),
            )
        except RegistrationRefused as refused:
            form.add_error("since", str(refused))
            return self.form_invalid(form)
        except actions.PlacementRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        since = made.registration.validity.lower
        messages.success(self.request, f"已登记{self.person.name}的安置，自 {since} 起就业。")
        return super().form_valid(form)


class OfEmployment(AboutPerson):
    """A form about a registered employment of somebody of the area."""

    def get_subject(self) -> Registration:
        rows = placements.employments_of(self.user).select_related("person")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def person(self) -> Person:
        return self.subject.person


class TellStory(OfEmployment):
    """How an employment came about that was registered without its story."""

    form_class = StoryForm
    template_name = "assistance/offers/story.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    def form_valid(self, form: StoryForm) -> HttpResponse:
        try:
            actions.tell_story(registration=self.subject, story=form.story(), worker=self.user, at=timezone.now())
        except actions.PlacementRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "已登记安置情况。")
        return super().form_valid(form)


class TellOffice(OfEmployment):
    form_class = TellForm
    template_name = "assistance/offers/tell_office.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"due": placements.offices_due(self.subject)}

    def get_initial(self) -> dict[str, Any]:
        return {"told_on": self.today}

    def form_valid(self, form: TellForm) -> HttpResponse:
        told = form.cleaned_data | {"informed": Informed(form.cleaned_data["informed"])}
        try:
            made = actions.tell_office(registration=self.subject, worker=self.user, at=timezone.now(), **told)
        except actions.PlacementRefused as refused:
            form.add_error("told_on", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记告知{made.get_informed_display()}。")
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("assistance:employment_notices")


class PayLumpSum(AboutPerson):
    form_class = LumpSumForm
    template_name = "assistance/offers/lump_sum.html"

    def get_initial(self) -> dict[str, Any]:
        return {"paid_on": self.today}

    def form_valid(self, form: LumpSumForm) -> HttpResponse:
        try:
            made = actions.pay_lump_sum(person=self.person, payment=form.payment(), worker=self.user, at=timezone.now())
        except actions.PlacementRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记一次性发给{made.months_left}个月失业保险金。")
        return super().form_valid(form)
