"""A case's own page, and the acts on it: what is refused comes back as the page."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from accounts.models import User
from accounts.permissions import Act, ActRequired, may_decide
from approvals.actions import DecisionRefused, withdraw
from approvals.queries import names_for
from approvals.workflow import Decision
from households.actions.citing import grounds_of
from households.actions.reviews import request_review
from households.forms.casework import REVIEW_REASONS, DecisionForm, ReviewForm, WithdrawalForm
from households.queries.cases import Rows
from policy.parameters import ParameterNotInForce


def own_address(request: HttpRequest, default: str) -> str:
    """Where the form asked to go afterwards, if that is a page of this site."""
    then = request.GET.get("then", "")
    if then and url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()}):
        return then
    return default


class Decides:
    """In front of a view of a case: for those who decide, by role or in the name of somebody who is away."""

    act = Act.DECIDE
    user: User
    today: dt.date

    def is_allowed(self) -> bool:
        return may_decide(self.user, self.today)


class Timed:
    """In front of a view that acts at one moment: ``at``, and the day it lies in."""

    at: dt.datetime
    today: dt.date

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.at = timezone.now()
        self.today = timezone.localdate(self.at)
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a view stands behind


class CaseView(Timed, ActRequired, View, ABC):
    """The page of a case, at ``route``; ``list_route`` is the list it stands in, ``noun`` what the case is called."""

    act = Act.READ_CASES
    http_method_names: ClassVar[list[str]] = ["get"]  # type: ignore[misc]  # each act says more
    route: ClassVar[str]
    list_route: ClassVar[str]
    noun: ClassVar[str]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    @abstractmethod
    def page(self, bound: Any = None) -> HttpResponse:
        """The page; ``bound`` is a form that came back with errors."""

    def to_case(self) -> HttpResponse:
        return HttpResponseRedirect(reverse(self.route, args=[self.kwargs["pk"]]))

    def next_case(self, following: Any, done: str) -> HttpResponse:
        """On to the next case of the worklist, saying what was ``done``; to the list after the last."""
        if following is None:
            messages.success(self.request, f"{done}待办中已没有{self.noun}。")
            default = reverse(self.list_route)
        else:
            messages.success(self.request, f"{done}下面是待办中的下一件。")
            default = reverse(self.route, args=[following.pk])
        return HttpResponseRedirect(own_address(self.request, default))


class ActOnCase(CaseView):
    """Something done to the case by POST; a visit to its address, say after signing in again, leads to the case."""

    http_method_names: ClassVar[list[str]] = ["get", "post"]  # type: ignore[misc]
    case: Any  # a view behind finds it

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.to_case()


class DecideCase(Decides, ActOnCase):
    """One officer's decision; the next case of the worklist opens by itself. ``titles`` are the decisions there are."""

    titles: ClassVar[Mapping[Decision, str]]
    canned: ClassVar[Mapping[Decision, Sequence[str]]]

    @abstractmethod
    def decide(self, **taken: Any) -> None:
        """Call the one action, with ``actor``, ``decision``, ``comment``, ``at`` and ``on_behalf_of``."""

    @abstractmethod
    def waiting(self) -> Rows:
        """The officer's worklist."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, word = self.case, request.GET.get("decision", "")
        if word not in {decision.value for decision in self.titles}:
            messages.error(request, "请选择一项决定。")
            return self.to_case()
        form = self._form(case, Decision(word))
        if not form.is_valid():
            return self.page(form)
        try:
            self.decide(
                actor=self.user,
                decision=form.decision,
                comment=form.said,
                at=self.at,
                on_behalf_of=form.on_behalf_of,
            )
        except (DecisionRefused, ParameterNotInForce) as refused:
            form.add_error(None, str(refused))
            messages.error(request, str(refused))
            return self.page(form)
        return self.next_case(self.waiting().first(), f"{case.number} 已办理：{self.titles[form.decision]}。")

    def _form(self, case: Any, decision: Decision) -> DecisionForm:
        return DecisionForm(
            self.request.POST,
            decision=decision,
            canned=self.canned.get(decision, ()),
            names=names_for(case, self.user, self.today),
            grounds=grounds_of(case, self.today),
        )


class RequestReviewOfCase(ActOnCase):
    """The applicant asks for a review of the decision; the community writes the request down. ``meanwhile`` says what
    holds until then."""

    act = Act.SURVEY
    meanwhile = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReviewForm(request.POST, canned=REVIEW_REASONS)
        if not form.is_valid():
            return self.page(form)
        try:
            case = request_review(
                application=self.case, reason=form.cleaned_data["reason"], worker=self.user, at=self.at
            )
        except (DecisionRefused, ParameterNotInForce) as refused:
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, f"已登记复核申请，请在 {case.due_on} 前复核。{self.meanwhile}")
        return self.to_case()


class WithdrawCase(ActOnCase):
    """Taken back with a reason, of which ``canned`` are the usual ones. ``follows`` says what holds then."""

    act = Act.SURVEY
    canned: ClassVar[Sequence[str]]
    follows = ""

    def is_withdrawable(self, case: Any) -> bool:
        """Whether the user, of those who have the act, may take back this very case."""
        return True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = WithdrawalForm(request.POST, canned=self.canned)
        if not form.is_valid():
            return self.page(form)
        if not self.is_withdrawable(case):
            raise PermissionDenied
        try:
            withdraw(application=case, reason=form.cleaned_data["reason"], actor=self.user, at=self.at)
        except DecisionRefused as refused:
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, f"{case.number} 已撤回{self.follows}。")
        return self.to_case()
