"""公益性岗位: the ledger, plans and their decision, posts and the page of one."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.enums import AreaLevel
from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.actions import posts as actions
from assistance.filters.posts import LedgerFilter, PlanFilter, PostFilter
from assistance.forms.posts import DecisionForm, LineFormSet, PlanForm, PostsForm
from assistance.models import Employer, PostAssessment, PostExit, PostHolding, PostPlan, PostPlanLine, WelfarePost
from assistance.queries import posts
from assistance.tables.post_holdings import exit_mark
from assistance.tables.posts import LEDGER, PLANS, plan_mark, post_columns, post_mark, report_mark
from households.views.registry import OnDay
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce
from ui.tables import Column
from ui.views import Action


class PostLedger(ActRequired, ScopedListView):
    """公益性岗位台帐 by field and employer."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = LEDGER, LedgerFilter, "field"
    names_people = False
    template_name = "assistance/posts/ledger.html"
    title, unit = "公益性岗位台帐", "行"
    empty_text = "还没有批准的公益性岗位开发计划。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = posts.ledger().visible_to(self.reader)
        return rows


class PlanList(ActRequired, ScopedListView):
    """The yearly plans of the area."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = PLANS, PlanFilter, "-submitted"
    names_people = False
    template_name = "assistance/posts/plans.html"
    title, unit = "公益性岗位开发计划", "份"
    empty_text = "还没有公益性岗位开发计划。由社区和街道申报，区县审批。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = posts.plans().visible_to(self.reader)
        return rows

    def get_primary_action(self) -> Action | None:
        if not may(self.reader, Act.KEEP_POSTS):
            return None
        return Action("申报开发计划", reverse("assistance:post_plan_new"), "plus")


class NewPlan(OnDay, ActRequired, View):
    """Where a year's plan is written, line by line."""

    act = Act.KEEP_POSTS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self._form(), self._lines())

    def post(self, request: HttpRequest) -> HttpResponse:
        form, lines = self._form(request.POST), self._lines(request.POST)
        if not (form.is_valid() and lines.is_valid()):
            return self.page(form, lines)
        plan, key = form.plan(lines), form.cleaned_data["submission"]
        try:
            made = actions.submit_plan(plan=plan, worker=self.user, at=timezone.now(), submission=key)
        except actions.PostRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(form, lines)
        messages.success(request, "已申报开发计划，由区县审批。")
        return HttpResponseRedirect(plan_url(made))

    def _form(self, data: Any = None) -> PlanForm:
        return PlanForm(data, year=self.today.year)

    def _lines(self, data: Any = None) -> Any:
        area = self.user.area
        try:
            fields = value_on(parameters.POST_FIELDS, self.today, area).value if area else ()
        except ParameterNotInForce:
            fields = ()
        street = area.parent if area is not None and area.level == AreaLevel.COMMUNITY else area
        employers = Employer.objects.open().filter(area__path__startswith=street.path if street else "-")
        kwargs = {"employers": employers.order_by("name", "pk"), "fields": fields}
        return LineFormSet(data, prefix="lines", form_kwargs=kwargs)

    def page(self, form: PlanForm, lines: Any) -> HttpResponse:
        return render(self.request, "assistance/posts/plan_new.html", {"form": form, "lines": lines})


def plan_url(plan: PostPlan) -> str:
    return reverse("assistance:post_plan", args=[plan.pk])


