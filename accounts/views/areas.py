"""Areas, their 片 and 楼院, and who answers for them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, FormView, View

from accounts import filters, place_tables, queries
from accounts.actions import areas as actions
from accounts.enums import AreaLevel, ChargeKind
from accounts.forms.places import AreaForm, ChargeForm, CityProperForm, RenameForm
from accounts.lists.views import ScopedListView
from accounts.models import Area, Charge, Patch
from accounts.permissions import Act, ActRequired, may
from ui.forms import Dialogue
from ui.views import Action


class Areas(ActRequired, ScopedListView):
    """The tree from the own area down; ``?gap=1`` lists where nobody answers by name (S2-32)."""

    names_people = False
    act = Act.READ_CHARGES
    title, unit = "区划与责任人", "个区划"
    columns = place_tables.AREAS
    filterset_class = filters.AreaFilter
    template_name = "accounts/tabbed.html"
    default_sort = "code"
    empty_text = "没有符合条件的区划。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.queryset = queries.area_rows(timezone.localdate())

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.MANAGE_USERS):
            return None
        return Action("设立区划", reverse("accounts:open_area"), "plus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tab="areas", tabs=tabs(self.request.user), **kwargs)


def tabs(user: Any) -> list[tuple[str, str, str, str]]:
    """Key, title, icon and address of the lists the user may open."""
    offered = (
        ("users", "账号", "users", "accounts:users", Act.READ_USERS),
        ("organisations", "单位", "building-bank", "accounts:organisations", Act.READ_ORGANISATIONS),
        ("tokens", "接口令牌", "key", "accounts:tokens", Act.READ_USERS),
        ("areas", "区划与责任人", "map-pin", "accounts:areas", Act.READ_CHARGES),
    )
    return [(key, title, icon, reverse(page)) for key, title, icon, page, act in offered if may(user, act)]


class OpenArea(ActRequired, FormView):
    act = Act.MANAGE_USERS
    template_name = "accounts/open_area.html"
    form_class = AreaForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"administrator": self.request.user, "on": timezone.localdate()}

    def form_valid(self, form: AreaForm) -> HttpResponse:
        try:
            new = actions.NewArea(**form.cleaned_data)
            opened = actions.add_area(new, actor=self.user, at=timezone.now())
        except actions.AreaRefused as refused:
            form.add_error("code", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已设立{opened}，请为其明确专人、开立账号。")
        return HttpResponseRedirect(reverse("accounts:area", args=[opened.pk]))


@dataclass(frozen=True)
class Duty:
    """Something somebody is to answer for; ``charge`` is who does, if anybody."""

    kind: ChargeKind
    place: Any
    charge: Charge | None

    @property
    def key(self) -> str:
        """As the address names it."""
        return f"{self.kind.value}-{self.place.pk}"

    @property
    def is_met(self) -> bool:
        return self.charge is not None and self.charge.officer.is_active


def duties_of(area: Area, on: dt.date) -> list[Duty]:
    """What is to be answered for in ``area`` itself, its 片 and its 楼院, on the day ``on``."""
    asked: list[tuple[ChargeKind, Any]] = [(ChargeKind.RESPONSIBLE, area)]
    if area.level == AreaLevel.COMMUNITY:
        asked.append((ChargeKind.OFFICER, area))
    open_now = {"valid_to": None}
    asked += [(ChargeKind.LEADER, patch) for patch in area.patches.filter(**open_now).order_by("name")]
    asked += [(ChargeKind.DIRECTOR, yard) for yard in area.courtyards.filter(**open_now).order_by("name")]
    running = queries.charges_on(on)
    charges = [
        *running.filter(area=area),
        *running.filter(patch__street=area),
        *running.filter(courtyard__community=area),
    ]
    held = {
        (charge.kind, getattr(charge, f"{actions.PLACES[ChargeKind(charge.kind)]}_id")): charge for charge in charges
    }
    return [Duty(kind, place, held.get((kind, place.pk))) for kind, place in asked]


class AreaPage(ActRequired, DetailView):
    act = Act.READ_CHARGES
    template_name = "accounts/area.html"
    context_object_name = "shown"  # "area" is the user's own, in the shell

    def get_queryset(self) -> QuerySet[Area]:
        return Area.objects.visible_to(self.user).select_related("parent", "successor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        area, today = cast(Area, self.object), timezone.localdate()
        bound = kwargs.pop("bound", None)
        manages = area.valid_to is None and may(self.request.user, Act.MANAGE_USERS)
        in_use = queries.accounts().filter(area=area, is_active=True).order_by("role", "full_name")
        return super().get_context_data(**kwargs) | {
            "duties": duties_of(area, today),
            "may_assign": area.valid_to is None and may(self.request.user, Act.ASSIGN),
            "patches": [_drawn(patch, today) for patch in area.patches.order_by("valid_to", "name")],
            "courtyards": area.courtyards.order_by("valid_to", "name"),
            "is_street": area.level == AreaLevel.STREET,
            "is_community": area.level == AreaLevel.COMMUNITY,
            "people": in_use,
            "may_read_accounts": may(self.request.user, Act.READ_USERS),
            "former_names": area.former_names.order_by("-last_day", "-pk"),
            "rename": _rename(area, bound if isinstance(bound, RenameForm) else None) if manages else None,
            "is_district": area.level == AreaLevel.DISTRICT,
            "city_proper": _city_proper(area, bound) if manages and area.level == AreaLevel.DISTRICT else None,
            "may_close": manages and area.level <= AreaLevel.DISTRICT,
        }


def _drawn(patch: Patch, on: dt.date) -> tuple[Patch, list[str]]:
    parts = patch.parts.filter(validity__contains=on).select_related("community").order_by("community__path")
    return patch, [part.community.name for part in parts]


def _rename(area: Area, form: RenameForm | None) -> Dialogue:
    return Dialogue(
        "rename",
        "更名",
        reverse("accounts:rename_area", args=[area.pk]),
        follows="原名称连同使用期限保留；区划代码不变。",
        form=form or RenameForm(prefix="rename", on=timezone.localdate()),
        icon="edit",
    )


def _city_proper(area: Area, bound: Any) -> Dialogue:
    return Dialogue(
        "city-proper",
        "市区范围",
        reverse("accounts:set_city_proper", args=[area.pk]),
        follows="理由和改动前后记入审计。",
        form=bound
        if isinstance(bound, CityProperForm)
        else CityProperForm(prefix="proper", initial={"in_city_proper": area.in_city_proper}),
        icon="edit",
    )


class InArea(ActRequired):
    """A page or act of an area in the user's own, that still exists."""

    act = Act.ASSIGN
    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def area(self) -> Area:
        rows = Area.objects.visible_to(self.user).select_related("parent")
        return get_object_or_404(rows, pk=self.kwargs["pk"], valid_to=None)

    def page_of(self, area: Area) -> HttpResponse:
        return HttpResponseRedirect(reverse("accounts:area", args=[area.pk]))

    def page_with(self, area: Area, form: Any) -> HttpResponse:
        """The area's page with a form as it came back."""
        page = AreaPage(request=self.request, kwargs=self.kwargs, object=area)
        return render(self.request, page.template_name, page.get_context_data(bound=form))


