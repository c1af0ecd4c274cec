"""撤销认定: proposed on the page of the certification, decided by two people of the district."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.permissions import Act
from approvals import actions as approvals
from households import case_tables
from households.actions import revocations as actions
from households.forms.casework import (
    REVOCATION_CANNED,
    REVOCATION_WITHDRAWALS,
    RevocationForm,
)
from households.models import Revocation
from households.queries import cases
from policy.parameters import ParameterNotInForce

from .case_view import CaseView, DecideCase, Decides, RequestReviewOfCase, WithdrawCase, own_address
from .certifications import CertificationView
from .revocation_page import revocation_page
from .sheets import revocation_sheet


class Revoke(CertificationView):
    """Proposes to take back a certification that rests on false data."""

    act = Act.DECIDE
    http_method_names: ClassVar[list[str]] = ["get", "post"]  # type: ignore[misc]

    def page(self, bound: Any = None) -> HttpResponse:
        case = self.case
        articles = dict.fromkeys(reason["article"] for reason in case.decided_reasons or case.reasons)
        form = bound or RevocationForm(initial={"article": "、".join(articles)[:200]})
        context = {
            "case": case,
            "form": form,
            "subject": case_tables.subject_of(case),
            "kind": case_tables.kind_of(case),
            "in_force": case.is_in_force,
            "spells": case.spells.filter(exited_on=None).select_related("person").order_by("pk"),
        }
        return render(self.request, "households/revoke.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = RevocationForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            made = actions.propose_revocation(certification=case, found=form.found(), officer=self.user, at=self.at)
        except (actions.RevocationRefused, approvals.DecisionRefused, ParameterNotInForce) as refused:
            form.add_error(None, str(refused))
            return self.page(form)
        messages.success(request, f"已提出撤销 {made.number}，待区县审查。")
        return HttpResponseRedirect(reverse("households:revocation", args=[made.pk]))


class RevocationView(CaseView):
    """The page of a revocation, and the base of every act on it."""

    route, list_route, noun = "households:revocation", "households:revocations", "撤销"

    @property
    def case(self) -> Revocation:
        return get_object_or_404(cases.revocations(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    def page(self, bound: Any = None) -> HttpResponse:
        then = own_address(self.request, "")
        context = revocation_page(self.case, self.user, on=self.today, bound=bound, then=then)
        return render(self.request, "households/revocation.html", context)


class RevocationDecide(DecideCase, RevocationView):
    titles, canned = case_tables.REVOCATION_DECISIONS, REVOCATION_CANNED

    def decide(self, **taken: Any) -> None:
        actions.decide(application=self.case, **taken)

    def waiting(self) -> cases.Rows:
        return cases.revocations_to_decide(self.user, self.today)


class RevocationReviewRequest(RequestReviewOfCase, RevocationView):
    meanwhile = "撤销决定在复核期间照常执行。"


class RevocationSheet(RevocationView):
    """撤销决定书, as it is served on the family; before the decision there is none."""

    def page(self, bound: Any = None) -> HttpResponse:
        case = self.case
        if not case.decision_text:
            messages.info(self.request, "尚未作出撤销决定，没有决定书。")
            return self.to_case()
        return render(self.request, "households/revocation_sheet.html", revocation_sheet(case))


class RevocationWithdraw(Decides, WithdrawCase, RevocationView):
    """Taken back by whoever proposed it, or may decide it."""

    canned, follows = REVOCATION_WITHDRAWALS, "，认定继续有效"

    def is_withdrawable(self, case: Revocation) -> bool:
        return Revocation.objects.withdrawable_by(self.user, on=self.today).filter(pk=case.pk).exists()
