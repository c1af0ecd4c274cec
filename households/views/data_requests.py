"""个人信息: the notice as given, and the register of requests about one's own data."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from households.actions import data_requests as actions
from households.filters import DataRequestFilter
from households.forms.data_requests import AnswerForm, DataRequestForm, WholeCopyForm
from households.models import DataRequest, Person
from households.queries import personal_copy, privacy
from households.survey_tables import request_columns, request_mark
from ui.forms import Dialogue
from ui.tables import Column

from .registry import OnDay


class PrivacyNoticePage(OnDay, ActRequired, View):
    """A version of the notice as families were given it, printable."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, version: str) -> HttpResponse:
        if version not in privacy.VERSIONS:
            raise Http404
        notice = privacy.notice_on(self.today, self.user.area, version)
        return render(request, "households/privacy_notice.html", {"notice": notice, "area": self.user.area})


class DataRequestList(OnDay, ActRequired, ScopedListView):
    act = Act.READ_CASES
    filterset_class = DataRequestFilter
    template_name = "households/data_requests.html"
    default_sort = "-number"
    title, unit = "个人信息申请", "件"
    empty_text = "没有符合条件的申请。收到申请时，在本人的页面登记。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = privacy.data_requests().visible_to(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return request_columns(self.today)


class NewDataRequest(OnDay, ActRequired, View):
    act = Act.ANSWER_REQUESTS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self._person(), DataRequestForm(today=self.today, initial={"received_on": self.today}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own, form = self._person(), DataRequestForm(request.POST, today=self.today)
        if not form.is_valid():
            return self._page(own, form)
        try:
            made = actions.receive_request(person=own, request=form.request(), officer=self.user, at=timezone.now())
        except actions.DataRequestRefused as refused:
            form.add_error(refused.field, str(refused))
            return self._page(own, form)
        messages.success(request, f"已受理 {made.number}，应在{made.due_on}前答复。")
        return HttpResponseRedirect(reverse("households:data_request", args=[made.pk]))

    def _person(self) -> Person:
        return get_object_or_404(Person.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def _page(self, own: Person, form: DataRequestForm) -> HttpResponse:
        notice = privacy.notice_on(self.today, self.user.area)
        return render(self.request, "households/data_request_new.html", {"person": own, "form": form, "notice": notice})


class DataRequestPage(OnDay, ActRequired, View):
    """One request, and the base of every act on it."""

    act = Act.READ_CASES

    @property
    def case(self) -> DataRequest:
        row: DataRequest = get_object_or_404(privacy.data_requests().visible_to(self.user), pk=self.kwargs["pk"])
        return row

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(self.case)

    def page(self, case: DataRequest, answer: AnswerForm | None = None, whole: WholeCopyForm | None = None) -> Any:
        is_open, may_answer = case.closed_on is None, may(self.user, Act.ANSWER_REQUESTS)
        copies = is_open and may_answer and case.kind in actions.COPIED
        context = {
            "case": case,
            "mark": request_mark(case, self.today),
            "answer": (answer or AnswerForm(case=case)) if is_open and may_answer else None,
            "copies": copies,
            "copy_url": reverse("households:data_request_copy", args=[case.pk]),
            "whole": self._whole(case, whole) if copies and may(self.user, Act.UNMASK) else None,
            "may_open_person": Person.objects.visible_to(self.user).filter(pk=case.person_id).exists(),
        }
        return render(self.request, "households/data_request.html", context)

    def _whole(self, case: DataRequest, form: WholeCopyForm | None) -> Dialogue:
        return Dialogue(
            "whole",
            "打印含完整号码的副本",
            reverse("households:data_request_copy", args=[case.pk]),
            "查看人、时间和事由将记入操作日志，号码只显示这一次。",
            form or WholeCopyForm(),
            icon="eye",
        )


class CloseDataRequest(DataRequestPage):
    act = Act.ANSWER_REQUESTS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("households:data_request", args=[self.case.pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = AnswerForm(request.POST, case=case)
        if not form.is_valid():
            return self.page(case, form)
        said = form.said()
        try:
            actions.close_request(request=case, answer=said, officer=self.user, at=timezone.now())
        except actions.DataRequestRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(case, form)
        messages.success(request, f"{case.number} 已答复：{said.outcome.label}。")
        return HttpResponseRedirect(reverse("households:data_request", args=[case.pk]))


class PersonalCopy(DataRequestPage):
    """The printable copy of one person's data, on record; with ``whole`` the full numbers, for a reason."""

    act = Act.ANSWER_REQUESTS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("households:data_request", args=[self.case.pk]))

    @sensitive_variables()
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, reason, at = self.case, "", timezone.now()
        if "whole-reason" in request.POST:
            form = WholeCopyForm(request.POST)
            if not may(self.user, Act.UNMASK):
                return self.handle_no_permission()
            if not form.is_valid():
                return self.page(case, whole=form)
            reason = form.cleaned_data["reason"]
        try:
            is_whole = actions.copy_for(request=case, officer=self.user, at=at, reason=reason)
        except actions.DataRequestRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("households:data_request", args=[case.pk]))
        sections = personal_copy.copy_of(case.person, is_whole=is_whole)
        context = {"case": case, "sections": sections, "is_whole": is_whole, "at": at, "area": self.user.area}
        response = render(request, "households/personal_copy.html", context)
        response["Cache-Control"] = "no-store"
        return response
