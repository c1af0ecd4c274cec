"""公益性岗位 of the area: plans and their lines with what came of them, posts with who holds them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.enums import AreaLevel
from accounts.models import Area, User
from assistance.models import EmptyPostReport, PassingOver, PostExit, PostHolding, PostPlan, PostPlanLine, WelfarePost
from assistance.rules.posts import report_due
from households.queries.cases import Rows
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce


def plans() -> Rows:
    """Plans with ``planned``: how many posts they are of."""
    rows = PostPlan.objects.select_related("area", "submitted_by", "decided_by")
    return rows.annotate(planned=Coalesce(Sum("lines__numbers"), 0))


def plans_to_decide(user: User, on: dt.date) -> Rows:
    """What waits for the district: plans of its area, not those the user submitted; the longest waiting first."""
    if user.area is None or user.area.level != AreaLevel.DISTRICT:
        return PostPlan.objects.none()
    rows = plans().waiting().visible_to(user).exclude(submitted_by=user)
    return rows.order_by("submitted_at", "pk")


def _number_of(rows: QuerySet, line: str) -> Subquery:
    counted = rows.order_by().values(line).annotate(number=Count("pk")).values("number")
    return Subquery(counted, output_field=IntegerField())


def ledger() -> Rows:
    """Lines of approved plans with the posts ``opened`` and still ``open``, those ``held``, and the reports that came
    ``late``."""
    posts = WelfarePost.objects.filter(line=OuterRef("pk"))
    held = PostHolding.objects.lasting().filter(post__line=OuterRef("pk"))
    late = EmptyPostReport.objects.filter(holding__post__line=OuterRef("pk"), reported_on__gt=F("due_on"))
    rows = PostPlanLine.objects.filter(plan__is_approved=True).select_related("plan__area", "employer")
    return rows.annotate(
        opened=Coalesce(_number_of(posts, "line"), 0),
        open=Coalesce(_number_of(posts.open(), "line"), 0),
        held=Coalesce(_number_of(held, "post__line"), 0),
        late=Coalesce(_number_of(late, "holding__post__line"), 0),
    )


def with_holder(rows: Rows) -> Rows:
    """Posts with ``latest``: the key of the holding that began last, whether it lasts or not."""
    latest = PostHolding.objects.standing().filter(post=OuterRef("pk"))
    return rows.annotate(latest=Subquery(latest.order_by("-placement__registration__validity", "-pk").values("pk")[:1]))


def posts() -> Rows:
    rows: Rows = WelfarePost.objects.select_related("area", "line__employer", "line__plan")
    return with_holder(rows)


class PostState(StrEnum):
    """Where a post stands."""

    NEW = "待安置"
    HELD = "在岗"
    TO_EXPLAIN = "空岗，待登记离岗原因"
    TO_REPORT = "空岗，待报告"
    VACANT = "空岗，待补充"
    CLOSED = "已撤销"


IS_HELD = Exists(PostHolding.objects.lasting().filter(post=OuterRef("pk")))
WAS_HELD = Exists(PostHolding.objects.standing().filter(post=OuterRef("pk")))
IS_UNREPORTED = Exists(PostHolding.objects.over().filter(post=OuterRef("pk"), report=None))
IN_STATE: Mapping[str, Q] = {
    "held": Q(IS_HELD, closed_on=None),
    "vacant": Q(~IS_HELD, closed_on=None),
    "refill": Q(~IS_HELD, ~IS_UNREPORTED, WAS_HELD, closed_on=None),
    "report": Q(IS_UNREPORTED),
    "closed": Q(closed_on__isnull=False),
}
STATE_WORDS = {"held": "在岗", "vacant": "空岗", "refill": "待补充", "report": "待报告空岗", "closed": "已撤销"}


def holdings(keys: Iterable[int | None]) -> Mapping[int, PostHolding]:
    """The holdings with all that a line shows of them, by key. Two statements."""
    rows = with_days(PostHolding.objects.filter(pk__in=[key for key in keys if key]))
    return {row.pk: row for row in rows.prefetch_related("exits")}


def with_days(rows: QuerySet[PostHolding]) -> QuerySet[PostHolding]:
    """Holdings with the person, the days and the report."""
    return rows.select_related("placement__registration__person", "report", "post__line__employer", "post__area")


def state_of(post: WelfarePost, latest: PostHolding | None) -> PostState:
    """Where a post stands; ``latest`` is who held it last."""
    if post.closed_on is not None:
        return PostState.CLOSED
    if latest is None:
        return PostState.NEW
    if latest.last_day is None:
        return PostState.HELD
    if exit_of(latest) is None:
        return PostState.TO_EXPLAIN
    return PostState.VACANT if hasattr(latest, "report") else PostState.TO_REPORT


def exit_of(holding: PostHolding) -> PostExit | None:
    """Why a holding ended, once that is carried out. Of a holding with its exits."""
    standing = (one for one in holding.exits.all() if one.withdrawn_at is None and not one.is_waiting)
    return next(standing, None)


def empty_posts() -> Rows:
    """Holdings that are over, with ``left_on``; each opened an empty post."""
    rows = with_days(PostHolding.objects.over()).prefetch_related("exits")
    return rows.annotate(left_on=F("placement__registration__validity__endswith"))


def empty_to_report(user: User, on: dt.date) -> Rows:
    """Empty posts that nobody has reported, the oldest first."""
    return empty_posts().visible_to(user).filter(report=None).order_by("left_on", "pk")


@dataclass(frozen=True)
class Limit:
    """Within how many days an empty post is to be reported; None where the policy is silent."""

    days: int | None
    source: str = ""

    def due_on(self, holding: PostHolding) -> dt.date | None:
        """By when the empty post was, or is, to be reported."""
        if hasattr(holding, "report"):
            return holding.report.due_on
        if holding.last_day is None or self.days is None:
            return None
        return report_due(holding.last_day, self.days)


def report_limit(area: Area | None, on: dt.date) -> Limit:
    try:
        within = value_on(parameters.POST_REPORT_DAYS, on, area) if area else None
    except ParameterNotInForce:
        within = None
    return Limit(within.value, within.source) if within else Limit(None)


def removals_to_sign(user: User, on: dt.date) -> Rows:
    """Removals that wait for the second signature of somebody else, the first to come into effect first."""
    rows = exits().waiting().visible_to(user).exclude(signed_by=user)
    return rows.order_by("proposed_last_day", "pk")


def exits() -> Rows:
    """Exits with whom they are of, and ``left_on``."""
    rows = PostExit.objects.select_related(
        "holding__placement__registration__person",
        "holding__post__line__employer",
        "holding__post__area",
        "signed_by",
        "countersigned_by",
    )
    return rows.annotate(left_on=F("holding__placement__registration__validity__endswith"))


def passings() -> Rows:
    """Who was passed over, with the post: that of the offer, or of the holding the placement began."""
    chosen = ("offer__person", "placement__registration__person")
    return PassingOver.objects.select_related("first", "decided_by", *chosen).prefetch_related(
        "placement__post_holdings__post"
    )
