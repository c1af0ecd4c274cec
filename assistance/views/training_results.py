"""培训考勤、结果和证书 of a course that is run in the own area."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts.permissions import Act, ActRequired
from assistance.actions import training_results as actions
from assistance.actions.training import TrainingRefused
from assistance.forms.training import TAKEN_BACK, AttendanceForm, CertificateForm, results_of
from assistance.models import Course, Enrolment
from assistance.queries import training as queries
from assistance.training_enums import CourseResult
from households.views.registry import OnDay

from .training import OfCourse, Reason, page_of


class CourseAttendance(OfCourse):
    """Who came on a day; everybody is ticked until somebody says otherwise."""

    is_own = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        last = min(self.course.ends_on, self.today)
        return self._page(AttendanceForm(initial={"on": last}), None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, own = AttendanceForm(request.POST), self.course
        if not form.is_valid():
            return self._page(form, set(self.people()))
        day, hours = form.cleaned_data["on"], form.cleaned_data["hours"]
        try:
            came = actions.note_attendance(
                course=own, on=day, hours=hours, came=self.people(), actor=self.user, at=timezone.now()
            )
        except TrainingRefused as refused:
            form.add_error(refused.field, str(refused))
            return self._page(form, set(self.people()))
        messages.success(request, f"已登记 {day} 考勤，到课 {came} 人。")
        return HttpResponseRedirect(page_of(own))

    def _page(self, form: AttendanceForm, ticked: set[int] | None) -> HttpResponse:
        rows = [row for row in queries.of_course(self.course, self.user) if not row.result]
        shown = {row.pk for row in rows} if ticked is None else ticked
        context = {"course": self.course, "form": form, "rows": rows, "ticked": shown}
        return render(self.request, "assistance/training/attendance.html", context)


class CourseResults(OfCourse):
    """How the training ended, for everybody who has no result yet."""

    is_own = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.course
        try:
            made = actions.record_results(
                course=own, results=results_of(request.POST), actor=self.user, at=timezone.now()
            )
        except TrainingRefused as refused:
            return self._page(str(refused))
        done = sum(one.result == CourseResult.COMPLETED for one in made)
        messages.success(request, f"已登记 {len(made)} 人的培训结果，结业 {done} 人；结业已记入各人的跟踪服务卡。")
        return HttpResponseRedirect(page_of(own))

    def _page(self, refusal: str = "") -> HttpResponse:
        own, chosen = self.course, results_of(self.request.POST)
        usual = CourseResult.COMPLETED if own.ends_on <= self.today else ""
        rows = [row for row in queries.of_course(own, self.user) if not row.result]
        context = {
            "course": own,
            "rows": [(row, chosen.get(row.pk, "" if refusal else usual)) for row in rows],
            "results": CourseResult.choices if own.ends_on <= self.today else [(CourseResult.LEFT.value, "中途退出")],
            "refusal": refusal,
        }
        return render(self.request, "assistance/training/results.html", context)


def place_run_by(view: Any) -> Enrolment:
    """The place asked for, in a course that is run in the user's area."""
    rows = Enrolment.objects.standing().filter(course__in=Course.objects.visible_to(view.user))
    return get_object_or_404(rows.select_related("course", "person", "service"), pk=view.kwargs["pk"])


class Certify(OnDay, ActRequired, FormView):
    """The certificate of who completed a course; the number is typed, and shown masked afterwards."""

    act = Act.SERVE
    form_class = CertificateForm
    template_name = "assistance/training/certificate.html"

    @cached_property
    def place(self) -> Enrolment:
        return place_run_by(self)

    def get_initial(self) -> dict[str, Any]:
        own = self.place
        return {"level": own.certificate_level or own.course.level, "issued_on": own.certified_on or self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(place=self.place, course=self.place.course, **kwargs)

    def form_valid(self, form: CertificateForm) -> HttpResponse:
        try:
            actions.certify(enrolment=self.place, certificate=form.certificate(), actor=self.user, at=timezone.now())
        except TrainingRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已登记{self.place.person.name}的证书。")
        return HttpResponseRedirect(page_of(self.place.course))


class TakeBackResult(Reason):
    verb, done = "更正结果", "已取消原结果，可以重新登记。"
    follows = "原结果取消，结业记入的服务划去，证书信息清除；之后可以重新登记。"
    canned = TAKEN_BACK

    @cached_property
    def place(self) -> Enrolment:
        return place_run_by(self)

    @property
    def course(self) -> Course:
        return self.place.course

    @property
    def what(self) -> str:  # type: ignore[override]  # told by the place
        return f"{self.place.person.name}的培训结果：{self.place.get_result_display() or '未登记'}"

    def undo(self, reason: str) -> None:
        actions.take_back_result(enrolment=self.place, reason=reason, actor=self.user, at=timezone.now())
