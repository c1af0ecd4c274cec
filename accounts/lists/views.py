"""The list view of the product: ui's; what is searched and taken away is noted, a list of people leaves for a purpose
and above a number of rows with somebody's approval, long workbooks are left to a worker."""

from collections.abc import Callable, Iterator
from typing import IO, Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.actions.limits import Limited
from accounts.jobs.actions import JobRefused
from accounts.limits import refusal
from accounts.models import User
from accounts.permissions import may
from ui import exports, views
from ui.tables import address_with

from . import actions, words
from .forms import PurposeForm

Report = Callable[[int, int, str], None]

STEP = 1000  # rows written between two reports


class ScopedListView(views.ScopedListView):
    """A list behind ActRequired. Up to ``export_at_once`` rows its workbook comes with the answer; more are a job's.

    ``names_people``: whether it is personal data; then the purpose is asked for, told in the workbook and noted.
    """

    names_people = True
    approved_by = ""  # who let it leave, where that was needed
    export_at_once = 4_000  # rows: some two seconds
    export_limit = 500_000

    @property
    def reader(self) -> User:
        return cast(User, self.request.user)  # ActRequired let nobody else through

    @property
    def exporter(self) -> str:
        return signature_of(self.reader)

    @cached_property
    def private_fields(self) -> list[str]:
        return words.private_fields(self.filterset_class)

    @property
    def filter_method(self) -> str:  # type: ignore[override]  # follows from the fields
        return "post" if self.private_fields else "get"

    @cached_property
    def _taken_out(self) -> tuple[QueryDict, list[str]]:
        session = getattr(self.request, "session", None)
        if session is None:  # a worker's: it was told the words themselves
            return self.request.GET, []
        return words.taken_out(self.request.GET, self.private_fields, session)

    @property
    def asked(self) -> QueryDict:
        return self._taken_out[0]

    @property
    def has_lost_words(self) -> bool:
        return bool(self._taken_out[1])

    @property
    def full_address(self) -> str:
        """The list with its filters, those words included that the address keeps to itself: for a worker, sealed."""
        return f"{self.request.path}?{self.asked.urlencode()}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The filters as they were filled in, led on to an address that names nobody."""
        if not self.private_fields:
            return self.http_method_not_allowed(request)
        told = words.put_away(request.POST, self.private_fields, request.session)
        address = address_with(told, csrfmiddlewaretoken=None)
        return HttpResponseRedirect(request.path + (address if len(address) > 1 else ""))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.has_lost_words:
            lost = self._taken_out[1]
            messages.info(request, "输入的筛选内容已过期，请重新输入。")
            return HttpResponseRedirect(request.path + address_with(request.GET, **dict.fromkeys(lost)))
        answer = super().get(request, *args, **kwargs)
        if not {"after", "before", "format"} & request.GET.keys() and (typed := self._typed()):
            if (refused := refusal(request, Limited.SEARCH, at=timezone.now())) is not None:
                return refused
            actions.record_search(title=self.get_title(), typed=typed, actor=self.reader, at=timezone.now())
        return answer

    def _typed(self) -> dict[str, str]:
        """What was typed by hand into the filters, by label; it may name somebody."""
        if self.filterset is None or not self.filterset.is_valid():
            return {}
        form = self.filterset.form
        return {
            str(form[name].label): str(form.cleaned_data[name])
            for name, field in form.fields.items()
            if isinstance(field, forms.CharField) and form.cleaned_data.get(name)
        }

    def export_title(self) -> str:
        return self.get_title()

    def export_details(self, rows: int) -> dict[str, Any]:
        """What the audit notes of a workbook of so many rows. Words typed into a filter are left out."""
        typed = self._typed()
        filters = [f"{chip.label}（略）" if chip.label in typed else str(chip) for chip in self.get_chips()]
        purpose = {"purpose": self.purpose} if self.purpose else {}
        return {"list": self.export_title(), "filters": filters, "rows": rows} | purpose

    def record_export(self, rows: int) -> None:
        actions.record_export(details=self.export_details(rows), actor=self.reader, at=timezone.now())

    def export(self, rows: QuerySet, columns: Any, *, title: str, filters: list[str]) -> Any:
        """The workbook, or first the page that asks what it is for, or that leaves it to a worker."""
        if (refused := refusal(self.request, Limited.EXPORT, at=timezone.now())) is not None:
            return refused
        count = self.export_count()
        if count > self.export_limit:
            return super().export(rows, columns, title=title, filters=filters)  # says that it is too much
        if self.names_people or count > self.export_at_once:
            form = PurposeForm() if self.names_people else None
            return self.asking(self.request, form, self.request.get_full_path_info())
        return self.taken_away()

    def export_count(self) -> int:
        """How many rows the workbook would hold, counted no further than one more than it may."""
        return self.get_queryset().order_by()[: self.export_limit + 1].count()

    def needs_approval(self, count: int) -> bool:
        return self.names_people and count > settings.EXPORT_APPROVAL_ROWS

    def asking(self, request: HttpRequest, form: PurposeForm | None, address: str) -> HttpResponse:
        """The page before a workbook; it says what will become of it."""
        count = self.export_count()
        context = {
            "title": self.export_title(),
            "rows": count,
            "unit": self.unit,
            "filters": [str(chip) for chip in self.get_chips()],
            "address": address,
            "form": form,
            "exporter": self.exporter,
            "needs_approval": self.needs_approval(count),
            "is_long": count > self.export_at_once,
            "approval_rows": settings.EXPORT_APPROVAL_ROWS,
        }
        return render(request, "accounts/export.html", context)

    def taken_away(self) -> Any:
        """The workbook at once, and noted."""
        rows = self.get_queryset().order_by(*self.order)
        self.record_export(self.export_count())
        filters = [str(chip) for chip in self.get_chips()]
        return super().export(rows, self.get_columns(), title=self.export_title(), filters=filters)

    def write_workbook(self, report: Report) -> tuple[IO[bytes], int]:
        """The workbook of the rows as they are now, in memory, and how many they are. Raises JobRefused."""
        rows, total = self.get_queryset(), self.export_count()
        if total > self.export_limit:
            raise JobRefused(f"超过 {self.export_limit:,} 行，请先用筛选条件缩小范围。")
        filters = [str(chip) for chip in self.get_chips()]
        note = exports.note(
            exporter=self.exporter,
            at=timezone.now(),
            filters=filters,
            purpose=self.purpose,
            approved_by=self.approved_by,
        )
        wanted = self.prepared(rows.order_by(*self.order).iterator(chunk_size=STEP))
        book = exports.workbook(self.get_columns(), _told(wanted, total, report), title=self.export_title(), note=note)
        return book, total


