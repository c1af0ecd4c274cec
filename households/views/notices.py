"""公示: the notices that run, and the sheet that is put up."""

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.generic import View

from accounts.identifiers import age_on
from accounts.models import User
from accounts.permissions import Act, ActRequired
from households import case_tables
from households.forms.case_filters import NoticeFilter
from households.models import Certification, CertificationNotice
from households.queries import cases
from ui.tables import Column
from ui.views import ScopedListView


class NoticeList(ActRequired, ScopedListView):
    """Notices running today."""

    act = Act.READ_CASES
    title = "公示"
    unit = "件"
    default_sort = "ends"
    filterset_class = NoticeFilter
    empty_text = "今天没有正在公示的认定。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = cases.in_notice(timezone.localdate()).visible_to(self.request.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return case_tables.notice_columns(timezone.localdate())


class NoticeSheet(ActRequired, View):
    """The notice as it is put up in the community: no number, no address, no category that would hurt."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = Certification.objects.visible_to(cast(User, request.user))
        notices = CertificationNotice.objects.select_related("application__person", "application__area__parent")
        notice = get_object_or_404(notices.filter(application__in=own), pk=pk)
        case = cases.certifications(notice.posted_on).get(pk=notice.application_id)
        record = notice.application.approval_records.filter(round=notice.round, step=notice.step)
        decided = record.select_related("seat__actor").first()
        person = notice.application.person
        context = {
            "notice": notice,
            "case": case,
            "shown": cases.notice_shown(notice, case.head_name or ""),
            "age": age_on(person.born, notice.posted_on) if person else None,
            "community": notice.application.area,
            "handler": decided.seat.actor if decided else notice.application.drafted_by,
            "is_running": notice.posted_on <= timezone.localdate() <= notice.ends_on and notice.objected_on is None,
        }
        return render(request, "households/notice.html", context)
