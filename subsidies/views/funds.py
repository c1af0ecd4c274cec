"""补贴资金: what there is and what is left, what documents gave, and how banks want their files."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.enums import AreaLevel
from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired, may
from subsidies.actions import funds as actions
from subsidies.filters.payments import FundFilter
from subsidies.forms.payments import AllocationForm, FormatForm
from subsidies.models import Allocation, BankFormat, Fund
from subsidies.queries import funds
from subsidies.tables.payments import ALLOCATIONS, FORMATS, FUNDS
from ui.views import Action

from .acting import ActPage


class FundList(ActRequired, ScopedListView):
    """What is left of each source."""

    act = Act.READ_PAYMENTS
    columns, filterset_class, default_sort = FUNDS, FundFilter, "-year"
    names_people = False
    template_name = "subsidies/payments/funds.html"
    title, unit = "补贴资金", "项"
    empty_text = "还没有登记下达的补贴资金。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = funds.funds().filter(pk__in=Fund.objects.visible_to(self.reader).values("pk"))
        return rows

    def get_primary_action(self) -> Action | None:
        if not may(self.reader, Act.KEEP_FUNDS):
            return None
        return Action("登记资金下达", reverse("subsidies:allocate"), "plus")


class AllocationList(ActRequired, ScopedListView):
    act = Act.READ_PAYMENTS
    columns, default_sort = ALLOCATIONS, "-on"
    names_people = False
    template_name = "subsidies/payments/allocations.html"
    title, unit = "资金下达记录", "条"
    empty_text = "还没有登记下达的补贴资金。"
    queryset = Allocation.objects.select_related("fund__area", "entered_by")


class Allocate(ActPage):
    act = Act.KEEP_FUNDS
    form_class = AllocationForm
    title, verb, icon = "登记资金下达", "登记", "wallet"
    hint = "登记后不能修改；登记错的，用同一文号登记负数冲减。"

    def get_form_kwargs(self) -> dict[str, Any]:
        levels = (AreaLevel.DISTRICT, AreaLevel.CITY)
        areas = Area.objects.visible_to(self.user).existing(self.today).filter(level__in=levels)
        return super().get_form_kwargs() | {"areas": areas.order_by("-level", "path")}

    def get_initial(self) -> dict[str, Any]:
        return {"year": self.today.year, "on": self.today}

    def back(self) -> str:
        return reverse("subsidies:funds")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.back(), "补贴资金")]

    def perform(self, form: AllocationForm) -> str:
        made = actions.allocate(given=form.given(), officer=self.user, at=timezone.now())
        return f"已登记 {made.fund}：{made.amount:,.2f} 元。"


class FormatList(ActRequired, ScopedListView):
    act = Act.READ_PAYMENTS
    columns, default_sort = FORMATS, "name"
    names_people = False
    template_name = "subsidies/payments/formats.html"
    title, unit = "银行报盘格式", "个"
    empty_text = "还没有银行报盘格式。由市局设定后，区县才能生成报盘文件。"
    queryset = BankFormat.objects.select_related("area", "set_by")

    def get_primary_action(self) -> Action | None:
        area = self.reader.area
        if not may(self.reader, Act.KEEP_FUNDS) or area is None or area.level != AreaLevel.CITY:
            return None
        return Action("设定报盘格式", reverse("subsidies:bank_format_new"), "plus")


class NewFormat(ActPage):
    act = Act.KEEP_FUNDS
    form_class = FormatForm
    title, verb, icon = "设定银行报盘格式", "设定", "building-bank"
    hint = "格式有变的，用同一名称从新的日期起另行设定；此前的仍按原格式。"

    def get_initial(self) -> dict[str, Any]:
        return {"since": self.today}

    def back(self) -> str:
        return reverse("subsidies:bank_formats")

    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.back(), "银行报盘格式")]

    def perform(self, form: FormatForm) -> str:
        made = actions.set_format(told=form.told(), officer=self.user, at=timezone.now())
        return f"已设定“{made.name}”，自 {made.since} 起。"
