"""Scans of a document: added on its page, looked at by whoever may read policy, struck off."""

from typing import Any, ClassVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.permissions import Act, ActRequired
from accounts.uploads import UploadRefused
from accounts.uploads import actions as kept
from accounts.uploads.forms import StrikeOffForm
from accounts.uploads.views import file_answer
from policy.models import Document, DocumentScan
from policy.views import DocumentPage

from . import actions, forms


def page_of(document: Document) -> str:
    return reverse("policy:document", args=[document.pk])


class AddScans(DocumentPage):
    """What is refused comes back on the document's page."""

    act = Act.PROPOSE
    http_method_names: ClassVar[list[str]] = ["get", "post"]  # type: ignore[misc]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(page_of(cast(Document, self.get_object())))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.object = document = cast(Document, self.get_object())
        form = forms.ScansForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(scans_form=form))
        files = form.cleaned_data["uploads"]
        try:
            actions.add_scans(document=document, files=files, actor=self.user, at=timezone.now())
        except UploadRefused as refused:
            form.add_error("uploads", str(refused))
            return self.render_to_response(self.get_context_data(scans_form=form))
        messages.success(request, f"已上传扫描件 {len(files)} 个文件。")
        return HttpResponseRedirect(page_of(document))


class OfScan(ActRequired, View):
    """Something about one scan."""

    @cached_property
    def scan(self) -> DocumentScan:
        return get_object_or_404(DocumentScan.objects.select_related("document"), pk=self.kwargs["pk"])


class OpenScan(OfScan):
    act = Act.READ_POLICY

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        try:
            file, name = kept.opened(self.scan, self.scan.document.number)
        except UploadRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(page_of(self.scan.document))
        return file_answer(self.scan, file, name)


class StrikeOffScan(OfScan, FormView):
    """Asks for the reason, and strikes the scan off."""

    act = Act.PROPOSE
    form_class = StrikeOffForm
    template_name = "policy/strike_off.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": forms.STRIKINGS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.scan.document
        crumbs = [(reverse("policy:documents"), "政策文件"), (page_of(document), document.number)]
        return super().get_context_data(file=self.scan, title="扫描件", crumbs=crumbs, back=page_of(document), **kwargs)

    def form_valid(self, form: StrikeOffForm) -> HttpResponse:
        actor, reason = self.user, form.cleaned_data["reason"]
        try:
            actions.strike_off(scan=self.scan, reason=reason, actor=actor, at=timezone.now())
        except UploadRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "已划去，原件和原因仍保留。")
        return HttpResponseRedirect(page_of(self.scan.document))
