"""书面制度: which area has which, the page of one area, and what its own people file there."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.lists.views import ScopedListView
from accounts.models import Area
from accounts.permissions import Act, ActRequired, may
from accounts.uploads import UploadRefused
from accounts.uploads import actions as kept
from accounts.uploads.forms import StrikeOffForm
from accounts.uploads.views import file_answer
from policy.models import SystemKind, WrittenSystem
from ui.marks import Mark
from ui.views import Action

from . import actions, forms, queries
from .tables import SYSTEMS, filed_mark, systems_url


def keeps(user: Any, area: Area) -> bool:
    """Whether ``user`` files the systems of ``area``: those of the own area alone."""
    return may(user, Act.KEEP_SYSTEMS) and user.area_id == area.pk and area.level in queries.LEVELS


class Systems(ActRequired, ScopedListView):
    """The areas from the own one down, with the systems each has and lacks."""

    names_people = False
    act = Act.READ_POLICY
    title, unit = "书面制度", "个区划"
    columns = SYSTEMS
    filterset_class = forms.SystemFilter
    template_name = "policy/systems.html"
    default_sort = "area"
    empty_text = "没有符合条件的区县、街道或社区。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.queryset: QuerySet[Area] = queries.areas_with_systems(timezone.localdate())

    def get_primary_action(self) -> Action | None:
        own = self.user.area
        if own is None or not keeps(self.request.user, own):
            return None
        return Action("登记本单位的制度", systems_url(own), "plus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_propose=may(self.request.user, Act.PROPOSE), **kwargs)


class AreaSystems(ActRequired, View):
    """Everything an area has filed, kind by kind; its own people file more."""

    act = Act.READ_POLICY
    http_method_names: ClassVar[list[str]] = ["get"]  # type: ignore[misc]

    @cached_property
    def area(self) -> Area:
        rows = Area.objects.visible_to(self.user).filter(level__in=queries.LEVELS)
        return get_object_or_404(rows.select_related("parent"), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(forms.SystemForm(initial={"kind": request.GET.get("kind", "")}))

    def page(self, form: forms.SystemForm) -> HttpResponse:
        shelves = queries.shelves_of(self.area, timezone.localdate())
        may_keep = keeps(self.request.user, self.area)
        lacking = sum(shelf.is_lacking for shelf in shelves)
        context = {
            "area": self.area,
            "mark": Mark(f"缺 {lacking} 项", "bad") if lacking else Mark("齐全", "ok"),
            "shelves": [(shelf, [(filed, filed_mark(filed)) for filed in shelf.filed]) for shelf in shelves],
            "form": form if may_keep else None,
        }
        return render(self.request, "policy/area_systems.html", context)

    def back(self) -> HttpResponse:
        return HttpResponseRedirect(systems_url(self.area))


class FileSystem(AreaSystems):
    """What is refused comes back on the page of the area."""

    act = Act.KEEP_SYSTEMS
    http_method_names: ClassVar[list[str]] = ["get", "post"]  # type: ignore[misc]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = forms.SystemForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form)
        try:
            made = actions.file_system(form.new(), area=self.area, actor=self.user, at=timezone.now())
        except (actions.SystemRefused, UploadRefused) as refused:
            form.add_error(getattr(refused, "field", "uploads"), str(refused))
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, f"已登记{SystemKind(made.kind).label}，自 {made.in_force_from} 起施行。")
        return self.back()


class OfSystem(ActRequired, View):
    """Something about one written system of an area the user sees."""

    @cached_property
    def system(self) -> WrittenSystem:
        rows = WrittenSystem.objects.visible_to(self.user).select_related("area")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> HttpResponse:
        return HttpResponseRedirect(systems_url(self.system.area))


class OpenSystem(OfSystem):
    act = Act.READ_POLICY

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        try:
            file, name = kept.opened(self.system, self.system.title)
        except UploadRefused as refused:
            messages.error(request, str(refused))
            return self.back()
        return file_answer(self.system, file, name)


class StrikeOffSystem(OfSystem, FormView):
    """Asks for the reason, and strikes the system off."""

    act = Act.KEEP_SYSTEMS
    form_class = StrikeOffForm
    template_name = "policy/strike_off.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not keeps(request.user, self.system.area):
            messages.error(request, "书面制度由本单位自己登记和划去。")
            return self.back()
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": forms.STRIKINGS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        area, title = self.system.area, SystemKind(self.system.kind).label
        crumbs = [(systems_url(area), f"{area.name}的书面制度")]
        return super().get_context_data(file=self.system, title=title, crumbs=crumbs, back=systems_url(area), **kwargs)

    def form_valid(self, form: StrikeOffForm) -> HttpResponse:
        actor, reason = self.user, form.cleaned_data["reason"]
        try:
            actions.strike_off(system=self.system, reason=reason, actor=actor, at=timezone.now())
        except (actions.SystemRefused, UploadRefused) as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "已划去，原件和原因仍保留。")
        return self.back()
