"""用工合作协议: signed on a page of its own, ended on another; both lead back to the employer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts.permissions import Act, ActRequired
from assistance.actions import agreements as actions
from assistance.forms.agreements import ENDINGS, AgreementForm, EndAgreementForm
from assistance.models import Agreement, Employer
from households.views.registry import OnDay


class OfEmployer(OnDay, ActRequired, FormView):
    """A form about an employer of the own area."""

    act = Act.KEEP_EMPLOYERS
    template_name = "assistance/employers/agreement.html"
    verb = ""

    @cached_property
    def employer(self) -> Employer:
        return get_object_or_404(Employer.objects.kept_by(self.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(employer=self.employer, verb=self.verb, **kwargs)

    def get_success_url(self) -> str:
        return reverse("assistance:employer", args=[self.employer.pk])

    def refused(self, form: Any, why: actions.AgreementRefused) -> HttpResponse:
        form.add_error(why.field, str(why))
        return self.form_invalid(form)


class SignAgreement(OfEmployer):
    form_class = AgreementForm
    verb = "登记合作协议"

    def get_initial(self) -> dict[str, Any]:
        return {"signed_on": self.today, "contact": self.employer.contact}

    def form_valid(self, form: AgreementForm) -> HttpResponse:
        key, at = form.cleaned_data["submission"], timezone.now()
        try:
            actions.sign_agreement(
                employer=self.employer, agreed=form.agreed(), worker=self.user, at=at, submission=key
            )
        except actions.AgreementRefused as why:
            return self.refused(form, why)
        messages.success(self.request, "已登记合作协议。")
        return super().form_valid(form)


class EndAgreement(OfEmployer):
    form_class = EndAgreementForm
    verb = "终止合作协议"

    @cached_property
    def agreement(self) -> Agreement:
        kept = Employer.objects.kept_by(self.user)
        rows = Agreement.objects.filter(employer__in=kept).select_related("employer")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def employer(self) -> Employer:
        return self.agreement.employer

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": ENDINGS}

    def form_valid(self, form: EndAgreementForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        try:
            actions.end_agreement(agreement=self.agreement, reason=reason, worker=self.user, at=timezone.now())
        except actions.AgreementRefused as why:
            return self.refused(form, why)
        messages.success(self.request, "已终止合作协议，协议和原因仍保留。")
        return super().form_valid(form)
