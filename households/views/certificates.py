"""证件: their list, the page of one, its application and decision, and what is done with it once issued."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms as django_forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may_or_stands_in
from approvals import actions as approvals
from approvals.queries import names_for, names_to
from approvals.workflow import Decision
from households import certificate_tables
from households.actions import certificate_keeping as keeping
from households.actions import certificates as actions
from households.actions import inspections
from households.forms import certificates as forms
from households.forms.casework import WithdrawalForm
from households.models import Certificate, Endorsement
from households.queries import certificates as queries
from policy.parameters import ParameterNotInForce

from .case_view import ActOnCase, CaseView, Decides, own_address
from .certificate_page import certificate_page, decision_form, endorsements_of, works_since
from .person import OfPerson
from .registry import OnDay

REFUSALS = (
    actions.CertificateRefused,
    keeping.KeepingRefused,
    inspections.InspectionRefused,
    approvals.DecisionRefused,
    ParameterNotInForce,
)


class CertificateList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    columns = certificate_tables.CERTIFICATES
    filterset_class = forms.CertificateFilter
    template_name = "households/certificates.html"
    default_sort = "-number"
    title, unit = "证件", "本"
    empty_text = "没有符合条件的证件。在人员页面申请办证。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = queries.certificates(self.today).visible_to(self.user)
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(counts=queries.counts(self.user, self.today), **kwargs)


class CertificateApply(OfPerson):
    """The application for the certificate issued today, or in exchange for one of an earlier kind."""

    act = Act.SURVEY
    form_class = forms.CertificateForm
    template_name = "households/certificate_new.html"

    @cached_property
    def found(self) -> queries.Opening | str:
        """What may be applied for, or why nothing."""
        try:
            return queries.opening(self.person, self.today)
        except ParameterNotInForce as missing:
            return str(missing)

    def get_form(self, form_class: Any = None) -> Any:
        """No form where nothing may be applied for: the page says why."""
        if isinstance(self.found, str):
            return django_forms.Form()
        return forms.CertificateForm(**self.get_form_kwargs(), opening=self.found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused = self.found if isinstance(self.found, str) else ""
        return super().get_context_data(refused=refused, opening=self.found, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            made = actions.apply_for_certificate(
                person=self.person,
                category=form.cleaned_data["category"],
                evidence=form.cleaned_data["evidence"],
                worker=self.user,
                at=timezone.now(),
            )
        except REFUSALS as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已为{self.person.name}申请{made.get_kind_display()}，待社区初审。")
        return HttpResponseRedirect(reverse("households:certificate", args=[made.pk]))


class CertificateView(CaseView):
    """The certificate's page, and the base of every act on it."""

    route, list_route, noun = "households:certificate", "households:certificates", "证件申请"

    @property
    def case(self) -> Certificate:
        return get_object_or_404(queries.certificates(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    def page(self, bound: Any = None) -> HttpResponse:
        context = certificate_page(self.case, self.user, on=self.today, bound=bound, then=own_address(self.request, ""))
        return render(self.request, "households/certificate.html", context)


class CertificateSheet(CertificateView):
    """The pages of the certificate for print: holder, benefits, employments since, inspections."""

    def page(self, bound: Any = None) -> HttpResponse:
        case = self.case
        inspected = case.inspections.select_related("inspected_by", "inspected_for", "round").order_by("year")
        context = {
            "case": case,
            "category": certificate_tables.category_of(case),
            "mark": certificate_tables.state_mark(case),
            "inspections": [(one, certificate_tables.result_mark(one, self.today)) for one in inspected],
            "reissues": case.reissues.select_related("issued_by").order_by("copy"),
            "endorsements": endorsements_of(case),
            "works": works_since(case),
            "today": self.today,
        }
        return render(self.request, "households/certificate_sheet.html", context)


class CertificateAct(ActOnCase, CertificateView, ABC):
    """An act on the certificate by one form: refused it comes back on the page, else the page says what was done."""

    done: ClassVar[str]

    @abstractmethod
    def form(self, case: Certificate, data: Any) -> Any:
        """The form of the act, bound to ``data``."""

    @abstractmethod
    def perform(self, case: Certificate, said: Any) -> None:
        """One action with what was typed, or the form itself where it makes more of it."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = self.form(case, request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            self.perform(case, form)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
            messages.error(request, str(refused))
            return self.page(form)
        return self.go_on(case)

    def go_on(self, case: Certificate) -> HttpResponse:
        messages.success(self.request, f"{case.person.name}的{case.get_kind_display()}：{self.done}。")
        return self.to_case()


class CertificateDecide(Decides, CertificateAct):
    """One officer's decision; the next application of the worklist opens by itself."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Certificate.objects.visible_to(self.user), pk=pk)
        word = request.GET.get("decision", "")
        if word not in {decision.value for decision in certificate_tables.CERTIFICATE_DECISIONS}:
            messages.error(request, "请选择一项决定。")
            return self.to_case()
        self.decision = Decision(word)
        return super().post(request, pk)

    def form(self, case: Certificate, data: Any) -> Any:
        return decision_form(case, self.decision, names_for(case, self.user, self.today), data)

    def perform(self, case: Certificate, said: Any) -> None:
        actions.decide(
            application=case,
            actor=self.user,
            decision=self.decision,
            said=actions.Said(said.said.comment, said.cleaned_data.get("serial", ""), said.said.article),
            at=self.at,
            on_behalf_of=said.on_behalf_of,
        )

    def go_on(self, case: Certificate) -> HttpResponse:
        following = queries.to_decide(self.user, self.today).first()
        done = certificate_tables.CERTIFICATE_DECISIONS[self.decision]
        return self.next_case(following, f"{case.number} 已办理：{done}。")


class CertificateSubmit(CertificateAct):
    act, done = Act.SURVEY, "已重新提交"

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.CorrectionForm(data)

    def perform(self, case: Certificate, said: Any) -> None:
        actions.resubmit(application=case, worker=self.user, at=self.at, **said.cleaned_data)


class CertificateWithdraw(CertificateAct):
    act, done = Act.SURVEY, "申请已撤回"

    def form(self, case: Certificate, data: Any) -> Any:
        return WithdrawalForm(data, canned=forms.WITHDRAWALS)

    def perform(self, case: Certificate, said: Any) -> None:
        approvals.withdraw(application=case, actor=self.user, at=self.at, **said.cleaned_data)


class CertificateInspect(CertificateAct):
    act, done = Act.INSPECT, "年检结果已登记"

    def is_allowed(self) -> bool:
        return super().is_allowed() or may_or_stands_in(self.user, Act.INSPECT_LATE, self.today)

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.InspectionForm(data, names=names_to(Act.INSPECT_LATE, self.user, self.today))

    def perform(self, case: Certificate, said: Any) -> None:
        inspections.inspect(
            certificate=case,
            result=said.cleaned_data["result"],
            reason=said.cleaned_data["reason"],
            officer=self.user,
            at=self.at,
            on_behalf_of=said.on_behalf_of,
        )


class CertificateEndorse(CertificateAct):
    act, done = Act.INSPECT, "享受政策记录已登记"

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.EndorsementForm(data)

    def perform(self, case: Certificate, said: Any) -> None:
        keeping.endorse(certificate=case, benefit=said.benefit(), officer=self.user, at=self.at)


class CertificateSuspend(CertificateAct):
    act, done = Act.KEEP_CERTIFICATES, "已暂停使用"

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.KeepingForm(data, act="suspend", canned=forms.SUSPENSIONS)

    def perform(self, case: Certificate, said: Any) -> None:
        keeping.suspend(certificate=case, officer=self.user, at=self.at, **said.cleaned_data)


class CertificateResume(CertificateAct):
    act, done = Act.KEEP_CERTIFICATES, "已恢复使用"

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.KeepingForm(data, act="resume", canned=forms.RESUMPTIONS)

    def perform(self, case: Certificate, said: Any) -> None:
        keeping.resume(certificate=case, officer=self.user, at=self.at, **said.cleaned_data)


class CertificateReissue(CertificateAct):
    act, done = Act.KEEP_CERTIFICATES, "已补发"

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.ReissueForm(data)

    def perform(self, case: Certificate, said: Any) -> None:
        keeping.reissue(certificate=case, officer=self.user, at=self.at, **said.cleaned_data)


class CertificateSerial(CertificateAct):
    act, done = Act.KEEP_CERTIFICATES, "证号已更正"

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.SerialForm(data)

    def perform(self, case: Certificate, said: Any) -> None:
        keeping.correct_serial(certificate=case, officer=self.user, at=self.at, **said.cleaned_data)


class CertificateSurrender(CertificateAct):
    act, done = Act.KEEP_CERTIFICATES, "已收回"

    def form(self, case: Certificate, data: Any) -> Any:
        return forms.SurrenderForm(data)

    def perform(self, case: Certificate, said: Any) -> None:
        keeping.surrender(certificate=case, officer=self.user, at=self.at, **said.cleaned_data)


class EndorsementCancel(CaseView):
    """A counter-entry for a wrong endorsement: asked for on a page of its own."""

    act = Act.INSPECT
    http_method_names: ClassVar[list[str]] = ["get", "post"]  # type: ignore[misc]

    @property
    def entry(self) -> Endorsement:
        rows = Endorsement.objects.visible_to(self.user).select_related("certificate__person")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def page(self, bound: Any = None) -> HttpResponse:
        context = {"entry": self.entry, "form": bound or forms.KeepingForm(act="cancel")}
        return render(self.request, "households/endorsement_cancel.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry, form = self.entry, forms.KeepingForm(request.POST, act="cancel")
        if not form.is_valid():
            return self.page(form)
        try:
            keeping.cancel_endorsement(endorsement=entry, officer=self.user, at=self.at, **form.cleaned_data)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
            return self.page(form)
        messages.success(request, "已登记冲销记录。")
        return HttpResponseRedirect(reverse("households:certificate", args=[entry.certificate_id]))
