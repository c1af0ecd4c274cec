"""取值提案: proposed by one person, tried on the rule cases, put in force or refused by another."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.lists.views import ScopedListView
from accounts.models import Job
from accounts.permissions import Act, ActRequired, may
from desk import actions, effects, forms, queries, tables
from desk.filters import ProposalFilter
from desk.models import RuleCase
from desk.views.calendar import effect_of_proposal
from households.models import Certification
from policy import words
from policy.actions import EnactmentRefused, enactment_of, refuse_proposal, withdraw_proposal
from policy.forms import ProposalForm
from policy.models import ParameterValue, Proposal
from policy.parameters import Kind, bounded, named
from policy.queries import own_values, proposing_areas, standing_of
from policy.tables import document_mark
from policy.views import OfParameter
from ui.forms import Dialogue, ReasonForm

REFUSALS = ("依据文件、条款与取值不符。", "用例不再通过，须先核对用例。", "施行日期须与文件一致。")


class Proposals(ActRequired, ScopedListView):
    names_people = False
    act = Act.PROPOSE
    title = "取值提案"
    unit = "项提案"
    queryset = queries.ProposalRegister(Proposal)
    columns = tables.PROPOSALS
    filterset_class = ProposalFilter
    default_sort = "-proposed_at"
    empty_text = "还没有提案。请在“参数取值”中选一个参数，提出新取值。"
    template_name = "desk/proposals.html"


class Propose(ActRequired, OfParameter, FormView):
    """提出新取值: of a parameter, or of the bounds within which districts may set it."""

    act = Act.PROPOSE
    template_name = "desk/propose.html"
    form_class = ProposalForm

    def get_form_kwargs(self) -> dict[str, Any]:
        areas = proposing_areas(self.user)
        given = {"parameter": self.parameter, "areas": areas, "today": timezone.localdate()}
        return super().get_form_kwargs() | given

    def get_initial(self) -> dict[str, Any]:
        row = self._standing.row
        area = {"area": self.user.area}
        if self.parameter.kind is Kind.BOUNDS:
            return {**area, "may_differ": row is not None and row.value is not None, **((row and row.value) or {})}
        return {**area, "value": row.value if row else None}

    @cached_property
    def _standing(self) -> Any:
        return standing_of(self.parameter, timezone.localdate(), self.user.area)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parameter=self.parameter, standing=self._standing, **kwargs)

    def form_valid(self, form: ProposalForm) -> HttpResponse:
        enactment, actor = form.enactment(), self.user
        told = {"reason": form.cleaned_data["reason"], "actor": actor, "at": timezone.now()}
        try:
            if actions.trial_of(enactment).is_long:
                job = actions.propose_value_to_be_tried(enactment, **told)
                messages.success(self.request, "提案已提出，规则用例较多，正在后台试运行。")
                return _to_job(job)
            proposal = actions.propose_value(enactment, **told)
        except EnactmentRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "提案已提出，规则用例已试运行；由另一人确认后施行。")
        return HttpResponseRedirect(reverse("desk:proposal", args=[proposal.pk]))


def _to_job(job: Job) -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))


def _in_words(rows: Iterable[ParameterValue]) -> list[tuple[ParameterValue, str]]:
    return [(row, words.value_words(named(row.key.key), row.value)) for row in rows]


class OnProposal(ActRequired):
    """A page or an act of one proposal; 404 outside one's area."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def proposal(self) -> Proposal:
        rows: Any = queries.ProposalRegister(Proposal).visible_to(self.user)
        return get_object_or_404(rows.select_related("document__replacement", "enacted"), pk=self.kwargs["pk"])

    def page(self, confirming: forms.ConfirmForm | None = None, refusing: ReasonForm | None = None) -> HttpResponse:
        """The proposal, with the forms as they came back."""
        if self.is_calendar:
            return self._calendar_page(confirming, refusing)
        proposal, today, user = self.proposal, timezone.localdate(), self.user
        visible = set(RuleCase.objects.visible_to(user).values_list("pk", flat=True))
        trials = list(proposal.trials.select_related("run_by").order_by("run_at"))
        breaks = bool(trials) and trials[-1].broken > 0
        context: dict[str, Any] = {
            **self._common(),
            "standing": standing_of(proposal.parameter, proposal.since, proposal.area),
            "others": _in_words(own_values(proposal.parameter, proposal.area, proposal.since)),
            **self._beyond(),
            "trials": [(trial, tables.outcome_rows(trial, visible)) for trial in trials],
            "decided_before": self._decided_before(today),
            **self._forms(confirming or forms.ConfirmForm(breaks_cases=breaks), refusing),
        }
        if proposal.status == Proposal.Status.OPEN:
            context |= self._effect(today)
        return render(self.request, "desk/proposal.html", context)

    @property
    def is_calendar(self) -> bool:
        return self.proposal.parameter.kind is Kind.CALENDAR

    def _calendar_page(self, confirming: forms.ConfirmForm | None, refusing: ReasonForm | None) -> HttpResponse:
        context = self._common() | self._forms(confirming or forms.ConfirmForm(breaks_cases=False), refusing)
        if self.proposal.status == Proposal.Status.OPEN:
            context |= effect_of_proposal(self.proposal, self.user)
        return render(self.request, "desk/calendar_proposal.html", context)

    def _common(self) -> dict[str, Any]:
        proposal = self.proposal
        return {
            "proposal": proposal,
            "parameter": proposal.parameter,
            "value_words": words.value_words(proposal.parameter, proposal.value),
            "mark": tables.proposal_mark(proposal),
            "document_mark": document_mark(proposal.document),
        }

    def _forms(self, confirming: forms.ConfirmForm, refusing: ReasonForm | None) -> dict[str, Any]:
        """Who may do what with the proposal now, and by which forms."""
        is_open, is_own = self.proposal.status == Proposal.Status.OPEN, self.proposal.proposed_by_id == self.user.pk
        decides = is_open and not is_own and may(self.user, Act.ENACT)
        return {
            "may_confirm": decides,
            "waits_for_another": is_open and not decides,
            "withdraws": is_open and is_own,
            "form": confirming,
            "refusal": self._refusal(refusing) if decides else None,
        }

    def _refusal(self, form: ReasonForm | None) -> Dialogue:
        return Dialogue(
            key="refuse",
            verb="不同意",
            action=reverse("desk:refuse_proposal", args=[self.proposal.pk]),
            follows="提案办结，不施行；需要时由提出人重新提出。",
            form=form or ReasonForm(canned=REFUSALS, prefix="refuse"),
            is_dangerous=True,
        )

    def _beyond(self) -> dict[str, Any]:
        """Of proposed bounds, the districts' own values they would leave outside, and the city's that takes over."""
        proposal = self.proposal
        if proposal.parameter.kind is not Kind.BOUNDS:
            return {"beyond": []}
        target, bounds = bounded(proposal.key.key), proposal.parameter.read(proposal.value)
        rows = own_values(target, proposal.area, proposal.since)
        beyond = [row for row in rows if bounds is None or not bounds.allow(target.read(row.value))]
        return {"beyond": _in_words(beyond), "takes_over": standing_of(target, proposal.since, proposal.area)}

    def _decided_before(self, today: dt.date) -> int:
        """How many certifications were decided since the day the value would begin, where that day is past."""
        proposal = self.proposal
        if proposal.since >= today:
            return 0
        decided = Certification.objects.filter(area__path__startswith=proposal.area.path, status="approved")
        return decided.filter(certified_on__gte=proposal.since).count()

    def _effect(self, today: dt.date) -> dict[str, Any]:
        enactment = enactment_of(self.proposal)
        if not effects.bears_on_findings(enactment):
            return {"bears_on_findings": False}
        try:
            effect = effects.effect_of(enactment, today=today, actor=self.user, at=timezone.now())
        except EnactmentRefused as refused:
            return {"bears_on_findings": True, "effect": None, "effect_refused": str(refused)}
        return {"bears_on_findings": True, "effect": effect, "looked_at": effects.LOOKED_AT}


