"""一对一帮扶: which zero-employment families nobody answers for, and the own families of whoever helps."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.filters.pairs import UnpairedFilter
from assistance.queries import pairs, plans
from assistance.tables.pairs import unpaired_columns
from households.case_tables import promise_mark
from households.tables import situation_of
from households.views.registry import OnDay
from ui.tables import Column

MOST_SHOWN = 200


class UnpairedFamilies(OnDay, ActRequired, ScopedListView):
    """Zero-employment families without anybody of their own; above them the coverage, area by area."""

    act = Act.READ_CASES
    title, unit = "一对一帮扶", "户"
    filterset_class = UnpairedFilter
    template_name = "assistance/links/unpaired.html"
    default_sort = "due"
    empty_text = "辖区内的零就业家庭都有一对一责任人。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = pairs.unpaired(self.user, self.today)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return unpaired_columns(self.today, may_edit=may(self.user, Act.SURVEY))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        htmx = getattr(self.request, "htmx", None)
        parts = [] if htmx else pairs.coverage(self.user, self.today)
        return super().get_context_data(coverage=parts, may_assign=may(self.user, Act.ASSIGN), **kwargs)


class OwnFamilies(OnDay, ActRequired, View):
    """The families the user answers for by name, with no more than a visit needs: no number, no telephone."""

    act = Act.HELP

    def get(self, request: HttpRequest) -> HttpResponse:
        families = [self._shown(home) for home in pairs.own_families(self.user, self.today)]
        measures = plans.own_measures(self.user, self.today)[:MOST_SHOWN]
        context = {"families": families, "measures": measures, "today": self.today}
        return render(request, "assistance/links/own.html", context)

    def _shown(self, home: Any) -> dict[str, Any]:
        case = next(iter(home.running), None)
        return {
            "home": home,
            "members": [(one, situation_of(one.person.open_now)) for one in home.present],
            "promise": promise_mark(case, self.today) if case else None,
        }
