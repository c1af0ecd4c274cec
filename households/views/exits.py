"""退出: proposed or confirmed in the community, decided at the street."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View

from accounts.permissions import Act, ActRequired
from accounts.uploads import UploadRefused
from approvals import actions as approvals
from households import case_tables
from households.actions import exits as actions
from households.forms.casework import (
    EXIT_CANNED,
    EXIT_WITHDRAWALS,
    ExitCorrectionForm,
    ExitForm,
)
from households.models import Exit, HardToEmploySpell, ZeroFamilyCase
from households.queries import cases
from policy.parameters import ParameterNotInForce

from .case_view import ActOnCase, CaseView, DecideCase, RequestReviewOfCase, Timed, WithdrawCase, own_address
from .exit_page import ends_of, exit_page


class ExitNew(Timed, ActRequired, View):
    """Proposes the exit of ``?spell=`` or ``?family_case=``, for the ``?reason=`` that is suggested."""

    act = Act.SURVEY

    def ends(self) -> HardToEmploySpell | ZeroFamilyCase:
        """What is to end; 404 outside the worker's area."""
        user = self.user
        spell, family = self.request.GET.get("spell", ""), self.request.GET.get("family_case", "")
        if spell.isdecimal():
            spells = HardToEmploySpell.objects.visible_to(user).select_related("person", "household__area")
            return get_object_or_404(spells, pk=spell)
        if family.isdecimal():
            return get_object_or_404(cases.families(self.today).visible_to(user), pk=family)
        raise Http404

    def get(self, request: HttpRequest) -> HttpResponse:
        ends = self.ends()
        initial = {"effective_on": self.today, "reason": request.GET.get("reason", "")}
        return self.page(ends, ExitForm(ends=ends, on=self.today, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        ends = self.ends()
        form = ExitForm(request.POST, request.FILES, ends=ends, on=self.today)
        if not form.is_valid():
            return self.page(ends, form)
        try:
            made = actions.propose_exit(ends=ends, proposal=form.proposal(), worker=self.user, at=self.at)
        except (actions.ExitRefused, UploadRefused, approvals.DecisionRefused, ParameterNotInForce) as refused:
            form.add_error(None, str(refused))
            return self.page(ends, form)
        messages.success(request, f"已提出退出 {made.number}，待街道决定。")
        return HttpResponseRedirect(reverse("households:exit", args=[made.pk]))

    def page(self, ends: HardToEmploySpell | ZeroFamilyCase, form: ExitForm) -> HttpResponse:
        is_person = isinstance(ends, HardToEmploySpell)
        subject = ends.person.name if is_person else f"{ends.head_name or '（无户主）'}户"  # type: ignore[union-attr]
        context = {"form": form, "ends": ends, "subject": subject, "is_person": is_person}
        return render(self.request, "households/exit_new.html", context)


class ExitView(CaseView):
    """The exit's page, and the base of every act on it."""

    route, list_route, noun = "households:exit", "households:exits", "退出"

    @property
    def case(self) -> Exit:
        return get_object_or_404(cases.exits(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    def page(self, bound: Any = None) -> HttpResponse:
        context = exit_page(self.case, self.user, on=self.today, bound=bound, then=own_address(self.request, ""))
        return render(self.request, "households/exit.html", context)


class ExitDecide(DecideCase, ExitView):
    """The street's decision, or a review of it."""

    titles, canned = case_tables.EXIT_DECISIONS, EXIT_CANNED

    def decide(self, **taken: Any) -> None:
        actions.decide(application=self.case, **taken)

    def waiting(self) -> cases.Rows:
        return cases.exits_to_decide(self.user, self.today)


class ExitReviewRequest(RequestReviewOfCase, ExitView):
    meanwhile = "原决定在复核期间照常执行。"


class ExitSubmit(ActOnCase, ExitView):
    """The worker confirms a drafted exit, or sends a returned one again, with its day and evidence as they are now."""

    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = ExitCorrectionForm(request.POST, ends=ends_of(case), on=self.today)
        if not form.is_valid():
            return self.page(form)
        try:
            actions.submit_exit(
                application=case,
                effective_on=form.cleaned_data["effective_on"],
                evidence=form.cleaned_data["evidence"],
                worker=self.user,
                at=self.at,
            )
        except (actions.ExitRefused, approvals.DecisionRefused, ParameterNotInForce) as refused:
            form.add_error(None, str(refused))
            return self.page(form)
        messages.success(request, f"{case.number} 已提交，待街道决定。")
        return self.to_case()


class ExitWithdraw(WithdrawCase, ExitView):
    canned, follows = EXIT_WITHDRAWALS, "，对象仍在册"
