"""培训台账: who learnt what and whether it led to work; what people wish to learn; the rate of guidance training.

And of one person the chain from training to post to work (培训、提供岗位、介绍就业一体化)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import training_wishes as actions
from assistance.actions.training import TrainingRefused
from assistance.filters.training import EnrolmentFilter, UnguidedFilter, WillingFilter, WishFilter
from assistance.forms.training import WishForm
from assistance.models import StartUp, TrainingWish
from assistance.queries import training as queries
from assistance.queries import training_chain, training_demand, training_rates
from assistance.tables.offers import offer_mark
from assistance.tables.training import (
    UNGUIDED,
    WILLING,
    WISHES,
    counting_mark,
    enrolment_columns,
    result_mark,
)
from households.models import Person
from households.views.person import OfPerson
from households.views.registry import OnDay
from policy.parameters import ParameterNotInForce
from ui.tables import Column

from .striking import StrikeOff


class TrainingList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    template_name = "assistance/training/list.html"


class EnrolmentList(TrainingList):
    """Places in courses, with what came of them."""

    filterset_class = EnrolmentFilter
    extra_context = {"tab": "enrolments"}
    default_sort = "-applied"
    title, unit = "培训人员台账", "人次"
    empty_text = "没有符合条件的培训人员。在培训班页面组织报名。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.enrolments(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return enrolment_columns(self.today)


class WishList(TrainingList):
    """Who wishes to learn what, by trade."""

    columns = WISHES
    filterset_class = WishFilter
    extra_context = {"tab": "wishes"}
    default_sort = "trade"
    title, unit = "培训意愿", "条"
    empty_text = "还没有登记到专业（工种）的培训意愿。在“意愿待明确”中逐人登记。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = training_demand.wishes(self.user)
        return rows


class WillingList(TrainingList):
    """Who told the survey of a wish to learn, and was not asked yet what."""

    columns = WILLING
    filterset_class = WillingFilter
    extra_context = {"tab": "willing"}
    default_sort = "name"
    title, unit = "意愿待明确", "人"
    empty_text = "入户调查时有培训意愿的，都已登记到专业（工种）。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = training_demand.willing(self.user, self.today)
        return rows


class UnguidedList(TrainingList):
    """Who is in status and was not trained yet: behind what the rate lacks."""

    columns = UNGUIDED
    filterset_class = UnguidedFilter
    extra_context = {"tab": "rates"}
    default_sort = "certified"
    title, unit = "未参加引导性培训", "人"
    empty_text = "在册人员都已参加引导性培训。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = training_rates.in_status(self.user, self.today).filter(is_guided=False)
        return rows


class GuidanceRates(OnDay, ActRequired, View):
    act = Act.READ_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            rows, source = training_rates.guidance_rates(self.user, self.today)
        except ParameterNotInForce as missing:
            return render(request, "assistance/training/rates.html", {"missing": str(missing)})
        context = {"rows": rows, "source": source, "own": self.user.area}
        return render(request, "assistance/training/rates.html", context)


class TrainingChain(OnDay, ActRequired, DetailView):
    """One person: what was wished, learnt, offered, and worked since."""

    act = Act.READ_CASES
    template_name = "assistance/training/chain.html"
    context_object_name = "person"

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chain = training_chain.chain_of(self.object)
        return super().get_context_data(
            chain=chain,
            startup=StartUp.objects.standing().of(self.object).first(),
            places=[(row, result_mark(row), counting_mark(row, self.today)) for row in chain.places],
            offers=[(row, offer_mark(row)) for row in chain.offers],
            may_serve=may(self.user, Act.SERVE),
            may_survey=may(self.user, Act.SURVEY),
            **kwargs,
        )


class NoteWish(OfPerson):
    act = Act.SERVE
    form_class = WishForm
    template_name = "assistance/training/wish.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today, "known": queries.trades(self.user, self.today)}

    def get_initial(self) -> dict[str, Any]:
        return {"asked_on": self.today}

    def get_success_url(self) -> str:
        return reverse("assistance:training_chain", args=[self.person.pk])

    def form_valid(self, form: WishForm) -> HttpResponse:
        try:
            made = actions.note_wish(person=self.person, wish=form.wish(), actor=self.user, at=timezone.now())
        except TrainingRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记{self.person.name}想学“{made.trade}”。")
        return super().form_valid(form)


class StrikeOffWish(StrikeOff):
    act, page = Act.SERVE, "training_chain"
    rows = TrainingWish.objects.select_related("person")

    @property
    def what(self) -> str:
        return f"{self.entry.asked_on} 想学{self.entry.trade}（{self.entry.get_kind_display()}）"

    def strike(self, **taken: Any) -> None:
        actions.drop_wish(wish=self.entry, actor=self.user, **taken)
