"""四包一帮: which families lack a link, and the links of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from households.actions.responsibility_links import LinksRefused, set_links
from households.filters import LinkFilter
from households.forms.responsibility_links import LinksForm
from households.models import Household
from households.queries import responsibility_links as queries
from households.queries.cases import with_head
from households.tables import link_columns

from .registry import OnDay


class LinkList(OnDay, ActRequired, ScopedListView):
    """Families that lack any of the five links; above them the coverage, area by area."""

    act = Act.READ_CASES
    title, unit = "四包一帮", "户"
    filterset_class = LinkFilter
    template_name = "households/links.html"
    default_sort = "number"
    empty_text = "辖区内没有缺少责任联系的家庭。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Household.objects.inhabited().select_related("area")
        linked = queries.with_links(rows, self.today).exclude(queries.COMPLETE)
        self.queryset = with_head(linked, self.today, household="pk")
        self.columns = link_columns(may_edit=may(self.user, Act.SURVEY))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        htmx = getattr(self.request, "htmx", None)
        parts = [] if htmx else queries.coverage(self.user, self.today)
        return super().get_context_data(coverage=parts, link_titles=queries.LINKS.values(), **kwargs)


class EditLinks(OnDay, ActRequired, FormView):
    act = Act.SURVEY
    template_name = "households/edit_links.html"
    form_class = LinksForm

    @property
    def household(self) -> Household:
        rows = Household.objects.visible_to(self.user).select_related("area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"household": self.household, "on": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        household = self.household
        links = queries.links_of(household, self.today)
        return super().get_context_data(household=household, links=links, **kwargs)

    def form_valid(self, form: LinksForm) -> HttpResponse:
        try:
            linked = set_links(household=self.household, links=form.links(), actor=self.user, at=timezone.now())
        except LinksRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "责任联系已保存。")
        return HttpResponseRedirect(reverse("households:household", args=[linked.pk]))
