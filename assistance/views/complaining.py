"""举报投诉 without a sign-in: sending one in, and asking after it by its number. No name is shown to anybody here."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from accounts.refusing import FieldRefused
from assistance.actions import complaints as actions
from assistance.forms import complaints as forms
from assistance.models import Complaint
from assistance.queries.complaints import workdays_on
from assistance.tables.matters import complaint_stage
from households.views.registry import OnDay


@method_decorator(login_not_required, name="dispatch")
class Complain(OnDay, View):
    """The form for anybody; where it is switched off, whom to call."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self._form() if settings.PUBLIC_COMPLAINTS else None)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            made = actions.send_in(complaint=form.complaint(), receipt=form.receipt(self.today), at=timezone.now())
        except FieldRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.page(form)
        return HttpResponseRedirect(f"{reverse('assistance:complaint_asked')}?number={made.number}&sent=1")

    def _form(self, data: Any = None) -> forms.PublicComplaintForm:
        return forms.PublicComplaintForm(data, areas=forms.all_areas(self.today))

    def page(self, form: forms.PublicComplaintForm | None) -> HttpResponse:
        days = workdays_on(self.today)
        context = {"form": form, "telephone": settings.COMPLAINTS_TELEPHONE, "workdays": days}
        return render(self.request, "assistance/registers/complain.html", context)


@method_decorator(login_not_required, name="dispatch")
class ComplaintAsked(OnDay, View):
    """Where a complaint stands, for whoever knows its number: never what it says, nor whom it is about."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = forms.NumberForm(request.GET if "number" in request.GET else None)
        found = None
        if form.is_bound and form.is_valid():
            number = form.cleaned_data["number"].strip().upper()
            found = Complaint.objects.filter(number=number).select_related("area").first()
            if found is None:
                form.add_error("number", "没有这个编号的举报投诉，请核对。")
        context = {
            "form": form,
            "found": found,
            "stage": complaint_stage(found) if found else "",
            "is_new": found is not None and "sent" in request.GET,
            "telephone": settings.COMPLAINTS_TELEPHONE,
        }
        return render(request, "assistance/registers/complaint_asked.html", context)
