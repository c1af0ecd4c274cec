"""公益性岗位开发: a plan is submitted and decided by somebody else, posts are opened under it, and closed."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import FieldRefused, refused_if_taken
from assistance.enums import Funding, Ownership
from assistance.models import Employer, PostHolding, PostPlan, PostPlanLine, WelfarePost
from assistance.models.posts import field_words
from households.actions.submissions import sent_before
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce

SUBMITTERS = (AreaLevel.COMMUNITY, AreaLevel.STREET)


class PostRefused(FieldRefused):
    """The plan or the post cannot be kept so."""


@dataclass(frozen=True)
class NewLine:
    """How many posts of a field at an employer out of a funding."""

    field: str
    employer: Employer
    funding: Funding
    numbers: int


@dataclass(frozen=True)
class NewPlan:
    year: int
    grounds: str
    lines: Sequence[NewLine]


@dataclass(frozen=True)
class NewPosts:
    """So many posts alike, to be filled from ``opened_on`` on."""

    title: str
    ownership: Ownership
    place: str
    wage: Decimal
    opened_on: dt.date


@transaction.atomic
def submit_plan(*, plan: NewPlan, worker: User, at: dt.datetime, submission: uuid.UUID | None = None) -> PostPlan:
    """Submit a year's plan of the worker's own area to the district. A form sent twice is one plan.

    Raises PostRefused, also for a field that is none on that day.
    """
    if worker.area is None or worker.area.level not in SUBMITTERS:
        raise PostRefused("公益性岗位开发计划由社区和街道申报。")
    known = sent_before(PostPlan.objects, submission)
    if known is not None:
        return known
    today = timezone.localdate(at)
    if plan.year not in (today.year, today.year + 1):
        raise PostRefused(f"开发计划为 {today.year} 年或 {today.year + 1} 年的。", field="year")
    if not plan.grounds.strip():
        raise PostRefused("请填写开发理由。", field="grounds")
    _check_lines(plan.lines, today, worker.area)
    made = PostPlan.objects.create(
        area=worker.area,
        year=plan.year,
        grounds=plan.grounds.strip(),
        submission=submission,
        submitted_by=worker,
        submitted_at=at,
    )
    PostPlanLine.objects.bulk_create(PostPlanLine(plan=made, **vars(line)) for line in plan.lines)
    posts = sum(line.numbers for line in plan.lines)
    audit.record(event="post_plan.submitted", subject=made, actor=worker, at=at, posts=posts)
    return made


def _check_lines(lines: Sequence[NewLine], on: dt.date, area: Area) -> None:
    if not lines:
        raise PostRefused("请至少填写一行岗位。")
    try:
        fields = value_on(parameters.POST_FIELDS, on, area).value
    except ParameterNotInForce as silent:
        raise PostRefused(str(silent)) from silent
    seen = set()
    for line in lines:
        if line.field not in fields:
            raise PostRefused(f"{field_words(line.field)}在 {on} 不是公益性岗位开发领域。")
        if line.numbers < 1:
            raise PostRefused("岗位数至少为1。")
        key = (line.field, line.employer.pk, line.funding)
        if key in seen:
            raise PostRefused(
                f"{field_words(line.field)}、{line.employer.name}、{line.funding.label}重复，请合并为一行。"
            )
        seen.add(key)


@transaction.atomic
def decide_plan(*, plan: PostPlan, is_approved: bool, opinion: str, officer: User, at: dt.datetime) -> PostPlan:
    """Approve or refuse a plan, by the district and not by who submitted it. Raises PostRefused."""
    own = PostPlan.objects.visible_to(officer).select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if own is None or officer.area is None or officer.area.level != AreaLevel.DISTRICT:
        raise PostRefused("该计划不在您的辖区，或不由您审批。")
    if own.decided_at is not None:
        raise PostRefused("该计划已经审批。")
    if own.submitted_by_id == officer.pk:
        raise PostRefused("不能审批本人申报的计划。")
    if not opinion.strip():
        raise PostRefused("请填写审批意见。", field="opinion")
    own.is_approved, own.opinion, own.decided_by, own.decided_at = is_approved, opinion.strip(), officer, at
    own.save(update_fields=["is_approved", "opinion", "decided_by", "decided_at"])
    event = "post_plan.approved" if is_approved else "post_plan.refused"
    audit.record(event=event, subject=own, actor=officer, at=at, opinion=own.opinion)
    return own


@transaction.atomic
def open_posts(
    *, line: PostPlanLine, posts: NewPosts, count: int, seen: int, worker: User, at: dt.datetime
) -> list[WelfarePost]:
    """Open ``count`` posts alike under a line of an approved plan, of which ``seen`` were open when the worker looked:
    a form sent twice opens them once. Raises PostRefused."""
    rows = PostPlanLine.objects.visible_to(worker).select_related("plan__area").select_for_update(of=("self",))
    own = rows.filter(pk=line.pk).first()
    if own is None:
        raise PostRefused("该计划不在您的辖区。")
    if not own.plan.is_approved:
        raise PostRefused("计划批准后才能登记岗位。")
    there = own.posts.count()
    if there != seen:
        raise PostRefused(f"这一行已登记 {there} 个岗位，请核对后再登记。")
    if not 1 <= count <= own.numbers - there:
        raise PostRefused(f"这一行计划 {own.numbers} 个，还可登记 {own.numbers - there} 个。", field="count")
    _check_posts(posts, own.plan.year, timezone.localdate(at))
    with refused_if_taken(PostRefused("这一行的岗位已被登记，请核对后再登记。")):
        made = WelfarePost.objects.bulk_create(
            WelfarePost(line=own, serial=serial, area=own.plan.area, opened_by=worker, opened_at=at, **asdict(posts))
            for serial in range(there + 1, there + count + 1)
        )
    audit.record(event="post.opened", subject=own.plan, actor=worker, at=at, posts=count)
    return made


def _check_posts(posts: NewPosts, year: int, today: dt.date) -> None:
    if posts.opened_on > today or posts.opened_on.year != year:
        raise PostRefused(f"开发日期应在 {year} 年内，且不晚于今天。", field="opened_on")
    for name in ("title", "place"):
        if not getattr(posts, name).strip():
            raise PostRefused("请填写岗位名称和工作地点。", field=name)
    if posts.wage <= 0:
        raise PostRefused("月工资应大于0。", field="wage")


def own_post(post: WelfarePost, worker: User) -> WelfarePost:
    """The post, locked. Raises PostRefused for one of another area, or closed."""
    rows = WelfarePost.objects.visible_to(worker).select_related("line__plan", "line__employer", "area")
    own = rows.select_for_update(of=("self",)).filter(pk=post.pk).first()
    if own is None:
        raise PostRefused("该岗位不在您的辖区。")
    if own.closed_on is not None:
        raise PostRefused(f"该岗位已于 {own.closed_on} 撤销。")
    return own


@transaction.atomic
def close_post(*, post: WelfarePost, reason: str, worker: User, at: dt.datetime) -> WelfarePost:
    """Close a post that nobody holds; what was vacant and not reported stays to be reported. Raises PostRefused."""
    own = own_post(post, worker)
    if PostHolding.objects.lasting().filter(post=own).exists():
        raise PostRefused("该岗位有人在岗，办理离岗后才能撤销。")
    if not reason.strip():
        raise PostRefused("请填写撤销原因。", field="reason")
    own.closed_on, own.closed_because, own.closed_by = timezone.localdate(at), reason.strip(), worker
    own.save(update_fields=["closed_on", "closed_because", "closed_by"])
    audit.record(event="post.closed", subject=own, actor=worker, at=at, reason=own.closed_because)
    return own
