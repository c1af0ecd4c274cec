"""The paper around a certification: visits, originals and the place of the notice recorded, and its prints."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Act
from approvals.workflow import Status
from households.actions import papers as actions
from households.forms.papers import MaterialForm, PutUpForm, VisitForm

from .certifications import CaseAct, CertificationView
from .sheets import application_sheet, decision_sheet, dossier


class RecordVisit(CaseAct):
    act = Act.SURVEY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, form = self.case, VisitForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            actions.record_visit(certification=case, visit=form.visit(), worker=self.user, at=self.at)
        except actions.PaperRefused as refused:
            return self.refuse(form, refused)
        messages.success(request, "已登记入户核实。")
        return self.to_case()

    def refuse(self, form: Any, refused: actions.PaperRefused) -> HttpResponse:
        form.add_error(refused.field, str(refused))
        messages.error(self.request, str(refused))
        return self.page(form)


class ShowMaterial(RecordVisit):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, form = self.case, MaterialForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            actions.show_material(certification=case, shown=form.shown(), worker=self.user, at=self.at)
        except actions.PaperRefused as refused:
            return self.refuse(form, refused)
        messages.success(request, "已登记材料。")
        return self.to_case()


class PutUpNotice(RecordVisit):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, form = self.case, PutUpForm(request.POST, auto_id="put_up_%s")
        if not form.is_valid():
            return self.page(form)
        place = form.cleaned_data["place"]
        try:
            actions.put_up_notice(certification=case, place=place, worker=self.user, at=self.at)
        except actions.PaperRefused as refused:
            return self.refuse(form, refused)
        messages.success(request, "已登记公示地点。")
        return self.to_case()


class ApplicationSheet(CertificationView):
    """申请表, as the applicant signs it."""

    def page(self, bound: Any = None) -> HttpResponse:
        return render(
            self.request, "households/application_sheet.html", application_sheet(self.case, self.user, self.today)
        )


class DecisionSheet(CertificationView):
    """告知书: what was decided, why, by which article, and what can be done about it."""

    def page(self, bound: Any = None) -> HttpResponse:
        case = self.case
        if case.status not in (Status.APPROVED, Status.REFUSED):
            raise Http404
        return render(self.request, "households/decision_sheet.html", decision_sheet(case, self.today))


class Dossier(CertificationView):
    """卷宗: everything of the case, as one print."""

    def page(self, bound: Any = None) -> HttpResponse:
        return render(self.request, "households/dossier.html", dossier(self.case, self.user, self.today))
