"""认定: applied for, shown, decided, objected to, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.permissions import Act, ActRequired
from approvals import actions as approvals
from approvals.workflow import DECISION_TITLES
from households.actions import certification as actions
from households.forms.casework import (
    CANNED,
    WITHDRAWALS,
    ObjectionForm,
)
from households.models import Certification, Household, Person
from households.queries import cases
from policy.parameters import ParameterNotInForce

from .case_page import certification_page
from .case_view import ActOnCase, CaseView, DecideCase, RequestReviewOfCase, WithdrawCase, own_address


class Apply(ActRequired, View):
    """Starts the certification of a household, or of the person named by ``person``."""

    act = Act.SURVEY

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        household = get_object_or_404(Household.objects.visible_to(self.user), pk=pk)
        return HttpResponseRedirect(reverse("households:household", args=[household.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        worker = self.user
        household = get_object_or_404(Household.objects.visible_to(worker), pk=pk)
        key = request.POST.get("person", "")
        person = get_object_or_404(Person.objects.visible_to(worker), pk=key) if key.isdecimal() else None
        try:
            made = actions.apply_for_certification(household=household, person=person, worker=worker, at=timezone.now())
        except (actions.ApplicationRefused, approvals.DecisionRefused, ParameterNotInForce) as refused:
            messages.error(request, f"不能发起认定：{refused}")
            return HttpResponseRedirect(own_address(request, reverse("households:household", args=[household.pk])))
        messages.success(request, f"已提交认定申请 {made.number}，待社区核实。")
        return HttpResponseRedirect(reverse("households:certification", args=[made.pk]))


class CertificationView(CaseView):
    """The case page, and the base of every act on the case."""

    route, list_route, noun = "households:certification", "households:certifications", "认定"

    @property
    def case(self) -> Certification:
        rows = cases.certifications(self.today).visible_to(self.user)
        return get_object_or_404(rows.select_related("household__area"), pk=self.kwargs["pk"])

    def page(self, bound: Any = None) -> HttpResponse:
        then = own_address(self.request, "")
        context = certification_page(self.case, self.user, on=self.today, bound=bound, then=then)
        return render(self.request, "households/certification.html", context)


class CaseAct(ActOnCase, CertificationView):
    pass


class Decide(DecideCase, CertificationView):
    titles, canned = DECISION_TITLES, CANNED

    def decide(self, **taken: Any) -> None:
        actions.decide(certification=self.case, **taken)

    def waiting(self) -> cases.Rows:
        return cases.to_decide(self.user, self.today)


class Resubmit(CaseAct):
    """The worker sends a corrected case back to the step that returned it."""

    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            actions.resubmit(certification=self.case, worker=self.user, at=self.at)
        except (actions.ApplicationRefused, approvals.DecisionRefused, ParameterNotInForce) as refused:
            messages.error(request, f"不能重新提交：{refused}")
        else:
            messages.success(request, "已重新提交，回到退回的环节。")
        return self.to_case()


class Withdraw(WithdrawCase, CertificationView):
    canned = WITHDRAWALS


class RequestReview(RequestReviewOfCase, CertificationView):
    pass


class ObjectTo(CaseAct):
    """An objection received during the notice is written down; the case goes back to the community."""

    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = ObjectionForm(request.POST, auto_id="object_%s")
        if not form.is_valid():
            return self.page(form)
        try:
            approvals.object_to(application=case, text=form.cleaned_data["text"], actor=self.user, at=self.at)
        except (approvals.DecisionRefused, ParameterNotInForce) as refused:
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, "已登记异议，公示中止，请社区核查。")
        return self.to_case()
