"""Organisations that are no areas: who they are, and what their people see."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, FormView, View

from accounts import filters, place_tables, queries
from accounts.actions import organisations as actions
from accounts.enums import ORGANISATION_ROLES, AccountStanding, OrganisationKind, Role
from accounts.forms.places import OrganisationForm, RenameForm
from accounts.lists.views import ScopedListView
from accounts.models import Organisation
from accounts.permissions import Act, ActRequired, may, sights
from ui.forms import Dialogue
from ui.views import Action

from .areas import tabs


class Organisations(ActRequired, ScopedListView):
    names_people = False
    act = Act.READ_ORGANISATIONS
    title, unit = "单位", "个单位"
    queryset = queries.organisation_rows()
    columns = place_tables.ORGANISATIONS
    filterset_class = filters.OrganisationFilter
    template_name = "accounts/tabbed.html"
    default_sort = "kind"
    empty_text = "还没有登记单位。银行、担保中心、财政、成员单位和农垦、森工等非行政区单位在这里登记。"

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.MANAGE_USERS):
            return None
        return Action("登记单位", reverse("accounts:open_organisation"), "plus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tab="organisations", tabs=tabs(self.request.user), **kwargs)


class OpenOrganisation(ActRequired, FormView):
    act = Act.MANAGE_USERS
    template_name = "accounts/open_organisation.html"
    form_class = OrganisationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"administrator": self.request.user, "on": timezone.localdate()}

    def form_valid(self, form: OrganisationForm) -> HttpResponse:
        new = actions.NewOrganisation(**form.cleaned_data)
        try:
            opened = actions.open_organisation(new, actor=self.user, at=timezone.now())
        except actions.OrganisationRefused as refused:
            form.add_error("name", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记{opened}。")
        return HttpResponseRedirect(reverse("accounts:organisation", args=[opened.pk]))


class OrganisationPage(ActRequired, DetailView):
    """An organisation, its people, and in words what they see."""

    act = Act.READ_ORGANISATIONS
    template_name = "accounts/organisation.html"
    context_object_name = "organisation"

    def get_queryset(self) -> queries.OrganisationQuerySet:
        return queries.organisations().visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation = cast(Organisation, self.object)
        role = Role(ORGANISATION_ROLES[OrganisationKind(organisation.kind)])
        bound = kwargs.pop("bound", None)
        may_change = organisation.valid_to is None and may(self.request.user, Act.MANAGE_USERS)
        people = organisation.user_set.exclude(standing=AccountStanding.CLOSED).order_by("full_name", "pk")
        return super().get_context_data(**kwargs) | {
            "role": role,
            "sights": sights(role),
            "people": people,
            "former_names": organisation.former_names.order_by("-last_day", "-pk"),
            "may_read_accounts": may(self.request.user, Act.READ_USERS),
            "rename": _rename(organisation, bound) if may_change else None,
            "close": _close(organisation) if may_change else None,
        }


def _rename(organisation: Organisation, form: RenameForm | None) -> Dialogue:
    return Dialogue(
        "rename",
        "更名",
        reverse("accounts:rename_organisation", args=[organisation.pk]),
        follows="原名称连同使用期限保留。",
        form=form or RenameForm(prefix="rename", on=timezone.localdate()),
        icon="edit",
    )


def _close(organisation: Organisation) -> Dialogue:
    return Dialogue(
        "close",
        "退出",
        reverse("accounts:close_organisation", args=[organisation.pk]),
        follows=f"{organisation}以今天为最后一天退出，其人员的账号即刻停用；办理过的记录全部保留。",
        is_dangerous=True,
        icon="ban",
    )


class ActOnOrganisation(ActRequired, View):
    act = Act.MANAGE_USERS
    http_method_names = ["post"]

    def organisation(self) -> Organisation:
        rows = queries.organisations().visible_to(self.user)
        return get_object_or_404(rows, pk=self.kwargs["pk"], valid_to=None)

    def back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("accounts:organisation", args=[self.kwargs["pk"]]))


class RenameOrganisation(ActOnOrganisation):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        organisation = self.organisation()
        form = RenameForm(request.POST, prefix="rename", on=timezone.localdate())
        if form.is_valid():
            try:
                given = form.cleaned_data
                actions.rename_organisation(
                    organisation=organisation,
                    name=given["name"],
                    since=given["since"],
                    actor=self.user,
                    at=timezone.now(),
                )
            except actions.OrganisationRefused as refused:
                form.add_error("name", str(refused))
        if not form.is_valid():
            page = OrganisationPage(request=request, kwargs=self.kwargs, object=organisation)
            return render(request, page.template_name, page.get_context_data(bound=form))
        messages.success(request, f"已更名为{form.cleaned_data['name']}。")
        return self.back()


class CloseOrganisation(ActOnOrganisation):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        organisation = self.organisation()
        try:
            closed = actions.close_organisation(organisation=organisation, actor=self.user, at=timezone.now())
        except actions.OrganisationRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{organisation}已退出，停用账号 {closed} 个。")
        return self.back()
