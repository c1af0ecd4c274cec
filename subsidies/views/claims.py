"""补贴申请: their list, the page of one, and every act on it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from approvals import actions as approvals
from approvals.actions import DecisionRefused
from approvals.workflow import Decision
from households.forms.casework import ObjectionForm
from households.views.attachments import Attaches, OpenAttachment, StrikeOff
from households.views.case_view import (
    ActOnCase,
    CaseView,
    DecideCase,
    RequestReviewOfCase,
    WithdrawCase,
    own_address,
)
from households.views.registry import OnDay
from policy.parameters import ParameterNotInForce
from subsidies.actions import claims as actions
from subsidies.actions.refusing import ClaimRefused
from subsidies.filters.claims import ClaimFilter
from subsidies.models import Claim, ClaimAttachment
from subsidies.queries import claims as queries
from subsidies.tables.claims import CLAIM_DECISIONS, claim_columns
from ui.tables import Column

from .claim_page import CLAIM_CANNED, MATERIALS, WITHDRAWALS, claim_page, computed

REFUSALS = (ClaimRefused, DecisionRefused, ParameterNotInForce)


class ClaimList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class, default_sort = ClaimFilter, "-number"
    template_name = "subsidies/claims/list.html"
    title, unit = "补贴申请", "件"
    empty_text = "没有符合条件的补贴申请。本人的在人员页面申报。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.claims().filter(pk__in=Claim.objects.visible_to(self.user).values("pk"))
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return claim_columns(self.today)


class ClaimView(CaseView):
    """The claim's page, and the base of every act on it."""

    route, list_route, noun = "subsidies:claim", "subsidies:claims", "补贴申请"

    @property
    def case(self) -> Claim:
        rows = Claim.objects.visible_to(self.user).select_related("person", "employer", "area", "drafted_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def page(self, bound: Any = None) -> HttpResponse:
        context = claim_page(self.case, self.user, on=self.today, bound=bound, then=own_address(self.request, ""))
        return render(self.request, "subsidies/claims/claim.html", context)


class ClaimSheet(ClaimView):
    """审批表: what is claimed, how it was computed line by line with the articles, and who decided, for print."""

    def page(self, bound: Any = None) -> HttpResponse:
        case = self.case
        records = case.approval_records.select_related("seat__actor", "on_behalf_of").order_by("decided_at", "pk")
        told = [
            (record, case.chain.step(record.step).title, CLAIM_DECISIONS[Decision(record.decision)])
            for record in records
        ]
        return render(self.request, "subsidies/claims/sheet.html", computed(case, self.today) | {"records": told})


class ClaimSubmit(ActOnCase, ClaimView):
    """Sent on its way, or on again; what is lacking is said on the page."""

    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            sent = actions.submit(application=self.case, worker=self.user, at=self.at)
        except REFUSALS as refused:
            messages.error(request, f"不能提交：{refused}")
            return self.to_case()
        step = sent.current_step
        messages.success(request, f"{sent.number} 已提交，待{step.title}。" if step else f"{sent.number} 已提交。")
        return self.to_case()


class ClaimDecide(DecideCase, ClaimView):
    titles, canned = CLAIM_DECISIONS, CLAIM_CANNED

    def decide(self, **taken: Any) -> None:
        approvals.decide(application=self.case, said=taken.pop("comment"), **taken)

    def waiting(self) -> queries.Rows:
        return queries.to_decide(self.user, self.today)


class ClaimReviewRequest(RequestReviewOfCase, ClaimView):
    pass


class ClaimWithdraw(WithdrawCase, ClaimView):
    canned = WITHDRAWALS


class ClaimObject(ActOnCase, ClaimView):
    """An objection received during the notice is written down."""

    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, form = self.case, ObjectionForm(request.POST, auto_id="object_%s")
        if not form.is_valid():
            return self.page(form)
        try:
            approvals.object_to(application=case, text=form.cleaned_data["text"], actor=self.user, at=self.at)
        except (DecisionRefused, ParameterNotInForce) as refused:
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, "已登记异议，公示中止，请核查。")
        return self.to_case()


class ClaimAttach(Attaches, ClaimView):
    place = MATERIALS


class ClaimMaterial(OpenAttachment):
    model, case_view = ClaimAttachment, ClaimView


class ClaimMaterialStrikeOff(StrikeOff):
    model, case_view = ClaimAttachment, ClaimView
