"""享受补贴情况 of one person: what was enjoyed, how long it lasts on, what ends it; for any day, on page and print."""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import DetailView

from accounts.permissions import Act, ActRequired, may
from households.models import Membership, Person
from households.views.registry import OnDay
from policy.parameters import ParameterNotInForce
from subsidies.forms.entitlements import WhatIfForm
from subsidies.models import Stop
from subsidies.queries.entitlements import claimed_by, entitled, months_words
from subsidies.tables.claims import claim_mark
from subsidies.tables.stops import stop_mark


class Entitlements(OnDay, ActRequired, DetailView):
    act = Act.READ_CASES
    template_name = "subsidies/entitlements/person.html"
    context_object_name = "person"

    @cached_property
    def home(self) -> Membership:
        """Where the person of the address lives or lived last, in the user's area."""
        rows = Membership.objects.last_visible_to(self.user).filter(person=self.kwargs["pk"])
        found = rows.select_related("person", "household__area").order_by("-validity").first()
        if found is None:
            raise Http404
        return found

    def get_object(self, queryset: Any = None) -> Person:
        return self.home.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = WhatIfForm({"on": self.request.GET.get("on", "")}, today=self.today)
        home, claimed, day = self.home, claimed_by(self.object, self.user), form.day
        found = None
        try:
            found = entitled(self.object, home.household.area, day, claimed)
        except ParameterNotInForce as silent:
            form.add_error("on", str(silent))
        return super().get_context_data(
            form=form,
            day=day,
            is_what_if=day != self.today,
            home=home,
            found=found,
            claims=[(one, months_words(one.granted), claim_mark(one.claim, self.today)) for one in claimed],
            stops=[(stop, stop_mark(stop)) for stop in Stop.objects.of(self.object).order_by("-month", "-pk")],
            may_stop=may(self.user, Act.STOP_SUBSIDIES),
            printed_on=self.today,
            **kwargs,
        )
