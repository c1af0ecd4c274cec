"""An area closed: asked here, because families may still live in it."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from accounts.actions.areas import AreaRefused
from accounts.enums import AccountStanding, AreaLevel
from accounts.forms.places import CloseAreaForm
from accounts.models import Area, User
from accounts.permissions import Act, ActRequired
from desk import actions, queries


class CloseArea(ActRequired, FormView):
    """The last day and the successor of an area; shows whose accounts and how many families it touches."""

    act = Act.MANAGE_USERS
    template_name = "desk/close_area.html"
    form_class = CloseAreaForm

    @property
    def area(self) -> Area:
        below_a_city = Area.objects.visible_to(cast(User, self.request.user)).filter(level__lte=AreaLevel.DISTRICT)
        return get_object_or_404(below_a_city, pk=self.kwargs["pk"], valid_to=None)

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = {"area": self.area, "administrator": self.request.user, "on": timezone.localdate()}
        return super().get_form_kwargs() | asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        area = self.area
        people = User.objects.filter(area=area, organisation=None).exclude(standing=AccountStanding.CLOSED)
        return super().get_context_data(
            shown=area,
            people=people.order_by("role", "full_name"),
            families=queries.families_of(area),
            **kwargs,
        )

    def form_valid(self, form: CloseAreaForm) -> HttpResponse:
        area, given = self.area, form.cleaned_data
        try:
            moved = actions.close_area(
                area=area,
                successor=given["successor"],
                valid_to=given["valid_to"],
                actor=cast(User, self.request.user),
                at=timezone.now(),
            )
        except AreaRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"{area}已撤销，{moved} 个账号调整到{given['successor']}。")
        return HttpResponseRedirect(reverse("accounts:area", args=[area.pk]))
