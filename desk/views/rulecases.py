"""规则用例: written by officers, run from the page and at every proposed value; the shipped ones to read."""

import time
from abc import ABC, abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from accounts.jobs import actions as jobs
from accounts.lists.views import ScopedListView
from accounts.models import User
from accounts.permissions import Act, ActRequired
from desk import actions, exports, forms, queries, tables, tasks
from desk.filters import RuleCaseFilter
from desk.models import RuleCase, RuleCaseVersion
from desk.rulecases import shipped, stored
from desk.rulecases.asking import Verdict
from desk.rulecases.schema import TOPICS
from desk.rulecases.sentences import TOPIC_WORDS, guide
from desk.rulecases.topics import SERVED
from ui.forms import Dialogue, ReasonForm
from ui.views import Action


class RuleCases(ActRequired, ScopedListView):
    names_people = False
    act = Act.PROPOSE
    title = "规则用例"
    unit = "个用例"
    queryset = queries.RuleCaseRegister(RuleCase)
    columns = tables.RULE_CASES
    filterset_class = RuleCaseFilter
    default_sort = "number"
    empty_text = "还没有自己的用例。可以从空白写起，也可以从系统自带的用例开始。"
    template_name = "desk/rule_cases.html"

    def get_primary_action(self) -> Action:
        return Action("编写用例", reverse("desk:write_case"), "plus")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        topics = [(topic, TOPIC_WORDS[topic], count, served) for topic, count, served in shipped.shipped_topics()]
        return super().get_context_data(topics=topics, **kwargs)


class CaseForm(ActRequired, FormView, ABC):
    """The form of a case, with what may be written beside it."""

    act = Act.PROPOSE
    template_name = "desk/rule_case_form.html"
    form_class = forms.RuleCaseForm
    is_new = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user, "is_new": self.is_new}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        guides = [
            (TOPIC_WORDS[topic], list(guide(TOPICS[topic][0])), list(guide(TOPICS[topic][1]))) for topic in SERVED
        ]
        return super().get_context_data(guides=guides, is_new=self.is_new, **kwargs)

    @abstractmethod
    def keep(self, form: forms.RuleCaseForm) -> RuleCaseVersion:
        """Call the one action; returns the version it wrote. Raises RuleCaseRefused."""

    def form_valid(self, form: forms.RuleCaseForm) -> HttpResponse:
        try:
            written = self.keep(form)
        except actions.RuleCaseRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"已保存 {written.case} 第{written.version}版。")
        return HttpResponseRedirect(reverse("desk:rule_case", args=[written.case_id]))


class WriteCase(CaseForm):
    """``?from=`` begins with a shipped case."""

    def get_initial(self) -> dict[str, Any]:
        area = {"area": self.user.area}
        example = shipped.shipped_case(self.request.GET.get("from", ""))
        if example is None or example.raw["topic"] not in SERVED:
            return area
        names = ("given", "expect", "parameters")
        plain = {name: example.raw.get(name, "") for name in ("title", "topic", "source", "as_of")}
        return {**area, **plain, **{name: example.part(name) for name in names}}

    def keep(self, form: forms.RuleCaseForm) -> RuleCaseVersion:
        area = form.cleaned_data["area"]
        return actions.write_case(form.typed(), area=area, actor=self.user, at=timezone.now())


class OfCase:
    """The rule case named in the address; 404 outside one's area."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def case(self) -> RuleCase:
        rows = RuleCase.objects.visible_to(cast(User, self.request.user)).select_related("area", "retired_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def versions(self) -> list[RuleCaseVersion]:
        return list(self.case.versions.select_related("case__area", "written_by").order_by("-version"))


class ReviseCase(OfCase, CaseForm):
    is_new = False

    def get_initial(self) -> dict[str, Any]:
        return vars(stored.typed_of(self.versions[0])) | {"note": ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.case, **kwargs)

    def keep(self, form: forms.RuleCaseForm) -> RuleCaseVersion:
        return actions.revise_case(form.typed(), case=self.case, actor=self.user, at=timezone.now())


class RuleCasePage(ActRequired, OfCase, View):
    """A case, what it is answered today, and every version of it."""

    act = Act.PROPOSE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, retiring: ReasonForm | None = None) -> HttpResponse:
        latest, today = self.versions[0], timezone.localdate()
        [answer] = stored.answers([latest], today)
        retirement = Dialogue(
            key="retire",
            verb="停用",
            action=reverse("desk:retire_case", args=[self.case.pk]),
            follows="停用后不再运行；用例和各版本保留。",
            form=retiring or ReasonForm(prefix="retire"),
            is_dangerous=True,
        )
        context = {
            "case": self.case,
            "latest": latest,
            "topic": TOPIC_WORDS[latest.topic],
            "versions": self.versions,
            "mark": tables.case_mark(self.case),
            "answer": answer,
            "answer_mark": tables.VERDICT_MARKS[answer.verdict],
            "today": today,
            "retirement": None if self.case.retired_at else retirement,
        }
        return render(self.request, "desk/rule_case.html", context)


class RetireCase(RuleCasePage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("desk:rule_case", args=[pk]))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ReasonForm(request.POST, prefix="retire")
        if not self.case or not form.is_valid():
            return self.page(form)
        reason = form.cleaned_data["reason"]
        try:
            actions.retire_case(case=self.case, reason=reason, actor=self.user, at=timezone.now())
        except actions.RuleCaseRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{self.case} 已停用。")
        return HttpResponseRedirect(reverse("desk:rule_case", args=[pk]))


class RunCases(ActRequired, TemplateView):
    """All cases of one's area, asked by what is in force today: at once, or where they are many by a job."""

    act = Act.PROPOSE
    template_name = "desk/run_cases.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        job = jobs.start(
            task=tasks.run_cases.name, title="运行规则用例", arguments={}, owner=self.user, at=timezone.now()
        )
        return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = queries.versions_of(self.user)
        if stored.takes_long(versions):
            return super().get_context_data(waiting=len(versions), **kwargs)
        began = time.monotonic()
        today = timezone.localdate()
        answers = stored.answers(versions, today)
        return super().get_context_data(
            answers=[(answer, tables.VERDICT_MARKS[answer.verdict]) for answer in exports.in_order(answers)],
            failed=sum(answer.verdict is Verdict.FAILED for answer in answers),
            today=today,
            seconds=time.monotonic() - began,
            **kwargs,
        )


class ShippedCases(ActRequired, TemplateView):
    """The shipped cases of one topic, to read."""

    act = Act.PROPOSE
    template_name = "desk/shipped_cases.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        topic = kwargs.pop("topic")
        if topic not in TOPIC_WORDS:
            raise Http404
        cases = [(case, case.part("given"), case.part("expect")) for case in shipped.shipped_cases(topic)]
        return super().get_context_data(topic=TOPIC_WORDS[topic], is_served=topic in SERVED, cases=cases, **kwargs)
