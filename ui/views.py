"""The one list view: what the user may see, filtered, sorted, paged and exported."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.generic import ListView
from django_filters import FilterSet

from . import exports, filters, keyset, tables

CHUNK = 1000  # rows of a workbook read at once


@dataclass(frozen=True)
class Action:
    """The one thing to do on a page, named by its verb and object; ``icon`` is a name of icons.txt."""

    title: str
    url: str
    icon: str = ""


class WorkbookMixin:
    """Answers ``?format=xlsx`` with the rows shown, over all pages."""

    request: HttpRequest
    export_limit = 20_000  # rows; more is slow to open in the office's spreadsheet
    purpose = ""  # what the workbook is for, where that was asked

    @property
    def exporter(self) -> str:
        """Who takes the workbook away, as it is told in it."""
        return str(self.request.user)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Given the rows of a page, or of a chunk of a workbook, before their columns are asked. Override to read at
        once of all of them what each column would ask of one."""

    def prepared(self, rows: Iterable[Any]) -> Iterator[Any]:
        """The rows of a workbook, chunk by chunk prepared."""
        left = iter(rows)
        while chunk := list(itertools.islice(left, CHUNK)):
            self.prepare(chunk)
            yield from chunk

    def export(self, rows: QuerySet, columns: Sequence[tables.Column], *, title: str, filters: list[str]):
        """The workbook, or back to the list with a sentence if it would hold more than ``export_limit`` rows."""
        if rows.order_by()[: self.export_limit + 1].count() > self.export_limit:
            messages.error(self.request, f"超过 {self.export_limit:,} 行，无法一次导出，请先用筛选条件缩小范围。")
            return HttpResponseRedirect(tables.address_with(self.request.GET))
        at = timezone.now()
        note = exports.note(exporter=self.exporter, at=at, filters=filters, purpose=self.purpose)
        wanted = self.prepared(rows.iterator(chunk_size=CHUNK))
        file = exports.workbook(columns, wanted, title=title, note=note)
        name = f"{title}_{timezone.localdate(at):%Y%m%d}.xlsx"
        return FileResponse(file, as_attachment=True, filename=name)


class ScopedListView(WorkbookMixin, ListView):
    """A list of the rows the user may see; its queryset has ``visible_to(user)``.

    A whole page answers a plain request; an HTMX request gets ``results_template``. The order, the filters and the
    place stand in the address. Queries of its own: the page, the count, and the boundary row behind the first page.
    """

    columns: tuple[tables.Column, ...] = ()
    filterset_class: type[FilterSet] | None = None
    default_sort = ""
    title = ""
    unit = "条"
    empty_text = "没有符合条件的记录。"
    primary_action: Action | None = None
    can_export = True
    filter_method = "get"  # post: by a view that leads on to an address
    paginate_by = 50
    template_name = "ui/list.html"
    results_template = "ui/list.html#results"
    context_object_name = "rows"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        request.today = timezone.localdate()  # type: ignore[attr-defined]  # for the filters, which read no clock
        super().setup(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.can_export and request.GET.get("format") == "xlsx":
            rows = self.get_queryset().order_by(*self.order)
            words = [str(chip) for chip in self.get_chips()]
            return self.export(rows, self.get_columns(), title=self.get_title(), filters=words)
        response = super().get(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_columns(self) -> tuple[tables.Column, ...]:
        """The columns for this user on this day; override where they depend on either."""
        return self.columns

    def get_title(self) -> str:
        return self.title

    def get_primary_action(self) -> Action | None:
        return self.primary_action

    @property
    def sort(self) -> str:
        return self.request.GET.get("sort") or self.default_sort

    @property
    def order(self) -> list[str]:
        return tables.ordering(self.get_columns(), self.sort)

    @property
    def asked(self) -> QueryDict:
        """What the filters read; the address, unless it stands for more than it says."""
        return self.request.GET

    def get_scoped(self) -> QuerySet:
        """The rows in the user's sight. Override to add what the filters and the order read, such as annotations."""
        rows: Any = super().get_queryset()  # its visible_to() stands with the model, in a higher app
        return rows.visible_to(self.request.user)

    def get_queryset(self) -> QuerySet:
        """The rows before the order: scoped, then filtered; none while the filter form has errors."""
        self.scoped = self.get_scoped()
        self.filterset = None
        if self.filterset_class is None:
            return self.scoped
        self.filterset = self.filterset_class(self.asked, queryset=self.scoped, request=self.request)
        return self.filterset.qs if self.filterset.is_valid() else self.scoped.none()

    def get_chips(self) -> list[filters.Chip]:
        return filters.chips(self.filterset.form, self.request.GET) if self.filterset else []

    def paginate_queryset(self, queryset: Any, page_size: int):
        page = keyset.page(queryset, self.order, size=page_size, boundary=self._boundary(), anchors=self.scoped)
        self.prepare(page.rows)
        return None, page, page.rows, bool(page.after or page.before)

    def _boundary(self) -> keyset.Boundary | None:
        after, before = self.request.GET.get("after"), self.request.GET.get("before")
        if after:
            return keyset.Boundary(after)
        return keyset.Boundary(before, backwards=True) if before else None

    def get_template_names(self) -> list[str]:
        htmx = getattr(self.request, "htmx", None)
        return [self.results_template if htmx and not htmx.history_restore_request else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return self._frame() | self._results(context["page_obj"]) | context

    def _frame(self) -> dict[str, Any]:
        return {
            "title": self.get_title(),
            "primary_action": self.get_primary_action(),
            "filter_form": self.filterset.form if self.filterset else None,
            "filter_method": self.filter_method,
        }

    def _results(self, page: keyset.Page) -> dict[str, Any]:
        rows: Any = self.object_list
        query, columns = self.request.GET, self.get_columns()
        here = tables.address_with(query)
        turning = "&" if len(here) > 1 else ""
        return {
            "columns": columns,
            "groups": tables.groups(columns),
            "headings": tables.headings(columns, query, self.sort),
            "count": keyset.count(rows),
            "count_limit": keyset.COUNT_LIMIT,
            "unit": self.unit,
            "chips": self.get_chips(),
            "sort": query.get("sort", ""),
            "empty_text": self.empty_text,
            "next_url": f"{here}{turning}after={page.after}" if page.after else "",
            "previous_url": f"{here}{turning}before={page.before}" if page.before else "",
            "clear_url": self.request.path,
            "export_url": tables.address_with(query, format="xlsx") if self.can_export else "",
        }
