"""全部经历: what is known of one person, block by block and on one timeline."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import View

from accounts.permissions import Act, ActRequired, may
from desk.lives import life_of
from households.enums import Block
from households.models import Person
from households.queries.happenings import Place
from households.views.registry import OnDay

SHOWN = 50
PRINTED = 1000


class Timeline(OnDay, ActRequired, View):
    """The four blocks of a person; the timeline of one (``block``) or all, from ``before`` on, or whole for paper."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        registered = Q(pk=pk) | Q(pk__in=Person.objects.filter(pk=pk).values("merged_into"))
        person = get_object_or_404(Person.objects.visible_to(self.user).filter(registered))
        if person.pk != pk:
            return HttpResponseRedirect(reverse("desk:timeline", args=[person.pk]))
        block = request.GET.get("block", "")
        block = block if block in Block.values else ""
        is_whole = request.GET.get("whole") == "1"
        before = Place.read(request.GET.get("before", ""))
        limit = PRINTED if is_whole else SHOWN
        life = life_of(person, self.user, self.today, limit=limit, block=block, before=before)
        context = {
            "person": person,
            "standing": life.standing,
            "events": life.events,
            "chosen": block,
            "blocks": [(one.value, one.label, f"?{urlencode({'block': one.value})}") for one in Block],
            "is_whole": is_whole,
            "is_later": before is not None,
            "whole_url": self.address(block=block, whole="1"),
            "following_url": self.address(block=block, before=str(life.following)) if life.following else "",
            "may_serve": may(self.user, Act.SERVE),
            "today": self.today,
        }
        return render(request, "desk/timeline.html", context)

    def address(self, **asked: Any) -> str:
        return "?" + urlencode({name: value for name, value in asked.items() if value})
