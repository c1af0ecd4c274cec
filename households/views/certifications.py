"""认定: applied for, shown, decided, objected to, taken back; and the families whose promise runs."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from accounts.models import User
from accounts.permissions import Act, ActRequired
from approvals import actions as approvals
from approvals.workflow import DECISION_TITLES, Decision
from households import case_tables
from households.actions import certification as actions
from households.forms.case_filters import CertificationFilter, FamilyFilter
from households.forms.casework import CANNED, WITHDRAWALS, DecisionForm, ObjectionForm, WithdrawalForm
from households.models import Certification, Household, Person
from households.queries import cases
from policy.parameters import ParameterNotInForce
from ui.tables import Column
from ui.views import ScopedListView

from .case_page import certification_page


def own_address(request: HttpRequest, default: str) -> str:
    """Where the form asked to go afterwards, if that is a page of this site."""
    then = request.GET.get("then", "")
    if then and url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()}):
        return then
    return default


class CertificationList(ActRequired, ScopedListView):
    """Every certification of the area."""

    act = Act.READ_CASES
    title = "认定"
    unit = "件"
    default_sort = "-drafted"
    filterset_class = CertificationFilter
    empty_text = "没有符合条件的认定。在家庭页面发起认定。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = cases.certifications(timezone.localdate()).visible_to(self.request.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return case_tables.certification_columns(timezone.localdate())


class FamilyList(ActRequired, ScopedListView):
    """The certified zero-employment families and where their promise stands."""

    act = Act.READ_CASES
    title = "零就业家庭"
    unit = "户"
    default_sort = "due"
    filterset_class = FamilyFilter
    empty_text = "没有符合条件的在册零就业家庭。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = cases.families(timezone.localdate()).visible_to(self.request.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return case_tables.family_columns(timezone.localdate())


class Apply(ActRequired, View):
    """Starts the certification of a household, or of the person named by ``person``."""

    act = Act.SURVEY

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        household = get_object_or_404(Household.objects.visible_to(cast(User, request.user)), pk=pk)
        return HttpResponseRedirect(reverse("households:household", args=[household.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        worker = cast(User, request.user)
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


class CertificationView(ActRequired, View):
    """The case page, and the base of every act on the case: what is refused comes back as the page."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = timezone.now()
        self.today = timezone.localdate(self.at)
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @property
    def case(self) -> Certification:
        rows = cases.certifications(self.today).visible_to(self.user)
        return get_object_or_404(rows.select_related("household__area"), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, bound: Any = None) -> HttpResponse:
        """The page; ``bound`` is a form that came back with errors."""
        then = own_address(self.request, "")
        context = certification_page(self.case, self.user, on=self.today, bound=bound, then=then)
        return render(self.request, "households/certification.html", context)

    def to_case(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("households:certification", args=[self.kwargs["pk"]]))


class CaseAct(CertificationView):
    """Something done to the case by POST; a visit to its address, say after signing in again, leads to the case."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.to_case()


class Decide(CaseAct):
    """An officer's decision; the next case of the worklist opens by itself."""

    act = Act.DECIDE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, word = self.case, request.GET.get("decision", "")
        if word not in {decision.value for decision in Decision}:
            messages.error(request, "请选择一项决定。")
            return self.to_case()
        decision = Decision(word)
        form = DecisionForm(request.POST, decision=decision, canned=CANNED.get(decision, ()))
        if not form.is_valid():
            return self.page(form)
        comment = form.cleaned_data["comment"]
        try:
            actions.decide(certification=case, actor=self.user, decision=decision, comment=comment, at=self.at)
        except (approvals.DecisionRefused, ParameterNotInForce) as refused:
            form.add_error(None, str(refused))
            messages.error(request, str(refused))
            return self.page(form)
        return self.next_case(f"{case.number} 已办理：{DECISION_TITLES[decision]}。")

    def next_case(self, done: str) -> HttpResponse:
        following = cases.to_decide(self.user, self.today).first()
        if following is None:
            messages.success(self.request, f"{done}待办中已没有认定。")
            default = reverse("households:certifications")
        else:
            messages.success(self.request, f"{done}下面是待办中的下一件。")
            default = reverse("households:certification", args=[following.pk])
        return HttpResponseRedirect(own_address(self.request, default))


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


class Withdraw(CaseAct):
    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = WithdrawalForm(request.POST, canned=WITHDRAWALS)
        if not form.is_valid():
            return self.page(form)
        try:
            approvals.withdraw(application=case, reason=form.cleaned_data["reason"], actor=self.user, at=self.at)
        except approvals.DecisionRefused as refused:
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, f"{case.number} 已撤回。")
        return self.to_case()


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
