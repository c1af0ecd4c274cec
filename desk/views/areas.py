"""An area closed: asked here, because its families go along."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from accounts.actions.areas import AreaRefused, Closing
from accounts.enums import AccountStanding, AreaLevel
from accounts.forms.places import CloseAreaForm
from accounts.jobs import actions as jobs
from accounts.models import Area, User
from accounts.permissions import Act, ActRequired
from desk import actions, queries, tasks

AT_ONCE = 100  # families; more are handed over in the background


class CloseArea(ActRequired, FormView):
    """The last day and the successor of an area; shows whose accounts and how many families go along, and with what."""

    act = Act.MANAGE_USERS
    template_name = "desk/close_area.html"
    form_class = CloseAreaForm

    @property
    def area(self) -> Area:
        below_a_city = Area.objects.visible_to(self.user).filter(level__lte=AreaLevel.DISTRICT)
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
            carried=queries.carried_by(area),
            at_once=AT_ONCE,
            **kwargs,
        )

    def form_valid(self, form: CloseAreaForm) -> HttpResponse:
        closing, actor = form.closing(), self.user
        try:
            actions.check_whether_closing(closing)
            if queries.families_of(closing.area) > AT_ONCE:
                return self._in_background(closing, actor)
            gone = actions.close_area(closing=closing, actor=actor, at=timezone.now())
        except AreaRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        families = f"{gone} 户家庭和" if gone else ""
        messages.success(self.request, f"{closing.area}已撤销，{families}账号转到{closing.successor}。")
        return HttpResponseRedirect(reverse("accounts:area", args=[closing.area.pk]))

    def _in_background(self, closing: Closing, actor: User) -> HttpResponse:
        job = jobs.start(
            task=tasks.close_area.name,
            title=f"撤销{closing.area}，并入{closing.successor}",
            arguments={
                "area": closing.area.pk,
                "successor": closing.successor.pk,
                "valid_to": closing.valid_to.isoformat(),
                "reason": closing.reason,
                "document": closing.document,
            },
            owner=actor,
            at=timezone.now(),
        )
        messages.success(self.request, f"已交后台办理：{closing.area}撤销，家庭逐批转到{closing.successor}。")
        return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))
