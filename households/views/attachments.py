"""材料 of a certification: uploaded, looked at on record, struck off."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.models import User
from accounts.permissions import Act, ActRequired, may_decide
from approvals.queries import looks_for, opens_material
from approvals.uploads import UploadRefused, actions
from approvals.workflow import LIVE
from households.case_tables import kind_of, subject_of
from households.forms.attachments import AttachmentForm, StrikeOffForm
from households.models import CertificationAttachment

from .certifications import CaseAct

# Shown as a page of its own, a picture may load and run nothing; all else is saved, not shown.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWN = ("image/jpeg", "image/png")


class Attach(CaseAct):
    """The worker adds material while the case is under way."""

    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = AttachmentForm(request.POST, request.FILES, auto_id="attach_%s")
        if not form.is_valid():
            return self.page(form)
        kind, files = form.cleaned_data["kind"], form.checked_files()
        try:
            made = actions.attach(application=case, kind=kind, files=files, actor=self.user, at=self.at)
        except UploadRefused as refused:
            form.add_error("uploads", str(refused))
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, f"已上传{made[0].get_kind_display()} {len(made)} 个文件。")  # type: ignore[attr-defined]
        return self.to_case()


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


class OfAttachment(ActRequired, View):
    """Something about one attachment of a certification in the user's area."""

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @property
    def attachment(self) -> CertificationAttachment:
        rows = CertificationAttachment.objects.visible_to(self.user).select_related("application")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def to_case(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("households:certification", args=[self.attachment.application_id]))


class OpenAttachment(OfAttachment):
    """The file itself, for those who may see whole numbers: they stand on it. And for whoever stands in for one of
    them, while the case waits."""

    act = Act.UNMASK
    http_method_names = ["get"]

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
            return self.to_case()
        is_saved = attachment.content_type not in SHOWN
        answer = FileResponse(file, as_attachment=is_saved, filename=name, content_type=attachment.content_type)
        answer["Content-Length"] = attachment.size
        answer["Content-Security-Policy"] = SANDBOX
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


class StrikeOff(OfAttachment):
    """Asks for the reason, and strikes the material off."""

    act = Act.SURVEY
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(StrikeOffForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = StrikeOffForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            actions.strike_off(
                attachment=self.attachment, reason=form.cleaned_data["reason"], actor=self.user, at=timezone.now()
            )
        except UploadRefused as refused:
            form.add_error(None, str(refused))
            return self.page(form)
        messages.success(request, "已划去，原件和原因仍保留。")
        return self.to_case()

    def page(self, form: Any) -> HttpResponse:
        attachment = self.attachment
        context = {"attachment": attachment, "case": attachment.application, "form": form}
        return render(self.request, "households/strike_off.html", context)
