"""用人信息: the list, the page of one with every act on it, and how many were collected."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.enums import AreaLevel
from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired, may
from assistance.actions import vacancies as actions
from assistance.filters.vacancies import VacancyFilter
from assistance.forms.vacancies import CorrectVacancyForm, PublishForm, VacancyForm, begun, said_of
from assistance.models import Employer, Offer, Vacancy
from assistance.queries.vacancies import counts_by_area, post_types_on, trades_on, valid_days_on
from assistance.tables.offers import offer_mark
from assistance.tables.vacancies import count_columns, vacancy_columns, vacancy_mark
from households.views.registry import OnDay
from policy.parameters import ParameterNotInForce
from ui.tables import Column
from ui.views import Action

YEARS = 3  # of the count (S1-30)


class VacancyList(OnDay, ActRequired, ScopedListView):
    """What the employers of the city look for."""

    act = Act.READ_CASES
    filterset_class, default_sort = VacancyFilter, "-collected"
    names_people = False
    template_name = "assistance/employers/list.html"
    title, unit = "用人信息", "条"
    empty_text = "没有用人信息。在用人单位的页面登记它要招用的岗位。"

    def get_scoped(self) -> QuerySet[Any]:
        rows = Vacancy.objects.visible_to(self.reader).with_filled()
        return rows.select_related("employer", "area", "works_in")

    def get_columns(self) -> tuple[Column, ...]:
        return vacancy_columns(self.today)

    def get_primary_action(self) -> Action | None:
        return (
            Action("选择用人单位登记", reverse("assistance:employers")) if may(self.user, Act.KEEP_EMPLOYERS) else None
        )


class VacancyCounts(OnDay, ActRequired, ScopedListView):
    """By area how many vacancies were collected each year, and how old those are that are open."""

    act = Act.READ_CASES
    default_sort = "area"
    names_people = False
    template_name = "assistance/employers/list.html"
    title, unit, empty_text = "用人信息统计", "个区划", "没有下级区划。"

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.today.year, self.today.year - YEARS, -1))

    def get_scoped(self) -> QuerySet[Any]:
        assert self.user.area is not None  # Act.READ_CASES is of who serves in an area
        return counts_by_area(self.user.area, self.today, self.years)

    def get_columns(self) -> tuple[Column, ...]:
        return count_columns(self.years)


class VacancyPage(OnDay, ActRequired, View):
    """A vacancy, the offers made of it to the people of the own area, and what may be done with it; the base of every
    act on it."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    @cached_property
    def vacancy(self) -> Vacancy:
        rows = Vacancy.objects.visible_to(self.user).with_filled()
        related = rows.select_related("employer__area", "area__parent", "works_in__parent", "collected_by")
        return get_object_or_404(related, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, form: PublishForm | None = None) -> HttpResponse:
        own = self.vacancy
        offers = Offer.objects.visible_to(self.user).filter(vacancy=own).select_related("person")
        is_kept = may(self.user, Act.KEEP_EMPLOYERS) and bool(self.user.area and self.user.area.contains(own.area))
        is_open = own.closed_on is None
        publishing = form or PublishForm(initial={"enquiries": own.enquiries or self.user.office_phone})
        context = {
            "vacancy": own,
            "mark": vacancy_mark(own, self.today),
            "offers": [(one, offer_mark(one)) for one in offers.prefetch_related("looks").order_by("-made_on", "-pk")],
            "is_kept": is_kept and is_open,
            "may_renew": is_kept and (is_open or own.closing == "expired"),
            "form": publishing if is_kept and is_open and own.published_on is None else None,
            "lacks": is_open and own.expires_on >= self.today and own.filled < own.wanted,
        }
        return render(self.request, "assistance/employers/vacancy.html", context)

    def back(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return HttpResponseRedirect(reverse("assistance:vacancy", args=[self.vacancy.pk]))


class OnVacancy(VacancyPage):
    """An act on a vacancy of the own area; its address opened by hand leads to the page."""

    act = Act.KEEP_EMPLOYERS
    http_method_names = ["get", "post"]

    @cached_property
    def vacancy(self) -> Vacancy:
        get_object_or_404(Vacancy.objects.kept_by(self.user), pk=self.kwargs["pk"])
        return super().vacancy

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("assistance:vacancy", args=[self.vacancy.pk]))

    def refused(self, why: Exception) -> HttpResponse:
        messages.error(self.request, str(why))
        return HttpResponseRedirect(reverse("assistance:vacancy", args=[self.vacancy.pk]))


