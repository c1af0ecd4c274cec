"""On paper, with room for signatures: a plan, a family's promise, a recommended post with what became of it, and what
the street found of somebody's wish to work."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import DetailView, View

from accounts.permissions import Act, ActRequired
from assistance.models import Offer
from assistance.queries import pledges
from assistance.queries.plans import plans_of
from assistance.queries.refusals import refusals_resting_in
from assistance.rules.refusals import RESULT_LABELS
from assistance.tables.offers import offer_mark
from households.case_tables import categories_of
from households.enums import ExitReason
from households.models import HardToEmploySpell
from households.queries import cases
from households.views.registry import OnDay
from households.views.sheets import exit_sheet


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


class NoDesireSheet(OnDay, ActRequired, View):
    """无就业愿望认定告知书, as it is served: the facts, the refusals they rest on, the article, who decided, and how to
    have it reviewed; once it was, what came of it. 404 for another reason, and before the street decided."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = cases.exits(self.today).visible_to(self.user).filter(reason=ExitReason.NO_DESIRE)
        case = get_object_or_404(rows, pk=pk)
        sheet = exit_sheet(case)
        if sheet["record"] is None:
            raise Http404
        rests, article = refusals_resting_in(case, sheet["decided_on"])
        refusals = [(offer, RESULT_LABELS[result]) for offer, result in rests]
        context = {"refusals": refusals, "article": article, "printed_on": self.today, **sheet}
        return render(request, "assistance/offers/no_desire_sheet.html", context)
