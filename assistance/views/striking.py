"""划去: asks for the reason, and strikes off what was entered wrongly, whatever it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts.permissions import Act, ActRequired
from accounts.refusing import FieldRefused
from accounts.uploads.forms import StrikeOffForm
from assistance.actions import services, striking, visits
from assistance.forms.services import STRIKINGS
from assistance.models import EmploymentNotice, LumpSum, Offer, Placement, Service, Visit
from households.models import Person
from households.views.registry import OnDay


class StrikeOff(OnDay, ActRequired, FormView):
    """A subclass says which rows, how to call one, and what strikes it off."""

    act = Act.SURVEY
    form_class = StrikeOffForm
    template_name = "assistance/strike_off.html"
    page = "of_person"
    hint = ""
    rows: Any

    @cached_property
    def entry(self) -> Any:
        return get_object_or_404(self.rows.visible_to(self.user), pk=self.kwargs["pk"])

    @property
    def person(self) -> Person:
        person: Person = self.entry.person
        return person

    @property
    def what(self) -> str:
        raise NotImplementedError

    def strike(self, **taken: Any) -> None:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": STRIKINGS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"person": self.person, "what": self.what, "hint": self.hint, "back": self.get_success_url()}
        return super().get_context_data(**told, **kwargs)

    def get_success_url(self) -> str:
        return reverse(f"assistance:{self.page}", args=[self.person.pk])

    def form_valid(self, form: StrikeOffForm) -> HttpResponse:
        try:
            self.strike(reason=form.cleaned_data["reason"], at=timezone.now())
        except FieldRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "已划去，记录和原因保留。")
        return super().form_valid(form)


class StrikeOffService(StrikeOff):
    act, page = Act.SERVE, "card"
    rows = Service.objects.select_related("person")

    @property
    def what(self) -> str:
        return f"{self.entry.on} {self.entry.get_kind_display()}：{self.entry.detail}"

    def strike(self, **taken: Any) -> None:
        services.strike_off(service=self.entry, actor=self.user, **taken)


class StrikeOffVisit(StrikeOff):
    act, page = Act.SERVE, "card"
    rows = Visit.objects.select_related("person")

    @property
    def what(self) -> str:
        return f"{self.entry.on} {self.entry.get_kind_display()}：{self.entry.findings}"

    def strike(self, **taken: Any) -> None:
        visits.strike_off(visit=self.entry, actor=self.user, **taken)


class StrikeOffOffer(StrikeOff):
    rows = Offer.objects.select_related("person")
    hint = "答复一并划去：计入的拒绝不再计入，待复核的不再复核。"

    @property
    def what(self) -> str:
        row = self.entry
        answer = f"，{row.answered_on} {row.get_answer_display()}" if row.answer else ""
        return f"{row.made_on} 推荐{row.employer}的{row.position}岗位{answer}"

    def strike(self, **taken: Any) -> None:
        striking.strike_offer(offer=self.entry, worker=self.user, **taken)


class OfEmployment(StrikeOff):
    @property
    def person(self) -> Person:
        person: Person = self.entry.registration.person
        return person


class StrikeOffPlacement(OfEmployment):
    rows = Placement.objects.select_related("registration__person")
    hint = "就业登记不变，可以重新登记安置情况。"

    @property
    def what(self) -> str:
        row = self.entry
        return f"{row.registration.validity.lower} 就业：{row.get_channel_display()}，{row.get_source_display()}"

    def strike(self, **taken: Any) -> None:
        striking.strike_placement(placement=self.entry, worker=self.user, **taken)


class StrikeOffNotice(OfEmployment):
    rows = EmploymentNotice.objects.select_related("registration__person")
    hint = "该单位重新列入应告知。"

    @property
    def what(self) -> str:
        return f"{self.entry.told_on} 已告知{self.entry.get_informed_display()}"

    def strike(self, **taken: Any) -> None:
        striking.strike_notice(notice=self.entry, worker=self.user, **taken)


class StrikeOffLumpSum(StrikeOff):
    rows = LumpSum.objects.select_related("person")
    hint = "这次就业可以重新登记一次性发给。"

    @property
    def what(self) -> str:
        return f"{self.entry.paid_on} 一次性发给失业保险金 {self.entry.months_left} 个月 {self.entry.amount} 元"

    def strike(self, **taken: Any) -> None:
        striking.strike_lump_sum(lump_sum=self.entry, worker=self.user, **taken)
