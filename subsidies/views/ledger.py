"""补贴发放台帐, of an area and a period: on screen, on paper, and as a workbook that says whose copy it is."""

from typing import Any

from django.db.models import QuerySet

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from subsidies.filters.ledger import GrantedFilter
from subsidies.queries.ledger import granted_members
from subsidies.tables.ledger import LEDGER


class GrantedLedger(ActRequired, ScopedListView):
    act = Act.READ_CASES
    columns, filterset_class, default_sort = LEDGER, GrantedFilter, "area"
    template_name = "subsidies/ledger.html"
    title, unit, empty_text = "补贴发放台帐", "人次", "这一时期没有批准的补贴。"

    def get_scoped(self) -> QuerySet[Any]:
        return granted_members(self.reader)
