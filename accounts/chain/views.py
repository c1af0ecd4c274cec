"""The audit desk: the trail, one entry of it, and the state of its chain."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView, View

from accounts import filters, tables, words
from accounts.jobs import actions as jobs
from accounts.lists.views import ScopedListView
from accounts.models import AuditEntry
from accounts.permissions import Act, ActRequired
from accounts.queries import AuditTrail, audit_trail

from . import queries

SAME_REQUEST = 20


class Audit(ActRequired, ScopedListView):
    act = Act.READ_AUDIT
    title = "审计记录"
    unit = "条记录"
    queryset = audit_trail()
    columns = tables.AUDIT
    filterset_class = filters.AuditFilter
    default_sort = "-at"
    template_name = "accounts/audit.html"
    empty_text = "没有符合条件的记录。审计记录随每次办理自动写入，不能修改或删除。"

    def _frame(self) -> dict[str, Any]:
        """Asked for by the whole page alone, not by a list that is filtered anew."""
        return super()._frame() | {"chain": queries.state(at=timezone.now())}


class AuditEntryPage(ActRequired, DetailView):
    """One entry in words, with what else the same request wrote."""

    act = Act.READ_AUDIT
    template_name = "accounts/audit_entry.html"
    context_object_name = "entry"

    def get_queryset(self) -> AuditTrail:
        return audit_trail().visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = cast(AuditEntry, self.object)
        same = self.get_queryset().filter(request=entry.request, at=entry.at).exclude(pk=entry.pk).order_by("pk")
        return super().get_context_data(
            event=words.event_words(entry.event),
            about=words.object_words(entry),
            mark=tables.outcome_mark(entry),
            role=tables.role_then(entry),
            told=words.told(words.details_of(entry)),
            seal=queries.seal_of(entry),
            same=[(one, words.event_words(one.event), words.object_words(one)) for one in same[:SAME_REQUEST]]
            if entry.request
            else [],
            **kwargs,
        )


class VerifyAudit(ActRequired, View):
    """Has the whole chain verified in the background."""

    act = Act.READ_AUDIT
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseRedirect:
        job = jobs.start(
            task="accounts.tasks.verify_audit",
            title="校验审计记录",
            arguments={},
            owner=self.user,
            at=timezone.now(),
        )
        return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))
