"""工作预案: which families nobody prepared for, and drawing one up on the page of a family."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from assistance.actions import preparations as actions
from assistance.filters.pairs import UnpairedFilter
from assistance.forms.preparations import PreparationForm
from assistance.models import Preparation
from assistance.queries import preparations
from assistance.queries.plans import owners_for
from assistance.tables.pledges import family_columns
from households.views.registry import OnDay
from ui.tables import Column

from .pledges import FamilyView


class Unprepared(OnDay, ActRequired, ScopedListView):
    """Zero-employment families on record without a 工作预案."""

    act = Act.READ_CASES
    title, unit = "没有工作预案的零就业家庭", "户"
    filterset_class = UnpairedFilter
    template_name = "assistance/pledges/unprepared.html"
    default_sort = "due"
    empty_text = "辖区内的零就业家庭都有工作预案。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = preparations.unprepared(self.user, self.today)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return family_columns(self.today)


class Prepare(FamilyView):
    """Draws up the 工作预案 of a family, or the next version of it."""

    act = Act.ASSIST
    http_method_names = ["get", "post"]

    @cached_property
    def current(self) -> Preparation | None:
        return self.case.preparations.filter(replaced_at=None).first()

    def _form(self, data: Any = None) -> PreparationForm:
        start: dict[str, Any] = {"owner": self.user.pk, "first_on": self.today, "rhythm": 14}
        if self.current is not None:
            kept = ("risks", "response", "rhythm")
            start |= {name: getattr(self.current, name) for name in kept} | {"owner": self.current.owner_id}
        return PreparationForm(data, initial=start, owners=owners_for(self.case.household.area))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(self._form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.form_page(form)
        try:
            made = actions.prepare(case=self.case, prepared=form.prepared(), worker=self.user, at=timezone.now())
        except actions.PreparationRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.form_page(form)
        messages.success(request, f"工作预案第{made.version}版已生效。")
        return HttpResponseRedirect(self.own_url)

    def form_page(self, form: PreparationForm) -> HttpResponse:
        context = {"case": self.case, "current": self.current, "form": form}
        return render(self.request, "assistance/pledges/prepare.html", context)
