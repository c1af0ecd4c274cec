"""推荐岗位与拒绝: their list, a person's page of assistance, an offer's page and every act on it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import looks as look_actions
from assistance.actions import offers as actions
from assistance.forms.offer_filters import OfferFilter
from assistance.forms.offers import AnswerForm, AppealForm, LookForm, OfferForm, VacancyOfferForm
from assistance.models import Offer, RefusalLook, Vacancy
from assistance.queries.looks import looks_to_decide, looks_waiting, may_appeal
from assistance.queries.matching import Seekers
from assistance.queries.persons import assistance_of
from assistance.tables.offers import OFFERS, desire_mark, offer_mark
from households.models import Person
from households.views.person import OfPerson
from households.views.registry import OnDay
from policy.parameters import ParameterNotInForce

MOST_NAMED = 10  # of those who come before somebody


class OfferList(ActRequired, ScopedListView):
    """Posts recommended to the people of the area."""

    act = Act.READ_CASES
    queryset = Offer.objects.select_related("person").prefetch_related("looks")
    columns, filterset_class, default_sort = OFFERS, OfferFilter, "-made"
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "推荐岗位", "次", "还没有推荐岗位的记录。在人员的就业援助页面登记推荐。"


class LooksToDecide(OnDay, ActRequired, View):
    """Refusals that wait for the officer, the longest waiting first."""

    act = Act.DECIDE

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = looks_to_decide(self.user, self.today).prefetch_related("offer__looks")
        return render(request, "assistance/offers/looks.html", {"looks": rows[:200], "total": rows.count()})


class PersonAssistance(OnDay, ActRequired, DetailView):
    """One person's offers, refusals, placements, notices and payments."""

    act = Act.READ_CASES
    template_name = "assistance/offers/person.html"
    context_object_name = "person"

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = assistance_of(self.object, self.today)
        verdict = found["verdict"]
        return super().get_context_data(
            may_survey=may(self.user, Act.SURVEY),
            may_serve=may(self.user, Act.SERVE),
            exit_mark=desire_mark(verdict.exit.state) if verdict else None,
            offers=[(offer, offer_mark(offer)) for offer in found.pop("offers")],
            campaigns=[(one, within, desire_mark(within.campaign.state)) for one, within in found.pop("campaigns")],
            **found,
            **kwargs,
        )


class AboutPerson(OfPerson):
    """A form about one person of the area that leads back to the person's page of assistance."""

    act = Act.SURVEY

    def get_success_url(self) -> str:
        return reverse("assistance:of_person", args=[self.person.pk])


class NewOffer(AboutPerson):
    """Recommends a post, of a vacancy where ``?vacancy=`` names one."""

    template_name = "assistance/offers/offer_new.html"

    @cached_property
    def vacancy(self) -> Vacancy | None:
        asked = self.request.GET.get("vacancy", "")
        if not (asked.isdecimal() and len(asked) < 19):
            return None
        rows = Vacancy.objects.visible_to(self.user).lacking(self.today)
        return rows.filter(pk=asked).select_related("employer", "works_in").first()

    def get_form_class(self) -> type[OfferForm]:
        return VacancyOfferForm if self.vacancy else OfferForm

    def get_form_kwargs(self) -> dict[str, Any]:
        of_vacancy = {"vacancy": self.vacancy, "passes": bool(self.passed)} if self.vacancy else {}
        return super().get_form_kwargs() | {"today": self.today} | of_vacancy

    def get_initial(self) -> dict[str, Any]:
        return {"made_on": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vacancy=self.vacancy, passed=self.passed, **kwargs)

    def source(self, form: OfferForm) -> actions.FromVacancy | None:
        passing = form.cleaned_data.get("passing", "")
        return actions.FromVacancy(self.vacancy, passing) if self.vacancy else None

    @cached_property
    def passed(self) -> list[Any]:
        """Who comes before the person, the first of them."""
        if self.vacancy is None:
            return []
        found = Seekers(self.vacancy, self.user, self.today).passed_over_for(self.person.pk)
        return list(found[:MOST_NAMED])

    def form_valid(self, form: OfferForm) -> HttpResponse:
        try:
            made = actions.record_offer(
                person=self.person,
                offer=form.offer(),
                source=self.source(form),
                worker=self.user,
                at=timezone.now(),
                submission=form.cleaned_data["submission"],
            )
        except ParameterNotInForce as silent:
            form.add_error("made_on", str(silent))
            return self.form_invalid(form)
        except actions.OfferRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记向{self.person.name}推荐{made.employer}的{made.position}岗位。")
        return super().form_valid(form)


class OfferPage(OnDay, ActRequired, View):
    """An offer, its answer and how a refusal was looked into; the base of every act on it."""

    act = Act.READ_CASES
    form_name = ""

    @property
    def offer(self) -> Offer:
        rows = Offer.objects.visible_to(self.user).select_related("person", "recorded_by", "struck_by", "passing_over")
        return get_object_or_404(
            rows.prefetch_related("looks__requested_by", "looks__decided_by"), pk=self.kwargs["pk"]
        )

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.form_name:  # the address of an act, opened by hand
            return HttpResponseRedirect(reverse("assistance:offer", args=[self.offer.pk]))
        return self.page(self.offer)

    def page(self, offer: Offer, **bound: Any) -> HttpResponse:
        looks = sorted(offer.looks.all(), key=lambda look: look.stage)
        surveys = may(self.user, Act.SURVEY)
        is_open = surveys and offer.struck_at is None
        waiting = looks_waiting(self.user).filter(offer=offer).first()
        context = {
            "offer": offer,
            "mark": offer_mark(offer),
            "may_strike": is_open,
            "looks": looks,
            "look": waiting,
            "answer_form": AnswerForm(initial={"answered_on": self.today}) if is_open and not offer.answer else None,
            "appeal_form": AppealForm() if surveys and may_appeal(offer) else None,
            "look_form": LookForm() if waiting else None,
        }
        return render(self.request, "assistance/offers/offer.html", context | bound)

    def back(self, offer: Offer, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return HttpResponseRedirect(reverse("assistance:offer", args=[offer.pk]))


class AnswerOffer(OfferPage):
    act, form_name = Act.SURVEY, "answer_form"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        offer, form = self.offer, AnswerForm(request.POST)
        if form.is_valid():
            try:
                actions.answer_offer(offer=offer, given=form.given(), worker=self.user, at=timezone.now())
            except actions.OfferRefused as refused:
                form.add_error(None, str(refused))
        if not form.is_valid():
            return self.page(offer, answer_form=form)
        return self.back(offer, "已登记答复。")


class AppealOffer(OfferPage):
    """The person's appeal, written down in the community."""

    act, form_name = Act.SURVEY, "appeal_form"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        offer, form = self.offer, AppealForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                look_actions.appeal(offer=offer, request=reason, worker=self.user, at=timezone.now())
            except look_actions.LookRefused as refused:
                form.add_error(None, str(refused))
        if not form.is_valid():
            return self.page(offer, appeal_form=form)
        return self.back(offer, "已登记申诉，由区县复核。")


class DecideLook(OfferPage):
    act, form_name = Act.DECIDE, "look_form"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        offer, form = self.offer, LookForm(request.POST)
        look = offer.looks.filter(decided_at=None).first() or RefusalLook()
        if form.is_valid():
            try:
                look_actions.decide_look(look=look, officer=self.user, at=timezone.now(), **form.cleaned_data)
            except look_actions.LookRefused as refused:
                form.add_error(None, str(refused))
        if not form.is_valid():
            return self.page(offer, look_form=form)
        return self.back(offer, "已复核。")
