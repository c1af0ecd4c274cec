"""发放进展: which districts have started paying, and how long each step of a claim takes."""

import datetime as dt
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired
from households.views.registry import OnDay
from subsidies.filters.recoveries import ProgressFilter
from subsidies.queries import progress
from subsidies.queries.payments import quarter_of
from subsidies.tables.recoveries import progress_columns
from ui.tables import Column


class ProgressList(OnDay, ActRequired, ScopedListView):
    """区县发放进展 and its 空白点."""

    act = Act.READ_FIGURES
    filterset_class, default_sort = ProgressFilter, "area"
    names_people = False
    template_name = "subsidies/payments/progress.html"
    title, unit = "区县发放进展", "个"
    empty_text = "没有符合条件的区县。"

    @cached_property
    def target(self) -> Any:
        return progress.target(self.reader, self.today)

    def get_scoped(self) -> QuerySet[Any]:
        own = Area.objects.visible_to(self.reader).values("pk")
        rows: QuerySet[Any] = progress.districts(self.today).filter(pk__in=own)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        by: dt.date | None = self.target.value if self.target else None
        return progress_columns(by, self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = self.scoped.aggregate(all=Count("pk"), started=Count("started_on"))
        blanks = told["all"] - told["started"]
        return super().get_context_data(target=self.target, all=told["all"], blanks=blanks, **kwargs)


class StepDaysPage(OnDay, ActRequired, View):
    """审核用时 by step and area, in the quarter of today or the one before."""

    act = Act.READ_FIGURES

    def get(self, request: HttpRequest) -> HttpResponse:
        this = quarter_of(self.today)
        is_former = request.GET.get("quarter") == "former"
        months = quarter_of(this.first - dt.timedelta(days=1)) if is_former else this
        first, last = months.first, (this.first - dt.timedelta(days=1)) if is_former else self.today
        steps, rows = progress.step_days(self.user, first, last)
        told = [(one.area, [one.steps.get(title) for title in steps]) for one in rows]
        context = {"steps": steps, "rows": told, "first": first, "last": last, "is_former": is_former}
        return render(request, "subsidies/payments/step_days.html", context)
