"""未就业人员: who is out of work, whom to help first, what was done last and what comes next."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.filters.caseload import NotEmployedFilter
from assistance.queries import caseload, plans
from assistance.tables.caseload import not_employed_columns
from households.models import HardToEmploySpell
from households.views.registry import OnDay
from ui.tables import Column


class NotEmployedList(OnDay, ActRequired, ScopedListView):
    """The unemployed cases of the area, those to be helped first at the top."""

    act = Act.READ_CASES
    filterset_class = NotEmployedFilter
    template_name = "assistance/caseload.html"
    default_sort = "-priority"
    title, unit = "未就业人员", "人"
    empty_text = "辖区内没有未就业的在册就业困难人员。"

    def get_scoped(self) -> QuerySet[Any]:
        self.seen = caseload.outlook(self.user, self.today)
        self.request.outlook = self.seen  # type: ignore[attr-defined]  # for the filters
        rows: QuerySet[Any] = caseload.with_points(plans.out_of_work(self.user, self.today), self.seen)
        return rows

    def prepare(self, rows: Sequence[HardToEmploySpell]) -> None:
        self.told = caseload.cared_for(rows, self.seen)

    def get_columns(self) -> tuple[Column, ...]:
        return not_employed_columns(lambda row: self.told[row.pk], self.today, may_assist=may(self.user, Act.ASSIST))
