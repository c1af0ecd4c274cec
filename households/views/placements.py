"""补登就业核实: the page of what was written down after a family was due, and the acts on it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.permissions import Act, ActRequired
from households.actions import placements as actions
from households.models import PlacementCheck, ZeroFamilyCase
from households.queries import cases, promises
from ui.forms import ReasonForm

from .registry import OnDay

FOUND = ("已向用人单位核实，工资发放记录相符", "社会保险缴费记录相符", "已入户核实，有劳动合同")


class CheckForm(ReasonForm):
    """What was found of one employment."""

    registration = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, canned=FOUND, **kwargs)
        self.fields["reason"].label = "核实情况和证据"
        self.fields["reason"].error_messages["required"] = "请写明核实情况和证据。"


class PlacementsView(OnDay, ActRequired, View):
    """The employments of a family that were written down late, and what the street found of each."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    @property
    def case(self) -> ZeroFamilyCase:
        return get_object_or_404(cases.families(self.today).visible_to(self.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, bound: CheckForm | None = None) -> HttpResponse:
        case, may_check = self.case, actions.may_check(self.user)
        wanted = bound.data.get("registration") if bound else ""
        late = [
            {"row": row, "form": bound if str(row.pk) == wanted else self._form(row.pk)}
            for row in promises.written_down_late(case)
        ]
        checks = promises.placement_checks(case)
        context = {"case": case, "late": late, "checks": checks, "may_check": may_check}
        return render(self.request, "households/placements.html", context)

    @staticmethod
    def _form(key: int) -> CheckForm:
        return CheckForm(initial={"registration": key}, auto_id=f"check_{key}_%s")

    def done(self, sentence: str) -> HttpResponse:
        messages.success(self.request, sentence)
        return HttpResponseRedirect(reverse("households:placements", args=[self.kwargs["pk"]]))


class PlacementCheckView(PlacementsView):
    """The street looked into one of them."""

    act = Act.DECIDE
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int, **_check: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("households:placements", args=[pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case
        form = CheckForm(request.POST, auto_id="check_%s")
        if not form.is_valid():
            return self.page(form)
        said = {"registration": form.cleaned_data["registration"], "evidence": form.cleaned_data["reason"]}
        try:
            actions.check_placement(case=case, **said, officer=self.user, at=timezone.now())
        except actions.PlacementRefused as refused:
            form.add_error("reason", str(refused))
            return self.page(form)
        return self.done("已核实，按就业日期计算安置。")


class TakeBackCheck(PlacementCheckView):
    """What was found is taken back."""

    def post(self, request: HttpRequest, pk: int, check: int) -> HttpResponse:  # type: ignore[override]
        found = get_object_or_404(PlacementCheck, case=self.case, pk=check)
        reason = request.POST.get("reason", "")
        try:
            actions.take_back_check(check=found, reason=reason[:500], officer=self.user, at=timezone.now())
        except actions.PlacementRefused as refused:
            messages.error(request, str(refused))
            return self.page()
        return self.done("已撤回核实，按登记日期计算安置。")
