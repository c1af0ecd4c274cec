"""The files of an opening: given, their columns told, read, looked at line by line, taken out again."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from accounts.jobs import actions as jobs
from accounts.lists.views import ScopedListView
from accounts.models import Job, User
from accounts.permissions import Act, ActRequired
from desk import opening_tables as tables
from desk import tasks
from desk.filters import OpeningRowFilter
from desk.opening_forms import ColumnsForm, FileForm
from desk.openings import KINDS, kind_of
from households.models import OpeningFile, OpeningRow, OpeningStatus
from households.openings import book
from households.openings.actions import preparing
from households.openings.actions.preparing import OpeningRefused
from households.openings.shape import Kind

from .openings import OfOpening


class AddFile(OfOpening, FormView):
    form_class = FileForm
    template_name = "desk/opening_add_file.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = [(kind, [(column.title, column.is_required) for column in kind.columns]) for kind in KINDS]
        return super().get_context_data(opening=self.opening, kinds=kinds, **kwargs)

    def form_valid(self, form: FileForm) -> HttpResponse:
        told = form.cleaned_data
        try:
            file = preparing.take_in(
                opening=self.opening,
                kind=kind_of(told["kind"]),
                content=told["file"],
                officer=self.user,
                at=timezone.now(),
            )
        except OpeningRefused as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("accounts:job", args=[reading_job(file, self.user).pk]))


class OfFile(ActRequired):
    """Something about one file of an opening, 404 outside the user's area."""

    act = Act.PREPARE_OPENING
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def file(self) -> OpeningFile:
        rows = OpeningFile.objects.visible_to(self.user).select_related("opening__area", "uploaded_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def kind(self) -> Kind:
        return kind_of(self.file.kind)

    @property
    def is_open(self) -> bool:
        return self.file.opening.status == OpeningStatus.PREPARING


class FilePage(OfFile, ScopedListView):
    """The lines of a file as they were understood."""

    queryset = OpeningRow.objects.select_related("person", "community")
    columns = tables.ROWS
    filterset_class = OpeningRowFilter
    default_sort = "line"
    unit = "行"
    template_name = "desk/opening_file.html"
    empty_text = "还没有读出数据行：请先核对列对应，再读取文件。"

    def get_scoped(self) -> QuerySet:
        return super().get_scoped().filter(file=self.file)

    def get_title(self) -> str:
        return f"{tables.file_title(self.file)}（{self.file.opening.number}）"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lacking = book.missing(self.file, self.kind) if self.is_open and self.file.headings else []
        return super().get_context_data(file=self.file, kind=self.kind, is_open=self.is_open, lacking=lacking, **kwargs)


class Columns(OfFile, FormView):
    """列对应: what the headings and the words of codes mean; saved for the next file of the same old system."""

    form_class = ColumnsForm
    template_name = "desk/opening_columns.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        told = {"file": self.file, "kind": self.kind, "meanings": book.meanings_for(self.file)}
        return super().get_form_kwargs() | told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(file=self.file, kind=self.kind, is_open=self.is_open, **kwargs)

    def form_valid(self, form: ColumnsForm) -> HttpResponse:
        meanings = form.meanings(book.meanings_for(self.file))
        try:
            preparing.map_columns(file=self.file, meanings=meanings, officer=self.user, at=timezone.now())
        except OpeningRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("accounts:job", args=[reading_job(self.file, self.user).pk]))


class ReadFile(OfFile, View):
    """Reads the file again: what is not read yet, and the workbook of faulty lines."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.is_open:
            messages.error(request, preparing.FIXED)
            return HttpResponseRedirect(reverse("desk:opening_file", args=[self.file.pk]))
        return HttpResponseRedirect(reverse("accounts:job", args=[reading_job(self.file, self.user).pk]))


class RemoveFile(OfFile, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        opening = self.file.opening_id
        try:
            preparing.remove_file(file=self.file, officer=self.user, at=timezone.now())
            messages.success(request, "已移除该文件和读出的行。")
        except OpeningRefused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("desk:opening", args=[opening]))


def reading_job(file: OpeningFile, owner: User) -> Job:
    title = f"读取期初导入 {file.opening.number} 的{tables.file_title(file)}"
    task = tasks.read_opening_file.name
    return jobs.start(task=task, title=title, arguments={"file": file.pk}, owner=owner, at=timezone.now())
