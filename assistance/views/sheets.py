"""On paper, with room for signatures: a plan, a family's promise, a recommended post with what became of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import DetailView, View

from accounts.permissions import Act, ActRequired
from assistance.models import Offer
from assistance.offer_tables import offer_mark
from assistance.queries import pledges
from assistance.queries.plans import plans_of
from households.case_tables import categories_of
from households.models import HardToEmploySpell
from households.views.registry import OnDay


class PlanSheet(OnDay, ActRequired, DetailView):
    """The plan in force of a case; 404 while there is none."""

    act = Act.READ_CASES
    template_name = "assistance/plans/sheet.html"
    context_object_name = "spell"

    def get_queryset(self) -> QuerySet[HardToEmploySpell]:
        return HardToEmploySpell.objects.visible_to(self.user).select_related("person", "household__area")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = plans_of(self.object).filter(replaced_at=None).first()
        if plan is None:
            raise Http404
        categories = categories_of(self.object)
        return super().get_context_data(plan=plan, categories=categories, printed_on=self.today, **kwargs)


class PledgeSheet(OnDay, ActRequired, View):
    """The promise that stands between office and family; 404 while none is written."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = get_object_or_404(pledges.families(self.today).visible_to(self.user), pk=pk)
        pledge = next((one for one in pledges.pledges_of(case) if one.withdrawn_at is None), None)
        if pledge is None:
            raise Http404
        signed = {one.side: one for one in pledge.signatures.all()}
        members = pledges.signers(pledge, self.today)
        context = {"case": case, "pledge": pledge, "signed": signed, "members": members, "printed_on": self.today}
        return render(request, "assistance/pledges/sheet.html", context)


class OfferSheet(OnDay, ActRequired, View):
    """A recommended post, its answer, and the decisions on a refusal."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Offer.objects.visible_to(self.user).select_related("person", "recorded_by", "struck_by")
        offer = get_object_or_404(rows.prefetch_related("looks__requested_by", "looks__decided_by"), pk=pk)
        looks = sorted(offer.looks.all(), key=lambda look: look.stage)
        context = {"offer": offer, "mark": offer_mark(offer), "looks": looks, "printed_on": self.today}
        return render(request, "assistance/offers/sheet.html", context)
