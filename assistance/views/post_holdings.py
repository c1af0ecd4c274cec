"""What is done about who holds a public-welfare post: assessment, leaving, removal, the report, and striking off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView

from accounts.permissions import Act, ActRequired
from accounts.uploads.forms import StrikeOffForm
from assistance.actions import post_exits, post_holdings, posts
from assistance.forms.post_holdings import WITHDRAWALS, AssessmentForm, LeavingForm, RemovalForm, ReportForm
from assistance.forms.posts import CLOSINGS
from assistance.forms.services import STRIKINGS
from assistance.models import PostAssessment, PostExit, PostHolding, WelfarePost
from assistance.queries.posts import exits, report_limit, with_days
from assistance.rules.posts import FALSE_CLAIM
from assistance.tables.posts import post_url
from households.views.registry import OnDay
from ui.forms import ReasonForm


class PostAct(OnDay, ActRequired, FormView):
    """A form that does one thing about a post and leads back to it. A subclass says which rows, and what to do."""

    act = Act.KEEP_POSTS
    template_name = "assistance/posts/act.html"
    title = verb = hint = done = ""
    is_dangerous = False
    rows: Any

    @cached_property
    def entry(self) -> Any:
        return get_object_or_404(self.rows.visible_to(self.user), pk=self.kwargs["pk"])

    @property
    def holding(self) -> PostHolding | None:
        return None

    @property
    def welfare_post(self) -> WelfarePost:
        assert self.holding is not None
        return self.holding.post

    def carry_out(self, form: Any) -> Any:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = {"title": self.title, "verb": self.verb, "hint": self.get_hint()}
        about = {"post": self.welfare_post, "holding": self.holding, "is_dangerous": self.is_dangerous}
        return super().get_context_data(**said, **about, **kwargs)

    def get_hint(self) -> str:
        return self.hint

    def get_success_url(self) -> str:
        return post_url(self.welfare_post.pk)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.carry_out(form)
        except posts.PostRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return super().form_valid(form)


class ClosePost(PostAct):
    form_class = ReasonForm
    title, verb, done = "撤销岗位", "撤销岗位", "已撤销岗位。"
    hint = "撤销后不再安置人员，历史记录保留。"
    is_dangerous = True
    rows = WelfarePost.objects.select_related("line__employer", "area")

    @property
    def welfare_post(self) -> WelfarePost:
        post: WelfarePost = self.entry
        return post

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": CLOSINGS}

    def carry_out(self, form: Any) -> Any:
        reason = form.cleaned_data["reason"]
        posts.close_post(post=self.entry, reason=reason, worker=self.user, at=timezone.now())


class HoldingAct(PostAct):
    rows = with_days(PostHolding.objects.standing())

    @property
    def holding(self) -> PostHolding | None:
        return self.entry


class AssessHolder(HoldingAct):
    form_class = AssessmentForm
    title, verb, done = "登记考核", "登记考核", "已登记考核。"
    hint = "考核不胜任的，可以据此办理清退；次年不再续聘。"

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def carry_out(self, form: Any) -> Any:
        at = timezone.now()
        post_holdings.assess_holder(holding=self.entry, assessed=form.assessed(), worker=self.user, at=at)


class Leave(HoldingAct):
    form_class = LeavingForm
    title, verb, done = "登记离岗", "登记离岗", "已登记离岗，岗位空出，请按期登记空岗报告。"

    def get_hint(self) -> str:
        if self.entry.last_day is not None:
            return f"该人员的就业登记已于 {self.entry.last_day} 终止，补登离岗原因。"
        return "同时终止就业登记，岗位空出。清退不在此办理。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"is_over": self.entry.last_day is not None}

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": self.today}

    def carry_out(self, form: Any) -> Any:
        leaving = form.leaving(self.entry.last_day)
        post_exits.leave(holding=self.entry, leaving=leaving, worker=self.user, at=timezone.now())


class Remove(HoldingAct):
    form_class = RemovalForm
    title, verb, done = "提出清退", "签字提出清退", "已签字提出清退，由另一人复核签字后生效。"
    hint = "须先告知本人。复核签字前本人继续在岗；复核签字后终止就业登记，岗位空出。"
    is_dangerous = True

    def get_initial(self) -> dict[str, Any]:
        return {"told_on": self.today, "last_day": self.today}

    def carry_out(self, form: Any) -> Any:
        post_exits.propose_removal(holding=self.entry, removal=form.removal(), worker=self.user, at=timezone.now())


class ReportEmptyPost(HoldingAct):
    form_class = ReportForm
    title, verb, done = "登记空岗报告", "登记空岗报告", "已登记空岗报告，可以补充人员。"

    def get_hint(self) -> str:
        limit = report_limit(self.entry.post.area, self.today)
        due = limit.due_on(self.entry)
        if due is None:
            return "空岗报告登记后不能更改。"
        return f"应于 {due} 前（含当日）报告（{limit.source}）。{FALSE_CLAIM}。登记后不能更改。"

    def get_initial(self) -> dict[str, Any]:
        return {"reported_on": self.today}

    def carry_out(self, form: Any) -> Any:
        post_exits.report_empty_post(holding=self.entry, worker=self.user, at=timezone.now(), **form.cleaned_data)


class StrikeOffAct(PostAct):
    form_class = StrikeOffForm
    verb = "划去"
    is_dangerous = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": STRIKINGS}


class StrikeOffHolding(StrikeOffAct):
    title, done = "划去上岗登记", "已划去上岗登记，就业登记请在就业登记页面更正。"
    hint = "登记错误时划去，安置情况一并划去；就业登记不变。已有考核、离岗或空岗报告的不能划去。"
    rows = with_days(PostHolding.objects.standing())

    @property
    def holding(self) -> PostHolding | None:
        return self.entry

    def carry_out(self, form: Any) -> Any:
        reason = form.cleaned_data["reason"]
        post_holdings.strike_holding(holding=self.entry, reason=reason, worker=self.user, at=timezone.now())


class StrikeOffAssessment(StrikeOffAct):
    title, done = "划去考核", "已划去考核。"
    rows = PostAssessment.objects.standing().select_related(
        "holding__post__line__employer", "holding__placement__registration__person"
    )

    @property
    def holding(self) -> PostHolding | None:
        holding: PostHolding = self.entry.holding
        return holding

    def carry_out(self, form: Any) -> Any:
        reason = form.cleaned_data["reason"]
        post_holdings.strike_assessment(assessment=self.entry, reason=reason, worker=self.user, at=timezone.now())


class OfRemoval(PostAct):
    rows = exits().waiting()

    @property
    def holding(self) -> PostHolding | None:
        holding: PostHolding = self.entry.holding
        return holding


class Countersign(OfRemoval):
    act = Act.COUNTERSIGN
    form_class = forms.Form
    title, verb, done = "复核签字", "复核签字，清退", "已复核签字，终止就业登记，岗位空出。"
    is_dangerous = True

    def get_hint(self) -> str:
        row: PostExit = self.entry
        return (
            f"{row.signed_by}提出：{row.get_cause_display()}，{row.reason.rstrip('。')}。"
            f"{row.told_on} {row.get_told_how_display()}告知本人，最后在岗日 {row.proposed_last_day}。"
        )

    def carry_out(self, form: Any) -> Any:
        post_exits.countersign(removal=self.entry, officer=self.user, at=timezone.now())


class WithdrawRemoval(OfRemoval):
    form_class = ReasonForm
    title, verb, done = "撤回清退", "撤回清退", "已撤回清退，本人继续在岗。"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"canned": WITHDRAWALS}

    def carry_out(self, form: Any) -> Any:
        reason = form.cleaned_data["reason"]
        post_exits.withdraw_removal(removal=self.entry, reason=reason, actor=self.user, at=timezone.now())


class RemovalSheet(OnDay, ActRequired, DetailView):
    """清退告知书, as it is served on the person."""

    act = Act.READ_CASES
    template_name = "assistance/posts/removal_sheet.html"
    context_object_name = "removal"

    def get_queryset(self) -> Any:
        return exits().standing().visible_to(self.user).filter(proposed_last_day__isnull=False)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(printed_on=self.today, **kwargs)
