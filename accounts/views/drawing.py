"""片 and 楼院 drawn, redrawn and closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import FormView, View

from accounts.actions import areas as actions
from accounts.forms.places import CourtyardForm, PatchForm
from accounts.models import Area, Courtyard, Patch

from .areas import InArea


class DrawPatch(InArea, FormView):
    """A new 片 of the street."""

    template_name = "accounts/draw.html"
    form_class = PatchForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"street": self.area, "on": timezone.localdate(), "is_new": True}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=self.area, what="划片", **kwargs)

    def form_valid(self, form: PatchForm) -> HttpResponse:
        given = {"name": form.cleaned_data["name"], "communities": list(form.cleaned_data["communities"])}
        try:
            drawn = actions.draw_patch(street=self.area, **given, actor=self.user, at=timezone.now())
        except actions.AreaRefused as refused:
            form.add_error("name", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已划定{drawn}，请明确包片的街道领导。")
        return self.page_of(self.area)


class DrawCourtyards(InArea, FormView):
    """New 楼院 of the community."""

    template_name = "accounts/draw.html"
    form_class = CourtyardForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=self.area, what="划定楼院", **kwargs)

    def form_valid(self, form: CourtyardForm) -> HttpResponse:
        names = form.cleaned_data["names"]
        try:
            actions.draw_courtyards(community=self.area, names=names, actor=self.user, at=timezone.now())
        except actions.AreaRefused as refused:
            form.add_error("names", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已划定 {len(names)} 个楼院，请明确包楼院的社区主任。")
        return self.page_of(self.area)


class RedrawPatch(InArea, FormView):
    """Other communities for a 片."""

    template_name = "accounts/draw.html"
    form_class = PatchForm

    @property
    def patch(self) -> Patch:
        within = Patch.objects.filter(street__in=Area.objects.visible_to(self.user)).select_related("street")
        return get_object_or_404(within, pk=self.kwargs["pk"], valid_to=None)

    def get_form_kwargs(self) -> dict[str, Any]:
        patch, today = self.patch, timezone.localdate()
        now = list(patch.parts.filter(validity__contains=today).values_list("community", flat=True))
        asked = {"street": patch.street, "on": today, "is_new": False, "initial": {"communities": now}}
        return super().get_form_kwargs() | asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=self.patch.street, what=f"调整{self.patch}", **kwargs)

    def form_valid(self, form: PatchForm) -> HttpResponse:
        patch, communities = self.patch, list(form.cleaned_data["communities"])
        try:
            actions.redraw_patch(patch=patch, communities=communities, actor=self.user, at=timezone.now())
        except actions.AreaRefused as refused:
            form.add_error("communities", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"{patch}已调整。")
        return self.page_of(patch.street)


class ClosePatch(InArea, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        within = Patch.objects.filter(street__in=Area.objects.visible_to(self.user)).select_related("street")
        patch = get_object_or_404(within, pk=pk, valid_to=None)
        try:
            actions.close_patch(patch=patch, actor=self.user, at=timezone.now())
        except actions.AreaRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{patch}已撤销，今天是最后一天。")
        return self.page_of(patch.street)


class CloseCourtyard(InArea, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        within = Courtyard.objects.filter(community__in=Area.objects.visible_to(self.user))
        courtyard = get_object_or_404(within.select_related("community"), pk=pk, valid_to=None)
        try:
            actions.close_courtyard(courtyard=courtyard, actor=self.user, at=timezone.now())
        except actions.AreaRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{courtyard}已撤销，今天是最后一天。")
        return self.page_of(courtyard.community)
