"""援助工作方案: the list, the page of one, and the setting of it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from accounts.queries import organisations
from accounts.uploads import UploadRefused
from accounts.uploads import actions as kept
from accounts.uploads.forms import StrikeOffForm
from accounts.uploads.views import file_answer
from assistance.actions import programmes as actions
from assistance.filters.programmes import ProgrammeFilter
from assistance.forms.programmes import AttachForm, ProgrammeForm, ProgressForm
from assistance.models import Programme, ProgrammeAttachment
from assistance.tables.programmes import programme_columns, state_of
from households.views.registry import OnDay
from ui.tables import Column
from ui.views import Action

STRIKINGS = ("传错了文件", "内容已更新，已重新上传", "扫描不清楚，已重新扫描")


def page_of(programme: Programme) -> str:
    return reverse("assistance:programme", args=[programme.pk])


class ProgrammeList(OnDay, ActRequired, ScopedListView):
    """The programmes that bind the area, and those below it."""

    act = Act.READ_CASES
    title, unit = "援助工作方案", "份"
    queryset = Programme.objects.select_related("area")
    filterset_class = ProgrammeFilter
    template_name = "assistance/programmes/list.html"
    default_sort = "-starts"
    empty_text = "还没有援助工作方案。由市和区县制定。"
    names_people = False

    def get_columns(self) -> tuple[Column, ...]:
        return programme_columns(self.today)

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.SET_PROGRAMMES):
            return None
        return Action("制定援助工作方案", reverse("assistance:programme_new"), "plus")


class ProgrammePage(OnDay, ActRequired, View):
    act = Act.READ_CASES
    http_method_names = ["get"]

    @cached_property
    def programme(self) -> Programme:
        rows = Programme.objects.visible_to(self.user).select_related("area", "set_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, form: ProgressForm | None = None, attach_form: AttachForm | None = None) -> HttpResponse:
        own = self.programme
        is_own = own.area_id == self.user.area_id and may(self.user, Act.SET_PROGRAMMES)
        context = {
            "programme": own,
            "state": state_of(own, self.today),
            "organisations": own.organisations.order_by("name"),
            "progress": own.progress.select_related("reported_by").order_by("-on", "-pk"),
            "attachments": own.attachments.select_related("added_by", "struck_by").order_by("pk"),
            "form": (form or ProgressForm()) if is_own else None,
            "attach_form": (attach_form or AttachForm()) if is_own else None,
        }
        return render(self.request, "assistance/programmes/programme.html", context)


class ReportProgress(ProgrammePage):
    act = Act.SET_PROGRAMMES
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("assistance:programme", args=[self.programme.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, own = ProgressForm(request.POST), self.programme
        if not form.is_valid():
            return self.page(form)
        report = form.cleaned_data["report"]
        try:
            actions.report_progress(programme=own, report=report, officer=self.user, at=timezone.now())
        except actions.ProgrammeRefused as refused:
            messages.error(request, str(refused))
            return self.page(form)
        messages.success(request, "已填报进展。")
        return HttpResponseRedirect(reverse("assistance:programme", args=[own.pk]))


class Attach(ProgrammePage):
    """What is refused comes back on the programme's page."""

    act = Act.SET_PROGRAMMES
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(page_of(self.programme))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, own = AttachForm(request.POST, request.FILES), self.programme
        if not form.is_valid():
            return self.page(attach_form=form)
        title, files = form.cleaned_data["title"], form.cleaned_data["uploads"]
        try:
            actions.attach(programme=own, title=title, files=files, officer=self.user, at=timezone.now())
        except UploadRefused as refused:
            form.add_error("uploads", str(refused))
            return self.page(attach_form=form)
        except actions.ProgrammeRefused as refused:
            messages.error(request, str(refused))
            return self.page(attach_form=form)
        messages.success(request, f"已上传附件 {len(files)} 个文件。")
        return HttpResponseRedirect(page_of(own))


class OfAttachment(OnDay, ActRequired, View):
    """Something about one attachment of a programme that the user sees."""

    @cached_property
    def attachment(self) -> ProgrammeAttachment:
        rows = ProgrammeAttachment.objects.visible_to(self.user).select_related("programme")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class OpenAttachment(OfAttachment):
    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        own = self.attachment
        try:
            file, name = kept.opened(own, own.title)
        except UploadRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(page_of(own.programme))
        return file_answer(own, file, name)


class StrikeOffAttachment(OfAttachment, FormView):
    """Asks for the reason, and strikes the attachment off."""

    act = Act.SET_PROGRAMMES
    form_class = StrikeOffForm
    template_name = "policy/strike_off.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": STRIKINGS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own, back = self.attachment, page_of(self.attachment.programme)
        crumbs = [(reverse("assistance:programmes"), "援助工作方案"), (back, own.programme.title)]
        return super().get_context_data(file=own, title="附件", crumbs=crumbs, back=back, **kwargs)

    def form_valid(self, form: StrikeOffForm) -> HttpResponse:
        own, reason = self.attachment, form.cleaned_data["reason"]
        try:
            actions.strike_attachment(attachment=own, reason=reason, officer=self.user, at=timezone.now())
        except (actions.ProgrammeRefused, UploadRefused) as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, "已划去，原件和原因仍保留。")
        return HttpResponseRedirect(page_of(own.programme))


class NewProgramme(OnDay, ActRequired, View):
    act = Act.SET_PROGRAMMES

    def _form(self, data: Any = None) -> ProgrammeForm:
        partners: QuerySet[Any] = organisations().visible_to(self.user).existing(self.today).order_by("name")
        return ProgrammeForm(data, initial={"starts_on": self.today}, organisations=partners)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            made = actions.set_programme(draft=form.draft(), officer=self.user, at=timezone.now())
        except actions.ProgrammeRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(form)
        messages.success(request, f"已制定“{made.title}”。")
        return HttpResponseRedirect(reverse("assistance:programme", args=[made.pk]))

    def page(self, form: ProgrammeForm) -> HttpResponse:
        return render(self.request, "assistance/programmes/new.html", {"form": form})
