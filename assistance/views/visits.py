"""走访、三回访和抽查复核: their lists, recording a visit, looking into one again."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from accounts.uploads import UploadRefused
from accounts.uploads.views import file_answer
from assistance.actions import visits as actions
from assistance.filters.visits import EmployedFilter, RecheckFilter, VisitFilter
from assistance.forms.visits import YES, RecheckForm, VisitForm
from assistance.models import Recheck, VisitPhoto
from assistance.queries import visits as queries
from assistance.queries.supports import supports_of
from assistance.tables.visits import VISITS, employed_columns, recheck_columns, recheck_mark, visit_mark
from households.models import Person, Registration
from households.views.registry import OnDay
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce
from ui.tables import Column


class VisitList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    columns = VISITS
    filterset_class = VisitFilter
    template_name = "assistance/visits/list.html"
    default_sort = "-on"
    title, unit = "走访和回访", "次"
    empty_text = "没有符合条件的走访记录。走访之后，在人员的跟踪服务卡上登记。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.visits().visible_to(self.user)
        return rows


class EmployedList(OnDay, ActRequired, ScopedListView):
    """已就业人员: every employed case, with its call-backs, its stability and what supports it."""

    act = Act.READ_CASES
    filterset_class = EmployedFilter
    template_name = "assistance/visits/callbacks.html"
    default_sort = "due"
    title, unit = "已就业人员", "人次"
    empty_text = "没有已就业的在册人员。在册人员办理就业登记后，自动列入，按期三回访。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.callbacks(self.user, self.today)
        return rows

    def prepare(self, rows: Sequence[Registration]) -> None:
        self.supports = supports_of({row.person_id for row in rows}, self.today)

    def get_columns(self) -> tuple[Column, ...]:
        return employed_columns(
            lambda row: self.supports[row.person_id],
            self.today,
            self.stable_months,
            may_serve=may(self.user, Act.SERVE),
        )

    @cached_property
    def stable_months(self) -> int | None:
        try:
            held = value_on(parameters.ZF_STABLE_MONTHS, self.today, self.user.area) if self.user.area else None
        except ParameterNotInForce:
            return None
        return held.value if held else None


class RecheckList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class = RecheckFilter
    template_name = "assistance/visits/rechecks.html"
    default_sort = "state"
    title, unit = "抽查复核", "件"
    empty_text = "没有符合条件的抽查。登记走访时按比例随机抽取，由另一人复核。"

    def get_scoped(self) -> QuerySet[Any]:
        rows = Recheck.objects.visible_to(self.user)
        return rows.select_related("visit__person", "visit__household__area", "visited_by")

    def get_columns(self) -> tuple[Column, ...]:
        return recheck_columns(self.today)


class RecordVisit(OnDay, ActRequired, View):
    """One visit or call-back."""

    act = Act.SERVE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = {name: request.GET[name] for name in ("kind", "registration") if name in request.GET}
        return self._page(self._person(), initial={"on": self.today, "confirms": False} | asked)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self._person()
        form = self._form(own, request.POST, request.FILES)
        if not form.is_valid():
            return self._page(own, form)
        try:
            made = actions.record_visit(person=own, visit=form.visit(), actor=self.user, at=timezone.now())
        except (actions.VisitRefused, UploadRefused) as refused:
            form.add_error(getattr(refused, "field", "photos"), str(refused))
            return self._page(own, form)
        messages.success(request, f"已登记{made.get_kind_display()}（{made.get_outcome_display()}）。")
        if made.outcome == actions.VisitOutcome.LEFT:
            messages.warning(request, "本人已离岗：请核实后在人员页面终止就业登记。")
        return HttpResponseRedirect(reverse("assistance:card", args=[own.pk]))

    def _person(self) -> Person:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def _form(self, own: Person, *args: Any, **kwargs: Any) -> VisitForm:
        employments: list[Registration] = list(own.registrations.employment().order_by("-validity", "-pk"))
        return VisitForm(*args, today=self.today, employments=employments, **kwargs)

    def _page(self, own: Person, form: VisitForm | None = None, **kwargs: Any) -> HttpResponse:
        context = {"person": own, "form": form or self._form(own, **kwargs)}
        return render(self.request, "assistance/visits/new.html", context)


class ShowPhoto(OnDay, ActRequired, View):
    """A picture taken at a visit; who looked is noted."""

    act = Act.UNMASK

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        rows = VisitPhoto.objects.visible_to(self.user).select_related("visit")
        photo: VisitPhoto = get_object_or_404(rows, pk=pk)
        try:
            file, name = actions.open_photo(photo=photo, actor=self.user, at=timezone.now())
        except UploadRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("assistance:card", args=[photo.visit.person_id]))
        return file_answer(photo, file, name)


class RecheckPage(OnDay, ActRequired, View):
    """A visit drawn by lot, and the second look at it."""

    act = Act.SERVE

    @property
    def case(self) -> Recheck:
        rows = Recheck.objects.visible_to(self.user)
        rows = rows.select_related("visit__person", "visit__household__area", "visited_by", "checked_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self.case, RecheckForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, form = self.case, RecheckForm(request.POST)
        if not form.is_valid():
            return self._page(case, form)
        agrees, findings = form.cleaned_data["agrees"] == YES, form.cleaned_data["findings"]
        try:
            actions.recheck(recheck=case, agrees=agrees, findings=findings, actor=self.user, at=timezone.now())
        except actions.VisitRefused as refused:
            form.add_error(refused.field, str(refused))
            return self._page(case, form)
        messages.success(request, "复核结果已登记。")
        return HttpResponseRedirect(reverse("assistance:rechecks"))

    def _page(self, case: Recheck, form: RecheckForm) -> HttpResponse:
        is_waiting = Recheck.objects.waiting_for(self.user).filter(pk=case.pk).exists()
        context = {
            "case": case,
            "visit": case.visit,
            "found": visit_mark(case.visit),
            "mark": recheck_mark(case, self.today),
            "form": form if is_waiting else None,
        }
        return render(self.request, "assistance/visits/recheck.html", context)
