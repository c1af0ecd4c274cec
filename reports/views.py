import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from accounts.actions.limits import Limited
from accounts.limits import refusal
from accounts.lists.views import ScopedListView, signature_of
from accounts.models import Area, User
from accounts.permissions import Act, ActRequired, may
from policy.parameters import ParameterNotInForce
from policy.periods import Period
from ui.keyset import Page

from . import actions, exports, tables
from .cells import EP8
from .enums import ReturnCode, RowKind
from .layout import layout_of
from .queries import UnknownPeriod, lists, period_of_day, period_of_month
from .queries.publications import Draft, draft, failing, obstacles
from .queries.sheets import months, sheet


class OfReturn(ActRequired):
    """A page about the return of one area for one month, both named in the address; 404 outside the user's area."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate()

    @cached_property
    def user(self) -> User:
        assert isinstance(self.request.user, User)  # ActRequired lets nobody else in
        return self.request.user

    @cached_property
    def area(self) -> Area:
        return get_object_or_404(Area.objects.visible_to(self.user).select_related("parent"), code=self.kwargs["area"])

    @cached_property
    def period(self) -> Period:
        try:
            period = period_of_month(self.kwargs["label"], self.area)
        except (UnknownPeriod, ParameterNotInForce) as unknown:
            raise Http404(str(unknown)) from unknown
        if period.first > self.today:
            raise Http404(f"报告期{period.label}尚未开始。")
        return period

    def frame(self) -> dict[str, Any]:
        """What every page of a return shows around its content."""
        return {
            "area": self.area,
            "period": self.period,
            "layout": layout_of(ReturnCode.EP8),
            "return_url": self.address("return"),
        }

    def address(self, page: str, **kwargs: str) -> str:
        return reverse(f"reports:{page}", kwargs={"label": self.period.label, "area": self.area.code} | kwargs)


class MonthList(ActRequired, TemplateView):
    """The report months of the user's area, latest first."""

    act = Act.READ_FIGURES
    template_name = "reports/months.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        assert isinstance(user, User)  # ActRequired lets nobody else in
        area, today = user.area, timezone.localdate()
        context = super().get_context_data(**kwargs) | {"area": area, "layout": layout_of(ReturnCode.EP8)}
        if area is None:
            return context | {"months": [], "problem": "您没有所属区划，没有报表可看。"}
        try:
            current = period_of_day(today, area)
        except ParameterNotInForce as missing:
            return context | {"months": [], "problem": str(missing)}
        return context | {"months": months(area, on=today, opens_on=current.first.day), "problem": ""}


class ReturnSheet(OfReturn, TemplateView):
    """The form of an area for a month: every number a link to its names for those who may read names."""

    act = Act.READ_FIGURES
    template_name = "reports/return.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = sheet(self.area, self.period)
        following = self.period.next()
        is_ours = self.area.pk == self.user.area_id and may(self.user, Act.PUBLISH)
        return (
            super().get_context_data(**kwargs)
            | self.frame()
            | {
                "sheet": made,
                "names": may(self.user, Act.READ_NAMES),
                "parent": self.area.parent if self.area.pk != self.user.area_id else None,
                "has_ended": self.period.last < self.today,
                "can_publish": is_ours and made.publication is None and self.period.last < self.today,
                "previous_label": self.period.previous().label,
                "next_label": following.label if following.first <= self.today else "",
            }
        )


def _explained(ready: Draft) -> list[dict[str, Any]]:
    """The adjustments of a draft in the order of the form, each with its signed number."""
    closed = {one["of"] for one in ready.adjustments if "of" in one}
    names = dict(Area.objects.filter(code__in=closed).values_list("code", "name")) if closed else {}
    found = [
        one | {"shown": f"{one.get('by', 0) + one.get('moved', 0):+,}", "of_name": names.get(one.get("of", ""), "")}
        for one in ready.adjustments
    ]
    return sorted(found, key=lambda one: (one["line"], one.get("period", "")))


