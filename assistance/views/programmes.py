"""援助工作方案: the list, the page of one, and the setting of it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from accounts.queries import organisations
from assistance.actions import programmes as actions
from assistance.filters.programmes import ProgrammeFilter
from assistance.forms.programmes import ProgrammeForm, ProgressForm
from assistance.models import Programme
from assistance.tables.programmes import programme_columns, state_of
from households.views.registry import OnDay
from ui.tables import Column
from ui.views import Action


class ProgrammeList(OnDay, ActRequired, ScopedListView):
    """The programmes that bind the area, and those below it."""

    act = Act.READ_CASES
    title, unit = "援助工作方案", "份"
    queryset = Programme.objects.select_related("area")
    filterset_class = ProgrammeFilter
    template_name = "assistance/programmes/list.html"
    default_sort = "-starts"
    empty_text = "还没有援助工作方案。由市和区县制定。"
    names_people = False

    def get_columns(self) -> tuple[Column, ...]:
        return programme_columns(self.today)

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.SET_PROGRAMMES):
            return None
        return Action("制定援助工作方案", reverse("assistance:programme_new"), "plus")


class ProgrammePage(OnDay, ActRequired, View):
    act = Act.READ_CASES
    http_method_names = ["get"]

    @cached_property
    def programme(self) -> Programme:
        rows = Programme.objects.visible_to(self.user).select_related("area", "set_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(ProgressForm())

    def page(self, form: ProgressForm) -> HttpResponse:
        own = self.programme
        is_own = own.area_id == self.user.area_id and may(self.user, Act.SET_PROGRAMMES)
        context = {
            "programme": own,
            "state": state_of(own, self.today),
            "organisations": own.organisations.order_by("name"),
            "progress": own.progress.select_related("reported_by").order_by("-on", "-pk"),
            "form": form if is_own else None,
        }
        return render(self.request, "assistance/programmes/programme.html", context)


class ReportProgress(ProgrammePage):
    act = Act.SET_PROGRAMMES
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("assistance:programme", args=[self.programme.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, own = ProgressForm(request.POST), self.programme
        if not form.is_valid():
            return self.page(form)
        report = form.cleaned_data["report"]
        try:
            actions.report_progress(programme=own, report=report, officer=self.user, at=timezone.now())
        except actions.ProgrammeRefused as refused:
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, "已填报进展。")
        return HttpResponseRedirect(reverse("assistance:programme", args=[own.pk]))


class NewProgramme(OnDay, ActRequired, View):
    act = Act.SET_PROGRAMMES

    def _form(self, data: Any = None) -> ProgrammeForm:
        partners: QuerySet[Any] = organisations().visible_to(self.user).existing(self.today).order_by("name")
        return ProgrammeForm(data, initial={"starts_on": self.today}, organisations=partners)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            made = actions.set_programme(draft=form.draft(), officer=self.user, at=timezone.now())
        except actions.ProgrammeRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(form)
        messages.success(request, f"已制定“{made.title}”。")
        return HttpResponseRedirect(reverse("assistance:programme", args=[made.pk]))

    def page(self, form: ProgrammeForm) -> HttpResponse:
        return render(self.request, "assistance/programmes/new.html", {"form": form})
