"""培训班: their list, opening, correcting and calling one off, the page of one, enrolling, and the sheet to print."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from accounts.uploads.forms import StrikeOffForm
from assistance.actions import training as actions
from assistance.filters.training import CourseFilter
from assistance.forms.training import GIVEN_UP, CourseForm
from assistance.models import Course, Employer, Enrolment
from assistance.queries import training as queries
from assistance.tables.training import counting_mark, course_columns, course_mark, result_mark
from assistance.views.events import EventPages
from households.views.registry import OnDay
from ui.tables import Column
from ui.views import Action


def page_of(course: Course) -> str:
    return reverse("assistance:course", args=[course.pk])


class CourseList(OnDay, ActRequired, ScopedListView):
    """The courses of the area, of those below it, and of those above that take its people."""

    names_people = False
    act = Act.READ_CASES
    filterset_class = CourseFilter
    template_name = "assistance/training/list.html"
    extra_context = {"tab": "courses"}
    default_sort = "-starts"
    title, unit = "培训班", "个"
    empty_text = "还没有培训班。登记后组织报名，结业即记入跟踪服务卡和月报。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = queries.courses(self.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return course_columns(self.today)

    def get_primary_action(self) -> Action | None:
        if not may(self.request.user, Act.SERVE):
            return None
        return Action("登记培训班", reverse("assistance:course_new"), "plus")


class EditCourse(OnDay, ActRequired, FormView):
    """A new course of the own area; with a key, the correction of one."""

    act = Act.SERVE
    form_class = CourseForm
    template_name = "assistance/training/course_form.html"

    @cached_property
    def course(self) -> Course | None:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(Course.objects.visible_to(self.user).standing(), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        if self.course is not None:
            return CourseForm.initial_of(self.course)
        return {"starts_on": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        employers = Employer.objects.visible_to(self.user).open().order_by("name", "pk")
        return super().get_form_kwargs() | {"employers": employers, "known": queries.trades(self.user, self.today)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(course=self.course, **kwargs)

    def form_valid(self, form: CourseForm) -> HttpResponse:
        try:
            made = self._save(form)
        except actions.TrainingRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已{'更正' if self.course else '登记'}“{made.title}”。")
        return HttpResponseRedirect(page_of(made))

    def _save(self, form: CourseForm) -> Course:
        common: dict[str, Any] = {"actor": self.user, "at": timezone.now()}
        if self.course is not None:
            return actions.correct_course(course=self.course, content=form.content(), **common)
        return actions.open_course(course=form.content(), submission=form.cleaned_data["submission"], **common)


class OfCourse(EventPages):
    """Something about a course whose people the user may enrol, or with ``is_own`` one that is run in the own area."""

    is_own = False

    @cached_property
    def course(self) -> Any:
        """With ``enrolled`` and ``completed``."""
        rows = queries.courses(self.user)
        if self.is_own:
            rows = rows.filter(area__path__startswith=self.user.area.path if self.user.area else "-")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def may_run(self) -> bool:
        """Whether the user runs the course: it is of the own area, and stands."""
        own, area = self.course, self.user.area
        is_here = area is not None and own.area.path.startswith(area.path)
        return is_here and own.struck_at is None and may(self.user, Act.SERVE)


class CoursePage(OfCourse):
    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.course
        rows = list(queries.of_course(own, self.user))
        may_serve = may(self.user, Act.SERVE) and own.struck_at is None
        context = {
            "course": own,
            "mark": course_mark(own, self.today),
            "rows": [(row, result_mark(row), counting_mark(row, self.today)) for row in rows],
            "tally": queries.tally(rows, self.today),
            "may_serve": may_serve,
            "may_enrol": may_serve and own.ends_on >= self.today and own.enrolled < own.capacity,
            "may_run": self.may_run,
            "is_open": any(not row.result for row in rows),
            "has_results": any(row.result for row in rows),
        }
        return render(request, "assistance/training/course.html", context)


class CourseSheet(OfCourse):
    """花名册: who is enrolled, with room for signatures."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {"course": self.course, "rows": queries.of_course(self.course, self.user), "printed_on": self.today}
        return render(request, "assistance/training/course_sheet.html", context)


class Enrol(OfCourse):
    """Gives people of a community places, many at once."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = self.course
        try:
            made = actions.enrol(course=own, people=self.people(), actor=self.user, at=timezone.now())
        except actions.TrainingRefused as refused:
            return self._page(str(refused))
        messages.success(request, f"已为 {len(made)} 人报名“{own.title}”。")
        return HttpResponseRedirect(page_of(own))

    def _page(self, refusal: str = "") -> HttpResponse:
        own = self.course
        entered = own.enrolments.standing().values("person")
        context = {"course": own, "free": own.capacity - own.enrolled, "refusal": refusal}
        return render(self.request, "assistance/training/enrol.html", context | self.listed(self.today, entered))


class Reason(OnDay, ActRequired, FormView):
    """Asks why something is undone. A subclass says what, what follows, and does it."""

    act = Act.SERVE
    form_class = StrikeOffForm
    template_name = "assistance/training/reason.html"
    verb = what = follows = done = ""
    canned: tuple[str, ...] = ()

    @property
    def course(self) -> Course:
        raise NotImplementedError

    def undo(self, reason: str) -> None:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": self.canned}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"course": self.course, "verb": self.verb, "what": self.what, "follows": self.follows}
        return super().get_context_data(**told, **kwargs)

    def form_valid(self, form: StrikeOffForm) -> HttpResponse:
        try:
            self.undo(form.cleaned_data["reason"])
        except actions.TrainingRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(page_of(self.course))


class CallOff(Reason):
    verb, done = "取消开班", "已取消开班，报名一并取消，记录和原因保留。"
    follows = "全部报名一并取消；记录和原因保留。"
    canned = ("报名人数不足", "培训机构不能开班", "登记错误")

    @cached_property
    def course(self) -> Course:  # type: ignore[override]  # asked for once
        rows = Course.objects.visible_to(self.user).standing()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def what(self) -> str:  # type: ignore[override]  # told by the course
        return f"{self.course.title}（{self.course.starts_on} 开班）"

    def undo(self, reason: str) -> None:
        actions.call_off(course=self.course, reason=reason, actor=self.user, at=timezone.now())


class GiveUpPlace(Reason):
    verb, done = "取消报名", "已取消报名，名额空出。"
    follows = "名额空出，可以另外报名；记录和原因保留。"
    canned = GIVEN_UP

    @cached_property
    def place(self) -> Enrolment:
        rows = Enrolment.objects.visible_to(self.user).standing().select_related("course", "person")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def course(self) -> Course:
        return self.place.course

    @property
    def what(self) -> str:  # type: ignore[override]  # told by the place
        return f"{self.place.person.name}的报名（{self.place.applied_on} 申请）"

    def undo(self, reason: str) -> None:
        actions.give_up_place(enrolment=self.place, reason=reason, actor=self.user, at=timezone.now())