def signature_of(user: User) -> str:
    """Whose copy a workbook is: the officer, the account and the area."""
    return f"{user}（{'，'.join(filter(None, (user.username, str(user.area or ''))))}）"


def _told(rows: Iterator[Any], total: int, report: Report) -> Iterator[Any]:
    """The rows, with a report after each STEP of them."""
    for number, row in enumerate(rows):
        if number % STEP == 0:
            report(min(number, total), total, f"已写 {number:,} 行，共 {total:,} 行")
        yield row


def as_seen_by(user: User, address: str, *, session: Any = None) -> ScopedListView:
    """The list at ``address`` (a path with its query) as ``user`` would see it now; ``session`` keeps the words that
    the address of a page stands for. Raises JobRefused if it is no list, none for that user, or its words are gone."""
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        raise JobRefused("没有这个列表。") from None
    view_class = getattr(match.func, "view_class", None)
    if view_class is None or not issubclass(view_class, ScopedListView) or not view_class.can_export:
        raise JobRefused("没有这个列表。")
    if not user.is_active or not may(user, view_class.act):
        raise JobRefused("您的岗位已不能查看这个列表。")
    request = HttpRequest()
    request.method, request.path, request.path_info, request.user = "GET", path, path, user
    request.GET = QueryDict(query)  # type: ignore[assignment]  # immutable, as a request's own
    request.resolver_match = match
    if session is not None:
        request.session = session
    view = view_class(**match.func.view_initkwargs)  # type: ignore[attr-defined]
    try:
        view.setup(request, *match.args, **match.kwargs)
        if view.has_lost_words:
            raise JobRefused("输入的筛选内容已过期，请回到列表重新筛选。")
        view.get_queryset()
    except Http404:
        raise JobRefused("名单所在的区划已不在您的辖区。") from None
    return cast(ScopedListView, view)