class ProposalPage(OnProposal, View):
    act = Act.PROPOSE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()


class Confirm(OnProposal, View):
    """确认施行, by another person than proposed it."""

    act = Act.ENACT

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = forms.ConfirmForm(request.POST, breaks_cases=not self.is_calendar)
        if not form.is_valid():
            return self.page(form)
        told = {"proposal": self.proposal, **form.cleaned_data, "actor": self.user, "at": timezone.now()}
        try:
            if self.is_calendar:
                return self._confirm_calendar(form.cleaned_data["comment"])
            if actions.trial_of(enactment_of(self.proposal)).is_long:
                return _to_job(actions.start_confirmation(**told))
            enacted = actions.confirm_value(**told)
        except actions.CasesNoLongerPass as refused:
            form.add_error("acknowledgement", str(refused))
            return self.page(form)
        except EnactmentRefused as refused:
            form.add_error(None, str(refused))
            return self.page(form)
        parameter = self.proposal.parameter
        messages.success(request, f"“{parameter.title}”自 {enacted.validity.lower} 起在{enacted.area}施行新的取值。")
        return HttpResponseRedirect(reverse("policy:parameter", args=[parameter.key]))

    def _confirm_calendar(self, comment: str) -> HttpResponse:
        announced = actions.confirm_calendar(
            proposal=self.proposal, comment=comment, actor=self.user, at=timezone.now()
        )
        messages.success(self.request, f"{announced}的工作日历已施行，暂定的期限已按此重算。")
        return HttpResponseRedirect(reverse("policy:calendar"))


class Refuse(OnProposal, View):
    act = Act.ENACT

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReasonForm(request.POST, canned=REFUSALS, prefix="refuse")
        if not self.proposal or not form.is_valid():
            return self.page(refusing=form)
        try:
            refuse_proposal(
                proposal=self.proposal, reason=form.cleaned_data["reason"], actor=self.user, at=timezone.now()
            )
        except EnactmentRefused as refused:
            form.add_error(None, str(refused))
            messages.error(request, str(refused))
            return self.page(refusing=form)
        messages.success(request, "已不同意该提案，取值不变。")
        return HttpResponseRedirect(reverse("desk:proposal", args=[pk]))


class Withdraw(OnProposal, View):
    act = Act.PROPOSE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            withdraw_proposal(proposal=self.proposal, actor=self.user, at=timezone.now())
        except EnactmentRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "提案已撤回。")
        return HttpResponseRedirect(reverse("desk:proposal", args=[pk]))
