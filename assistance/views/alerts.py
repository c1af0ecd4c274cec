"""预警预报: the list with the digest of the last days, and the page of one warning."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import alerts as actions
from assistance.enums import AlertKind
from assistance.filters.alerts import AlertFilter
from assistance.forms.alerts import AnswerForm
from assistance.models import Alert, WorkforcePlan
from assistance.queries import alerts as queries
from assistance.tables.alerts import alert_columns, alert_mark, whom
from households.views.registry import OnDay
from ui.tables import Column


class AlertList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class = AlertFilter
    template_name = "assistance/alerts/list.html"
    default_sort = "state"
    title, unit = "预警", "条"
    empty_text = "没有符合条件的预警。每天清晨自动检查，到期前在这里提醒。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.alerts(self.today).visible_to(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return alert_columns(self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_part = getattr(self.request, "htmx", None)
        days = [] if is_part else queries.digests(self.user, self.today)
        return super().get_context_data(digests=days, **kwargs)


class AlertPage(OnDay, ActRequired, View):
    """One warning, and what was done about it."""

    act = Act.READ_CASES

    @property
    def case(self) -> Any:
        return get_object_or_404(queries.alerts(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        return self.page(case, AnswerForm(about_employer=case.employer is not None))

    def page(self, case: Alert, form: AnswerForm) -> HttpResponse:
        is_open = case.answered_at is None and case.ended_on is None
        context = {
            "case": case,
            "whom": whom(case),
            "mark": alert_mark(case, self.today),
            "plan": self.plan(case),
            "form": form if is_open and may(self.user, Act.SERVE) else None,
        }
        return render(self.request, "assistance/alerts/alert.html", context)

    def plan(self, case: Alert) -> WorkforcePlan | None:
        """What an employer reported, where the reader sees the register it stands in."""
        if case.kind != AlertKind.LAY_OFF:
            return None
        return WorkforcePlan.objects.visible_to(self.user).filter(pk=case.about).first()


class AnswerAlert(AlertPage):
    act = Act.SERVE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("assistance:alert", args=[self.case.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = AnswerForm(request.POST, about_employer=case.employer is not None)
        if not form.is_valid():
            return self.page(case, form)
        try:
            actions.answer(alert=case, words=form.cleaned_data["answer"], actor=self.user, at=timezone.now())
        except actions.AlertRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(case, form)
        messages.success(request, "预警已处理。")
        return HttpResponseRedirect(reverse("assistance:alerts") + "?state=waiting")
