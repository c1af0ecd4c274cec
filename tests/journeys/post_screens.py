"""Pages of public-welfare posts, looked at with the other pages of the demo city."""

from collections.abc import Callable

from django.urls import reverse

from accounts.models import User
from assistance.models import PassingOver, PostExit, PostHolding, PostPlan, PostPlanLine, WelfarePost
from assistance.queries.post_candidates import ranked
from assistance.queries.posts import IN_STATE

from .conftest import TODAY
from .demo_rows import page


def a_post(state: str) -> int:
    return WelfarePost.objects.filter(IN_STATE[state]).order_by("pk")[0].pk


def passed_over() -> int:
    return PassingOver.objects.filter(placement__isnull=False).order_by("pk")[0].placement.post_holdings.get().post_id


def a_holding() -> int:
    return PostHolding.objects.lasting().order_by("pk")[0].pk


def unreported() -> int:
    return PostHolding.objects.over().filter(report=None).order_by("pk")[0].pk


def a_removal() -> int:
    return PostExit.objects.waiting().order_by("pk")[0].pk


def a_plan(*, is_approved: bool | None) -> int:
    return PostPlan.objects.filter(is_approved=is_approved).order_by("pk")[0].pk


def filling() -> str:
    """Somebody who does not come first."""
    post = WelfarePost.objects.get(pk=a_post("refill"))
    candidates = ranked(post, User.objects.get(username="jiedao"), TODAY.date())
    return reverse("assistance:post_fill", args=[post.pk, candidates[-1][0]])


def of(name: str, key: Callable[[], int]) -> Callable[[], str]:
    return lambda: reverse(f"assistance:{name}", args=[key()])


POST_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "posts": ("jiedao", page("assistance:posts")),
    "post-ledger": ("quxian", page("assistance:post_ledger")),
    "post-plans": ("quxian", page("assistance:post_plans")),
    "post-plan-new": ("shequ", page("assistance:post_plan_new")),
    "post-plan": ("jiedao", of("post_plan", lambda: a_plan(is_approved=True))),
    "post-plan-to-decide": ("quxian", of("post_plan", lambda: a_plan(is_approved=None))),
    "posts-open": (
        "jiedao",
        of("posts_open", lambda: PostPlanLine.objects.filter(posts=None, plan__is_approved=True)[0].pk),
    ),
    "post-held": ("jiedao", of("post", passed_over)),
    "post-vacant": ("jiedao", of("post", lambda: a_post("report"))),
    "post-removal": ("jiedao", of("post", lambda: PostExit.objects.get(pk=a_removal()).holding.post_id)),
    "post-candidates": ("jiedao", of("post_candidates", lambda: a_post("refill"))),
    "post-fill": ("jiedao", filling),
    "post-assess": ("jiedao", of("post_assess", a_holding)),
    "post-leave": ("jiedao", of("post_leave", a_holding)),
    "post-remove": ("jiedao", of("post_remove", a_holding)),
    "post-report": ("jiedao", of("post_report", unreported)),
    "removal-sign": ("jiedao", of("removal_sign", a_removal)),
    "removal-sheet": ("jiedao", of("removal_sheet", a_removal)),
    "post-assessments": ("jiedao", page("assistance:post_assessments")),
    "empty-posts": ("jiedao", page("assistance:empty_posts")),
    "post-exits": ("quxian", page("assistance:post_exits")),
    "passed-over": ("quxian", page("assistance:passed_over")),
}