class PublishReturn(OfReturn, TemplateView):
    """The summary before publishing, and publishing itself. Only of the user's own area."""

    act = Act.PUBLISH
    template_name = "reports/publish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reasons = obstacles(self.area, self.period, actor=self.user, on=self.today)
        ready = None if reasons else draft(self.area, self.period)
        rows = [(line, ready.figures[line.code]) for line in layout_of(ReturnCode.EP8).lines] if ready else []
        return (
            super().get_context_data(**kwargs)
            | self.frame()
            | {
                "reasons": reasons or (failing(ready) if ready else []),
                "rows": rows,
                "adjustments": _explained(ready) if ready else [],
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.publish(area=self.area, period=self.period, actor=self.user, at=timezone.now())
        except actions.PublishRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.address("publish"))
        messages.success(request, f"已上报{self.area}{self.period.label}的报表，共 {len(EP8)} 项指标。")
        return HttpResponseRedirect(self.address("return"))


class ReturnWorkbook(OfReturn, View):
    """The return as a workbook."""

    act = Act.READ_NAMES

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (refused := refusal(request, Limited.EXPORT, at=timezone.now())) is not None:
            return refused
        at, made = timezone.now(), sheet(self.area, self.period)
        file = exports.workbook(made, exporter=signature_of(self.user), at=at)
        actions.record_export(area=self.area, period=self.period, line="", actor=self.user, at=at)
        return FileResponse(file, as_attachment=True, filename=exports.file_name(made))


class FigureRows(OfReturn, ScopedListView):
    """The names behind a figure: those published, or with ``?now=1``, or before publication, those counted now."""

    act = Act.READ_NAMES
    template_name = "reports/rows.html"
    empty_text = "这个数字是 0，没有名单。"

    @cached_property
    def line(self) -> Any:
        if self.kwargs["line"] not in EP8:
            raise Http404(f"没有第{self.kwargs['line']}行。")
        return layout_of(ReturnCode.EP8).line(self.kwargs["line"])

    @cached_property
    def figure(self) -> Any:
        return lists.published_figure(self.area, self.period, self.line.code)

    @property
    def is_published_list(self) -> bool:
        return self.figure is not None and not self.request.GET.get("now")

    @property
    def kind(self) -> RowKind:
        return RowKind(EP8[self.line.code].base.code)

    @property
    def unit(self) -> str:  # type: ignore[override]  # depends on the line
        return self.line.unit

    def get_columns(self) -> tuple[Any, ...]:
        return tables.columns(self.kind, sortable=not self.is_published_list)

    def get_title(self) -> str:
        return f"第{self.line.code}行 {self.line.label}"

    def get_scoped(self) -> QuerySet:
        """The rows of the area of the address, which lies in the user's; some may have moved away since."""
        if self.is_published_list:
            return lists.published_list(self.figure, self.period)
        return lists.live_list(self.area, self.period, self.line.code)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        if not self.is_published_list:
            return super().paginate_queryset(queryset, page_size)
        start = self._start(page_size)
        rows = lists.published_page(self.figure, self.period, start=start, size=page_size)
        more = start + page_size < self.figure.value
        page = Page(rows, after=start + page_size if more else None, before=start or None)
        return None, page, rows, more or start > 0

    def _start(self, page_size: int) -> int:
        told = self.request.GET
        after, before = told.get("after", ""), told.get("before", "")
        if after.isdecimal():
            return min(int(after), self.figure.value)
        return max(min(int(before), self.figure.value) - page_size, 0) if before.isdecimal() else 0

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answer = super().get(request, *args, **kwargs)
        if not {"after", "before", "format"} & request.GET.keys():
            line = self.line.code
            actions.record_opening(area=self.area, period=self.period, line=line, actor=self.user, at=timezone.now())
        return answer

    def export_title(self) -> str:
        return f"{self.area}_{self.period.label}_{self.get_title()}"

    def record_export(self, rows: int) -> None:
        actions.record_export(
            area=self.area,
            period=self.period,
            line=self.line.code,
            actor=self.user,
            at=timezone.now(),
            purpose=self.purpose,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return (
            super().get_context_data(**kwargs)
            | self.frame()
            | {
                "line": self.line,
                "figure": self.figure,
                "is_published_list": self.is_published_list,
            }
        )
