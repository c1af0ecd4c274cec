"""并轨人员就业情况: how many are employed, in stable employment or not, and who they are."""

from typing import Any

from django.http import HttpRequest

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from households.filters import MergedFilter
from households.queries import merged
from households.queries.merged import Standing
from households.tables import merged_columns
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce
from ui.tables import Column, address_with

from .registry import OnDay


class MergedList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class = MergedFilter
    template_name = "households/merged.html"
    default_sort = "area"
    title, unit = "并轨人员就业情况", "人"
    empty_text = "没有符合条件的并轨人员。并轨情况在入户调查时登记。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.months: parameters.Value | None = None
        self.missing = ""

    def get_scoped(self) -> Any:
        try:
            assert self.user.area is not None  # nobody without an area reads cases
            self.months = value_on(parameters.ZF_STABLE_MONTHS, self.today, self.user.area)
        except ParameterNotInForce as missing:
            self.missing = str(missing)
        rows = merged.merged_people(self.today, self.months.value if self.months else None)
        return rows.visible_to(self.user)

    def get_columns(self) -> tuple[Column, ...]:
        return merged_columns(self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(months=self.months, missing=self.missing, **kwargs)
        return context | {"counts": self._counts()}

    def _counts(self) -> list[tuple[str, int, str]]:
        """Words, number and address of each count, of the area chosen."""
        form = self.filterset.form if self.filterset else None
        area = form.cleaned_data.get("area") if form is not None and form.is_valid() else None
        rows = self.scoped.filter(community_path__startswith=area.path) if area else self.scoped
        found, query = merged.counts_of(rows), self.request.GET
        told = [("并轨人员", found["all"], address_with(query, standing=None))]
        return told + [(one.label, found[one.value], address_with(query, standing=one.value)) for one in Standing]