class RenameArea(InArea, View):
    act = Act.MANAGE_USERS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        area = self.area
        form = RenameForm(request.POST, prefix="rename", on=timezone.localdate())
        if form.is_valid():
            try:
                actions.rename_area(
                    area=area,
                    name=form.cleaned_data["name"],
                    since=form.cleaned_data["since"],
                    actor=self.user,
                    at=timezone.now(),
                )
            except actions.AreaRefused as refused:
                form.add_error("name", str(refused))
        if not form.is_valid():
            return self.page_with(area, form)
        messages.success(request, f"已更名为{form.cleaned_data['name']}。")
        return self.page_of(area)


class SetCityProper(InArea, View):
    """Whether a district belongs to the city proper (市区范围)."""

    act = Act.MANAGE_USERS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        area = self.area
        form = CityProperForm(request.POST, prefix="proper")
        if form.is_valid():
            try:
                actions.set_city_proper(area=area, **form.cleaned_data, actor=self.user, at=timezone.now())
            except actions.AreaRefused as refused:
                if area.level != AreaLevel.DISTRICT:  # its page has no such form
                    messages.error(request, str(refused))
                    return self.page_of(area)
                form.add_error("in_city_proper", str(refused))
        if not form.is_valid():
            return self.page_with(area, form)
        messages.success(
            request, f"已登记：{area}{'属于' if form.cleaned_data['in_city_proper'] else '不属于'}市区范围。"
        )
        return self.page_of(area)


class GiveCharge(InArea, FormView):
    """Who answers for what ``?duty=`` names; without it, for the area itself."""

    template_name = "accounts/give_charge.html"
    form_class = ChargeForm

    @property
    def duty(self) -> Duty:
        wanted = self.request.GET.get("duty", "")
        for duty in duties_of(self.area, timezone.localdate()):
            if duty.key == wanted or not wanted:
                return duty
        raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        officers = queries.officers_for(self.duty.kind, self.area)
        return super().get_form_kwargs() | {"officers": officers, "on": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=self.area, duty=self.duty, **kwargs)

    def form_valid(self, form: ChargeForm) -> HttpResponse:
        duty, given = self.duty, form.cleaned_data
        try:
            actions.give_charge(
                kind=duty.kind,
                place=duty.place,
                officer=given["officer"],
                since=given["since"],
                actor=self.user,
                at=timezone.now(),
            )
        except actions.ChargeRefused as refused:
            form.add_error("officer", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已明确{given['officer']}为{duty.place}的责任人（{duty.kind.label}）。")
        return self.page_of(self.area)
