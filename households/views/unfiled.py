"""符合条件未立案: how many and where, who they are, and the reason a worker records."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired, may
from households.actions import no_case
from households.case_tables import subject_of
from households.filters import UnfiledFamilyFilter, UnfiledPersonFilter
from households.forms.no_case import NoCaseForm
from households.queries import unfiled
from households.survey_tables import unfiled_columns
from ui.tables import Column

from .case_view import own_address
from .registry import OnDay


class UnfiledPage(OnDay, ActRequired, View):
    """How many look eligible without a case, by the areas below the own or ``?area=``."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        area, below = self.user.area, request.GET.get("area", "")
        if below.isdecimal():
            area = get_object_or_404(Area.objects.visible_to(self.user).select_related("parent"), pk=below)
        counts = unfiled.by_area(self.user, area, self.today) if area else []
        context = {
            "area": area,
            "is_below": area is not None and area != self.user.area,
            "counts": counts[:-1],
            "total": counts[-1] if counts else None,
            "may_survey": may(self.user, Act.SURVEY),
        }
        return render(request, "households/unfiled.html", context)


class UnfiledList(OnDay, ActRequired, ScopedListView):
    """Findings without a case; ``rows_on`` gives those of a day, ``explain_route`` where a reason is recorded."""

    act = Act.READ_CASES
    template_name = "households/unfiled_list.html"
    default_sort = "since"
    empty_text = "没有符合条件而未立案的，名单已清零。"
    rows_on: ClassVar[Callable[..., Any]]
    explain_route: ClassVar[str]
    of_people: ClassVar[bool]

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = type(self).rows_on(self.today).visible_to(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        here = self.request.get_full_path()

        def explain(row: Any) -> str:
            return f"{reverse(self.explain_route, args=[row.pk])}?then={here}"

        return unfiled_columns(explain if may(self.user, Act.SURVEY) else None, of_people=self.of_people)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(of_people=self.of_people, **kwargs)


class UnfiledFamilies(UnfiledList):
    title, unit = "未立案的疑似零就业家庭", "户"
    filterset_class = UnfiledFamilyFilter
    rows_on = staticmethod(unfiled.families)
    explain_route, of_people = "households:explain_family", False


class UnfiledPeople(UnfiledList):
    title, unit = "未立案的疑似就业困难人员", "人"
    filterset_class = UnfiledPersonFilter
    rows_on = staticmethod(unfiled.people)
    explain_route, of_people = "households:explain_person", True


class Explain(OnDay, ActRequired, View):
    """Why the family or person of a finding has no case."""

    act = Act.SURVEY
    rows_on: ClassVar[Callable[..., Any]]
    list_route: ClassVar[str]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self._finding(), NoCaseForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        finding, form = self._finding(), NoCaseForm(request.POST)
        if not form.is_valid():
            return self._page(finding, form)
        try:
            made = no_case.explain(finding=finding, explanation=form.explanation(), worker=self.user, at=timezone.now())
        except no_case.NoCaseRefused as refused:
            form.add_error(None, str(refused))
            return self._page(finding, form)
        messages.success(request, f"已登记{subject_of(finding)}未立案的原因，有效至{made.holds_until}。")
        return HttpResponseRedirect(own_address(request, reverse(self.list_route)))

    def _finding(self) -> Any:
        return get_object_or_404(type(self).rows_on(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    def _page(self, finding: Any, form: NoCaseForm) -> HttpResponse:
        context = {
            "form": form,
            "finding": finding,
            "subject": subject_of(finding),
            "back": own_address(self.request, reverse(self.list_route)),
        }
        return render(self.request, "households/explain.html", context)


class ExplainFamily(Explain):
    rows_on = staticmethod(unfiled.families)
    list_route = "households:unfiled_families"


class ExplainPerson(Explain):
    rows_on = staticmethod(unfiled.people)
    list_route = "households:unfiled_people"