class PublishVacancy(OnVacancy):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own, form = self.vacancy, PublishForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            actions.publish_vacancy(vacancy=own, worker=self.user, at=timezone.now(), **form.cleaned_data)
        except actions.VacancyRefused as refused:
            return self.refused(refused)
        return self.back("已发布，不登录也能在职业供求信息页面看到。")


class RenewVacancy(OnVacancy):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            made = actions.renew_vacancy(vacancy=self.vacancy, worker=self.user, at=timezone.now())
        except (actions.VacancyRefused, ParameterNotInForce) as refused:
            return self.refused(refused)
        return self.back(f"已复核，有效期延长至 {made.expires_on}。")


class CloseVacancy(OnVacancy):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            actions.close_vacancy(vacancy=self.vacancy, worker=self.user, at=timezone.now())
        except actions.VacancyRefused as refused:
            return self.refused(refused)
        return self.back("已关闭，不再推荐和发布。")


class KeepVacancy(OnDay, ActRequired, FormView):
    """Collects what an employer looks for, or corrects it."""

    act = Act.KEEP_EMPLOYERS
    template_name = "assistance/employers/vacancy_edit.html"
    vacancy: Vacancy | None = None

    @cached_property
    def employer(self) -> Employer:
        return get_object_or_404(Employer.objects.visible_to(self.user).select_related("area"), pk=self.kwargs["pk"])

    def get_form_class(self) -> type[VacancyForm]:
        return CorrectVacancyForm if self.vacancy else VacancyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        communities = Area.objects.existing(self.today).filter(level=AreaLevel.COMMUNITY).order_by("path")
        try:
            lists = post_types_on(self.today, self.employer.area), trades_on(self.today, self.employer.area)
        except ParameterNotInForce:
            lists = (), ()
        kept = (self.vacancy.post_type, self.vacancy.skill) if self.vacancy else ("", "")
        types, trades = (_with_kept(known, own) for known, own in zip(lists, kept, strict=True))
        own = {"areas": communities.visible_to(self.user), "places": communities, "types": types, "trades": trades}
        return super().get_form_kwargs() | own

    def get_initial(self) -> dict[str, Any]:
        if self.vacancy is not None:
            return said_of(self.vacancy)
        try:
            days = valid_days_on(self.today, self.employer.area)
        except ParameterNotInForce:
            days = 0
        own = self.user.area if self.user.area and self.user.area.level == AreaLevel.COMMUNITY else self.employer.area
        return begun(self.today, days, own) | {"works_in": self.employer.area, "place": self.employer.address}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(employer=self.employer, vacancy=self.vacancy, **kwargs)

    def form_valid(self, form: VacancyForm) -> HttpResponse:
        said, at = form.said(), timezone.now()
        try:
            if self.vacancy is not None:
                made = actions.correct_vacancy(vacancy=self.vacancy, said=said, worker=self.user, at=at)
            else:
                typed = form.cleaned_data
                made = actions.collect_vacancy(
                    employer=self.employer, area=typed["area"], said=said, worker=self.user, at=at,
                    submission=typed["submission"],
                )  # fmt: skip
        except actions.VacancyRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记{made.employer.name}招用{made.position} {made.wanted} 人。")
        return HttpResponseRedirect(reverse("assistance:vacancy", args=[made.pk]))


class CorrectVacancy(KeepVacancy):
    @cached_property
    def vacancy(self) -> Vacancy:  # type: ignore[override]
        rows = Vacancy.objects.kept_by(self.user).filter(closed_on=None).select_related("employer__area", "area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def employer(self) -> Employer:
        return self.vacancy.employer


def _with_kept(known: tuple[str, ...], kept: str) -> tuple[str, ...]:
    """A code list of today, with what a vacancy has that no longer stands in it."""
    return (*known, kept) if kept and kept not in known else known
