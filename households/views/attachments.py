"""材料 of an application: uploaded, looked at on record, struck off."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.permissions import Act, ActRequired, may_decide
from accounts.uploads import UploadRefused
from accounts.uploads.forms import StrikeOffForm
from accounts.uploads.views import file_answer
from approvals.models import Attachment
from approvals.queries import looks_for, opens_material
from approvals.uploads import actions
from approvals.workflow import LIVE
from households.case_tables import kind_of, subject_of
from households.forms.attachments import STRIKINGS
from households.models import CertificateAttachment, CertificationAttachment, ExitAttachment, RevocationAttachment

from .attachment_panel import Place, attachment_form
from .case_view import ActOnCase, CaseView
from .certificates import CertificateView
from .certifications import CaseAct, CertificationView
from .exits import ExitView
from .revocations import RevocationView


class Attaches(ActOnCase):
    """In front of a view of a case: the worker adds material while it is under way."""

    act = Act.SURVEY
    place: Place | None = None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = attachment_form(case, request.POST, request.FILES, place=self.place)
        if not form.is_valid():
            return self.page(form)
        kind, files = form.cleaned_data["kind"], form.checked_files()
        try:
            made = actions.attach(
                application=case, kind=kind, files=files, actor=self.user, at=self.at, told=form.told()
            )
        except UploadRefused as refused:
            form.add_error("uploads", str(refused))
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, f"已上传{made[0].get_kind_display()} {len(made)} 个文件。")  # type: ignore[attr-defined]
        return self.to_case()


class Attach(Attaches, CertificationView):
    pass


class ExitAttach(Attaches, ExitView):
    pass


class CertificateAttach(Attaches, CertificateView):
    pass


class RevocationAttach(Attaches, RevocationView):
    act = Act.DECIDE


class Sign(CaseAct):
    """Where the applicant signs, on the worker's telephone or at the counter; the picture becomes material."""

    act = Act.SURVEY

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        if case.status not in LIVE:
            messages.info(request, "该认定已办结，不能再签名。")
            return self.to_case()
        context = {"case": case, "subject": subject_of(case), "kind": kind_of(case)}
        return render(request, "households/sign.html", context)


# What material is of, and the view of what it belongs to.
CASES: dict[type[Attachment], type[CaseView]] = {
    CertificationAttachment: CertificationView,
    ExitAttachment: ExitView,
    CertificateAttachment: CertificateView,
    RevocationAttachment: RevocationView,
}


class OfAttachment(ActRequired, View):
    """Something about one attachment, a ``model``, of an application in the user's area."""

    model: type[Attachment] = CertificationAttachment

    @property
    def attachment(self) -> Any:
        rows: Any = self.model.objects  # type: ignore[attr-defined]  # of an abstract model
        return get_object_or_404(rows.visible_to(self.user).select_related("application"), pk=self.kwargs["pk"])

    @property
    def case_view(self) -> type[CaseView]:
        """The view of what the material belongs to."""
        return CASES[self.model]

    def case_url(self, attachment: Any) -> str:
        return reverse(self.case_view.route, args=[attachment.application_id])


class OpenAttachment(OfAttachment):
    """The file itself, for those who may see whole numbers: they stand on it. And for whoever stands in for one of
    them, while the case waits."""

    act = Act.UNMASK
    http_method_names: ClassVar[list[str]] = ["get"]  # type: ignore[misc]

    def is_allowed(self) -> bool:
        return super().is_allowed() or may_decide(self.user, timezone.localdate())

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        attachment, at = self.attachment, timezone.now()
        today = timezone.localdate(at)
        if not opens_material(attachment.application, self.user, today):
            raise PermissionDenied
        absent = looks_for(attachment.application, self.user, today)
        try:
            file, name = actions.open_attachment(attachment=attachment, actor=self.user, at=at, on_behalf_of=absent)
        except UploadRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.case_url(attachment))
        return file_answer(attachment, file, name)


class StrikeOff(OfAttachment):
    """Asks for the reason, and strikes the material off."""

    act = Act.SURVEY
    http_method_names: ClassVar[list[str]] = ["get", "post"]  # type: ignore[misc]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(StrikeOffForm(canned=STRIKINGS))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        attachment, form = self.attachment, StrikeOffForm(request.POST, canned=STRIKINGS)
        if not form.is_valid():
            return self.page(form)
        reason = form.cleaned_data["reason"]
        try:
            actions.strike_off(attachment=attachment, reason=reason, actor=self.user, at=timezone.now())
        except UploadRefused as refused:
            form.add_error(None, str(refused))
            return self.page(form)
        messages.success(request, "已划去，原件和原因仍保留。")
        return HttpResponseRedirect(self.case_url(attachment))

    def page(self, form: Any) -> HttpResponse:
        attachment, case = self.attachment, self.case_view
        context = {
            "attachment": attachment,
            "case": attachment.application,
            "case_url": self.case_url(attachment),
            "cases_url": reverse(case.list_route),
            "noun": case.noun,
            "form": form,
        }
        return render(self.request, "households/strike_off.html", context)