class PlanPage(OnDay, ActRequired, View):
    """A plan, its lines with the posts that came of them, and its decision."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    @cached_property
    def plan(self) -> PostPlan:
        rows = PostPlan.objects.visible_to(self.user).select_related("area", "submitted_by", "decided_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    @property
    def may_decide(self) -> bool:
        return self.plan.decided_at is None and self.plan.submitted_by_id != self.user.pk

    def page(self, form: DecisionForm | None = None) -> HttpResponse:
        opened = Prefetch("posts", WelfarePost.objects.order_by("serial"), to_attr="opened")
        lines = self.plan.lines.select_related("employer").prefetch_related(opened).order_by("pk")
        decides = may(self.user, Act.APPROVE_POSTS) and self.may_decide
        context = {
            "plan": self.plan,
            "mark": plan_mark(self.plan),
            "lines": lines,
            "planned": sum(line.numbers for line in lines),
            "form": (form or DecisionForm()) if decides else None,
            "may_open": bool(self.plan.is_approved) and may(self.user, Act.KEEP_POSTS),
        }
        return render(self.request, "assistance/posts/plan.html", context)


class DecidePlan(PlanPage):
    act = Act.APPROVE_POSTS
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponseRedirect(plan_url(self.plan))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, plan = DecisionForm(request.POST), self.plan
        if not form.is_valid():
            return self.page(form)
        try:
            actions.decide_plan(plan=plan, officer=self.user, at=timezone.now(), **form.cleaned_data)
        except actions.PostRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(plan_url(plan))
        messages.success(request, "已审批。")
        return HttpResponseRedirect(plan_url(plan))


class OpenPosts(OnDay, ActRequired, View):
    """Opens posts alike under a line of an approved plan."""

    act = Act.KEEP_POSTS

    @cached_property
    def line(self) -> PostPlanLine:
        rows = PostPlanLine.objects.visible_to(self.user).select_related("plan__area", "employer")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        there = self.line.posts.count()
        start = {"seen": there, "count": max(self.line.numbers - there, 1), "opened_on": self.today}
        return self.page(PostsForm(initial=start | {"title": self.line.field_words}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, line = PostsForm(request.POST), self.line
        if not form.is_valid():
            return self.page(form)
        count, seen = form.cleaned_data["count"], form.cleaned_data["seen"]
        try:
            made = actions.open_posts(
                line=line, posts=form.posts(), count=count, seen=seen, worker=self.user, at=timezone.now()
            )
        except actions.PostRefused as refused:
            form.add_error(refused.field, str(refused))
            return self.page(form)
        messages.success(request, f"已登记 {len(made)} 个岗位。")
        return HttpResponseRedirect(plan_url(line.plan))

    def page(self, form: PostsForm) -> HttpResponse:
        return render(self.request, "assistance/posts/posts_new.html", {"line": self.line, "form": form})


class PostList(ActRequired, ScopedListView):
    """The posts of the area and who holds them."""

    act = Act.READ_CASES
    filterset_class, default_sort = PostFilter, "number"
    template_name = "assistance/posts/posts.html"
    title, unit = "公益性岗位", "个"
    empty_text = "还没有公益性岗位。开发计划批准后，在计划里登记岗位。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = posts.posts().visible_to(self.reader)
        return rows

    def prepare(self, rows: Any) -> None:
        self.holders = posts.holdings([row.latest for row in rows])

    def get_columns(self) -> tuple[Column, ...]:
        return post_columns(lambda row: self.holders.get(row.latest))


class PostPage(OnDay, ActRequired, View):
    """A post, and everybody who held it: assessments, why they left, how the empty post was reported."""

    act = Act.READ_CASES
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        post = get_object_or_404(posts.posts().visible_to(self.user).select_related("closed_by"), pk=pk)
        limit = posts.report_limit(post.area, self.today)
        held = [(one, *self._told(one, limit)) for one in self._holdings(post)]
        latest = next((one for one, *_ in held if one.struck_at is None), None)
        state = posts.state_of(post, latest)
        keeps = may(self.user, Act.KEEP_POSTS)
        context = {
            "post": post,
            "mark": post_mark(state),
            "state": state.name,
            "held": held,
            "latest": latest,
            "limit": limit,
            "keeps": keeps,
            "may_sign": may(self.user, Act.COUNTERSIGN),
            "may_fill": keeps and state in (posts.PostState.NEW, posts.PostState.VACANT),
            "user_pk": self.user.pk,
        }
        return render(request, "assistance/posts/post.html", context)

    def _holdings(self, post: WelfarePost) -> QuerySet[PostHolding]:
        rows = posts.with_days(PostHolding.objects.filter(post=post)).select_related(
            "struck_by", "report__recorded_by", "placement__passing_over"
        )
        exits = PostExit.objects.select_related("signed_by", "countersigned_by", "withdrawn_by").order_by("pk")
        assessed = PostAssessment.objects.select_related("assessed_by", "struck_by").order_by("on", "pk")
        found = rows.prefetch_related(Prefetch("exits", exits), Prefetch("assessments", assessed))
        return found.order_by("-placement__registration__validity", "-pk")

    def _told(self, holding: PostHolding, limit: posts.Limit) -> tuple[Any, ...]:
        """Its exits with their marks, how the empty post was reported and by when, the exit that is carried out, and
        whether a removal waits to be."""
        exits = [(one, exit_mark(one)) for one in holding.exits.all()]
        is_to_go = any(one.is_waiting for one, _ in exits)
        mark, due = report_mark(holding, limit, self.today), limit.due_on(holding)
        return exits, mark, due, posts.exit_of(holding), is_to_go
