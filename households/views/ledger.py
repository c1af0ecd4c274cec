"""台账: laid-off and unemployed people as of a day, and the sheet of one household."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.views.generic import DetailView

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from households.filters import CertifiedLedgerFilter, LedgerFilter
from households.ledger_tables import benefit_words, certificate_words, certified_columns, ledger_columns
from households.models import Household
from households.queries import ledger
from ui.tables import Column

from .registry import OnDay


def day_asked(request: HttpRequest, today: dt.date) -> dt.date:
    """The day ``?on=`` names, up to today; any other words mean today."""
    try:
        return min(dt.date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        return today


class LedgerList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class = LedgerFilter
    template_name = "households/ledger.html"
    default_sort = "area"
    title, unit = "下岗失业人员台账", "人"
    empty_text = "没有符合条件的下岗失业人员。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.day = day_asked(request, self.today)
        self.queryset = ledger.ledger_on(self.day)

    def get_columns(self) -> tuple[Column, ...]:
        is_whole = self.request.GET.get("format") == "xlsx"
        return ledger_columns(self.day, is_today=self.day == self.today, is_whole=is_whole)

    def export_title(self) -> str:
        return f"双下岗、双失业家庭及下岗失业人员台账（截至{self.day}）"


class CertifiedLedger(OnDay, ActRequired, ScopedListView):
    """就业困难人员认定管理台帐, of an area and a period."""

    act = Act.READ_CASES
    filterset_class = CertifiedLedgerFilter
    template_name = "households/ledger.html"
    default_sort = "-certified"
    title, unit = "就业困难人员认定管理台帐", "人次"
    empty_text = "没有符合条件的认定。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.queryset = ledger.certified(self.today)

    def get_columns(self) -> tuple[Column, ...]:
        return certified_columns(self.today)


class LedgerSheet(OnDay, ActRequired, DetailView):
    """The ledger of one household on paper: everybody who lived in it on the day."""

    act = Act.READ_CASES
    template_name = "households/ledger_sheet.html"
    context_object_name = "household"

    def get_queryset(self) -> QuerySet[Household]:
        return Household.objects.visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = day_asked(self.request, self.today)
        rows = ledger.everybody_on(day).filter(household=self.object)
        lines = ledger.lines(list(rows), day, is_today=day == self.today)
        benefits = [(line, taken, benefit_words(taken)) for line in lines for taken in line.benefits]
        return super().get_context_data(
            day=day,
            lines=lines,
            first=lines[0] if lines else None,
            certificates=[(line, certificate_words(line)) for line in lines if line.in_hand],
            benefits=benefits,
            printed_on=self.today,
            **kwargs,
        )
