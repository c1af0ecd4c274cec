"""公示: the sheet that is put up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.generic import View

from accounts.permissions import Act, ActRequired
from households.models import Certification, CertificationNotice
from households.queries import cases

from .sheets import notice_sheet


class NoticeSheet(ActRequired, View):
    """The notice as it is put up in the community: no number, no address, no category that would hurt."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = Certification.objects.visible_to(self.user)
        notices = CertificationNotice.objects.select_related("application__person", "application__area__parent")
        notice = get_object_or_404(notices.filter(application__in=own), pk=pk)
        case = cases.certifications(notice.posted_on).get(pk=notice.application_id)
        context = {
            **notice_sheet(notice, case),
            "case": case,
            "is_running": notice.posted_on <= timezone.localdate() <= notice.ends_on and notice.objected_on is None,
        }
        return render(request, "households/notice.html", context)
