"""用人单位: their list, the page of one, entering and correcting one."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView

from accounts.enums import AreaLevel
from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired, may
from assistance.actions import employers as actions
from assistance.filters.employers import EmployerFilter
from assistance.forms.employers import EmployerForm, said_of
from assistance.models import Employer
from assistance.tables.employers import EMPLOYERS, standing_of
from assistance.tables.vacancies import vacancy_mark
from households.views.registry import OnDay
from ui.views import Action

MOST_SHOWN = 50  # vacancies of one employer


class EmployerList(OnDay, ActRequired, ScopedListView):
    """The employers of the city."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = EMPLOYERS, EmployerFilter, "name"
    names_people = False
    template_name = "assistance/employers/list.html"
    title, unit, empty_text = "用人单位", "家", "还没有登记用人单位。由所在社区登记驻辖区单位。"

    def get_scoped(self) -> QuerySet[Employer]:
        rows = Employer.objects.visible_to(self.user).with_hires().with_agreement(self.today)
        return rows.select_related("area__parent")

    def get_primary_action(self) -> Action | None:
        if not may(self.reader, Act.KEEP_EMPLOYERS):
            return None
        return Action("登记用人单位", reverse("assistance:employer_new"), "plus")


class EmployerPage(OnDay, ActRequired, DetailView):
    """An employer. The whole phone stands there for whoever keeps it, and so calls."""

    act = Act.READ_CASES
    template_name = "assistance/employers/employer.html"
    context_object_name = "employer"

    def get_queryset(self) -> QuerySet[Employer]:
        return Employer.objects.visible_to(self.user).with_hires().select_related("area__parent", "registered_by")

    @cached_property
    def is_kept(self) -> bool:
        return may(self.user, Act.KEEP_EMPLOYERS) and bool(self.user.area and self.user.area.contains(self.object.area))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = self.object
        vacancies = own.vacancies.with_filled().order_by("-collected_on", "-pk")[:MOST_SHOWN]
        return super().get_context_data(
            is_kept=self.is_kept,
            may_collect=may(self.user, Act.KEEP_EMPLOYERS) and own.closed_on is None,
            mark=standing_of(own),
            agreements=own.agreements.order_by("-signed_on", "-pk"),
            today=self.today,
            vacancies=[(one, vacancy_mark(one, self.today)) for one in vacancies],
            **kwargs,
        )


class KeepEmployer(OnDay, ActRequired, FormView):
    """Enters an employer, or corrects one of the own area."""

    act = Act.KEEP_EMPLOYERS
    form_class = EmployerForm
    template_name = "assistance/employers/edit.html"

    @cached_property
    def employer(self) -> Employer | None:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(Employer.objects.kept_by(self.user), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        own = Area.objects.visible_to(self.user).existing(self.today).filter(level=AreaLevel.COMMUNITY)
        return super().get_form_kwargs() | {"communities": own.order_by("path")}

    def get_initial(self) -> dict[str, Any]:
        if self.employer is not None:
            return said_of(self.employer)
        own = self.user.area
        return {"area": own} if own is not None and own.level == AreaLevel.COMMUNITY else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(employer=self.employer, **kwargs)

    def form_valid(self, form: EmployerForm) -> HttpResponse:
        said, at = form.said(), timezone.now()
        try:
            if self.employer is None:
                key = form.cleaned_data["submission"]
                made = actions.enter_employer(said=said, worker=self.user, at=at, submission=key)
            else:
                made = actions.correct_employer(employer=self.employer, said=said, worker=self.user, at=at)
        except actions.EmployerRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.form_invalid(form)
        self.made = made
        messages.success(self.request, f"已登记“{made.name}”。")
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("assistance:employer", args=[self.made.pk])
