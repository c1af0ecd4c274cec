"""What gathers across apps: my work, and what a refresh changed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django.db.models import Count, OuterRef, Q, Subquery

from accounts.counting import numbers_for, numbers_of
from accounts.models import Area, ExportRequest, User
from accounts.permissions import LENT, Act, may, may_or_stands_in
from approvals.workflow import LIVE, Status
from assistance.queries import (
    alerts,
    caseload,
    complaints,
    looks,
    pairs,
    placements,
    plans,
    pledges,
    post_assessments,
    posts,
    preparations,
    visits,
)
from desk.models import CaseTrial, RuleCase, RuleCaseQuerySet, RuleCaseVersion
from households.models import (
    Certificate,
    Certification,
    DataRequest,
    Exit,
    Handover,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    MergeStatus,
    MonthlyConfirmation,
    PersonFinding,
    PersonMerge,
    RefreshRun,
    Revocation,
    ZeroFamilyCase,
)
from households.models.findings import Origin
from households.queries import cases, certificates, moves, privacy, rounds, unfiled
from policy import parameters
from policy.models import Proposal, ProposalQuerySet, last_enacted, value_on
from policy.parameters import ParameterNotInForce

FIRST_ROWS = 5
OPENED_PILES = 5
QUEUE_ROWS = 100
EXPLAINED_ROWS = 200


@dataclass(frozen=True)
class Pile:
    """One kind of work: for those who may do ``act``, ``rows(user, on)`` in the order they should be done. ``page`` is
    the page of its own where it is done otherwise than one case after the other, filtered as ``asked`` says.

    Where lines show much, ``rows`` only says which, to be counted; they are listed as ``shown(on)`` has them."""

    kind: str
    title: str
    icon: str
    act: Act
    rows: Callable[[User, dt.date], cases.Rows]
    page: str = ""
    asked: str = ""
    shown: Callable[[dt.date], cases.Rows] | None = None

    def listed(self, rows: cases.Rows, on: dt.date) -> cases.Rows:
        """What ``rows`` gave, with all that a line shows of it."""
        return cases.most_urgent(self.shown(on), rows) if self.shown else rows


@dataclass(frozen=True)
class Work:
    """What waits of one kind: how many in all, and the first of them where it is among the first kinds."""

    pile: Pile
    total: int
    rows: list[Any]


def _decides(user: User, kind: Any) -> bool:
    """Whether any chain of this kind of application has a step at the officer's level."""
    return user.area is not None and any(s.level == user.area.level for chain in kind.chains for s in chain.desks)


def _to_decide(user: User, on: dt.date) -> cases.Rows:
    return cases.to_decide(user, on) if _decides(user, Certification) else Certification.objects.none()


def _exits_to_decide(user: User, on: dt.date) -> cases.Rows:
    return cases.exits_to_decide(user, on) if _decides(user, Exit) else Exit.objects.none()


def _certificates_to_handle(user: User, on: dt.date) -> cases.Rows:
    return certificates.to_handle(user, on) if _decides(user, Certificate) else Certificate.objects.none()


def _revocations_to_decide(user: User, on: dt.date) -> cases.Rows:
    return cases.revocations_to_decide(user, on) if _decides(user, Revocation) else Revocation.objects.none()


def _cases_near(user: User, on: dt.date) -> cases.Rows:
    if user.area is None:
        return ZeroFamilyCase.objects.none()
    try:
        warn_days = value_on(parameters.ZF_WARN_DAYS, on, user.area).value
    except ParameterNotInForce:
        warn_days = []
    return cases.cases_near(user, on, warn_days=warn_days)


def _proposals(user: User, on: dt.date) -> cases.Rows:
    waiting = Proposal.objects.waiting_for(user).select_related("key", "area", "proposed_by")
    return waiting.order_by("since", "pk")


def _exports_to_approve(user: User, on: dt.date) -> cases.Rows:
    waiting = ExportRequest.objects.waiting_for(user).select_related("requested_by__area")
    return waiting.order_by("requested_at", "pk")


DATA_REQUESTS, UNVISITED = "households:data_requests", "households:unvisited"
CONFIRMATIONS, INSPECTIONS = "households:confirmations", "households:inspections"
UNPREPARED = "assistance:unprepared"
UNPAIRED, WITHOUT_PLAN = "assistance:unpaired", "assistance:without_plan"
TO_REVIEW, UNSIGNED, OWN_FAMILIES = "assistance:plans_to_review", "assistance:unsigned", "assistance:own_families"
LOOKS, PLACEMENTS, NOTICES = "assistance:looks", "assistance:placements", "assistance:employment_notices"
ALERTS = "assistance:alerts"
COMPLAINTS = "assistance:complaints"
POST_PLANS, POST_EXITS = "assistance:post_plans", "assistance:post_exits"
EMPTY_POSTS, POST_ASSESSMENTS = "assistance:empty_posts", "assistance:post_assessments"
CALLBACKS, RECHECKS = "assistance:callbacks", "assistance:rechecks"
NOT_EMPLOYED = "assistance:unemployed"
WAITING = "?state=waiting"
PROPOSALS, EXPORTS = "desk:proposals", "accounts:exports"
PILES = (
    Pile("decisions", "待审批的认定", "clipboard-check", Act.DECIDE, _to_decide),
    Pile("exits", "待决定的退出", "logout", Act.DECIDE, _exits_to_decide),
    Pile(
        "certificates",
        "待办理的证件申请",
        "id-badge-2",
        Act.DECIDE,
        _certificates_to_handle,
        shown=certificates.certificates,
    ),
    Pile("merges", "待决定的重复登记合并", "users-group", Act.DECIDE, moves.merges_to_decide),
    Pile("revocations", "待决定的撤销认定", "ban", Act.DECIDE, _revocations_to_decide),
    Pile(
        "families",
        "临近到期和已逾期的零就业家庭",
        "calendar-due",
        Act.READ_CASES,
        _cases_near,
        shown=cases.families_running,
    ),
    Pile("alerts", "待处理的预警", "bell", Act.READ_CASES, alerts.waiting, ALERTS, "?state=waiting"),
    Pile("returned", "退回待补正的认定", "arrow-back-up", Act.SURVEY, cases.returned),
    Pile("proposed-exits", "待确认的退出", "list-check", Act.SURVEY, cases.exits_to_confirm),
    Pile("families-found", "疑似零就业家庭，未申请认定", "home-heart", Act.SURVEY, unfiled.families_found),
    Pile("people-found", "疑似就业困难人员，未申请认定", "user-search", Act.SURVEY, unfiled.people_found),
    Pile(
        "unpaired",
        "没有一对一责任人的零就业家庭",
        "link",
        Act.SURVEY,
        pairs.cases_unpaired,
        UNPAIRED,
        shown=pairs.families,
    ),
    Pile(
        "without-plan", "没有援助方案的失业人员", "clipboard-text", Act.ASSIST, plans.cases_without_plan, WITHOUT_PLAN
    ),
    Pile("plans-to-review", "到期待评估的援助方案", "clipboard-check", Act.ASSIST, plans.to_review, TO_REVIEW),
    Pile(
        "unsigned-pledges",
        "没有双方签字承诺书的零就业家庭",
        "edit",
        Act.ASSIST,
        pledges.cases_unsigned,
        UNSIGNED,
        shown=cases.families_running,
    ),
    Pile(
        "unprepared",
        "没有工作预案的零就业家庭",
        "lifebuoy",
        Act.ASSIST,
        preparations.cases_unprepared,
        UNPREPARED,
        shown=cases.families,
    ),
    Pile("own-measures", "待我落实的援助措施", "checklist", Act.HELP, plans.own_measures, OWN_FAMILIES),
    Pile("handovers", "待接收和被退回的社区交接", "home", Act.SURVEY, moves.handovers_waiting),
    Pile("notices", "正在公示", "speakerphone", Act.SURVEY, cases.notices_ending),
    Pile("requests", "待答复的个人信息申请", "message-circle", Act.ANSWER_REQUESTS, privacy.to_answer, DATA_REQUESTS),
    Pile("unvisited", "本轮调查未走访", "clipboard-text", Act.SURVEY, rounds.to_visit, UNVISITED),
    Pile("confirmations", "每月更新待确认", "refresh", Act.SURVEY, cases.confirmations_open, CONFIRMATIONS),
    Pile("callbacks", "到期的三回访", "phone", Act.SERVE, visits.callbacks_due, CALLBACKS, "?state=due"),
    Pile("rechecks", "待抽查复核的走访", "checklist", Act.SERVE, visits.rechecks, RECHECKS, "?state=waiting"),
    Pile("inspections", "待年检的证件", "checklist", Act.INSPECT, certificates.to_inspect, INSPECTIONS),
    Pile(
        "certificates-late", "年检不合格或逾期，可以补办", "checklist", Act.INSPECT_LATE, certificates.to_inspect_late
    ),
    Pile("certificates-to-take-back", "待收回的证件", "id-badge-2", Act.KEEP_CERTIFICATES, certificates.to_take_back),
    Pile("refusals", "待复核的拒绝", "hand-stop", Act.DECIDE, looks.looks_to_decide, LOOKS),
    Pile("placements-untold", "未登记安置情况的就业", "briefcase", Act.SURVEY, placements.untold, PLACEMENTS),
    Pile("employment-notices", "待告知低保、失业保险", "bell", Act.SURVEY, placements.notices_due, NOTICES),
    Pile(
        "complaints",
        "待办理的举报投诉",
        "speakerphone",
        Act.HANDLE_COMPLAINTS,
        complaints.to_judge,
        COMPLAINTS,
        "?state=open",
    ),
    Pile("post-plans", "待审批的公益性岗位计划", "flag", Act.APPROVE_POSTS, posts.plans_to_decide, POST_PLANS, WAITING),
    Pile("removals", "待复核签字的清退", "ban", Act.COUNTERSIGN, posts.removals_to_sign, POST_EXITS, WAITING),
    Pile("empty-posts", "待报告的空岗", "bell", Act.KEEP_POSTS, posts.empty_to_report, EMPTY_POSTS, WAITING),
    Pile(
        "post-assessments",
        "到期的公益性岗位考核",
        "clipboard-check",
        Act.KEEP_POSTS,
        post_assessments.assessments_due,
        POST_ASSESSMENTS,
        "?due=on",
    ),
    Pile("proposals", "待确认的取值提案", "scale", Act.ENACT, _proposals, PROPOSALS),
    Pile("exports-to-approve", "待批准的导出", "file-spreadsheet", Act.APPROVE_EXPORTS, _exports_to_approve, EXPORTS),
)

# Whom the officer answers for all the time, whether anything is to be done today or not (第二条).
IN_CARE = (
    Pile("not-employed", "未就业人员", "user-search", Act.SERVE, plans.out_of_work, NOT_EMPLOYED),
    Pile(
        "zero-families",
        "其中零就业家庭失业人员",
        "home-heart",
        Act.SERVE,
        caseload.of_zero_families,
        NOT_EMPLOYED,
        "?ground=zero_family",
    ),
    Pile("employed", "已就业人员", "user-check", Act.SERVE, visits.employed, CALLBACKS),
)


def piles_of(user: User, on: dt.date) -> list[Pile]:
    """The kinds of work the user's role knows; whoever stands in for somebody also has what that one decides."""
    acts = {act for act in LENT if may_or_stands_in(user, act, on)}
    return [pile for pile in PILES if may(user, pile.act) or pile.act in acts]


@dataclass(frozen=True)
class Desk:
    """What waits for an officer, and how many people the officer answers for (``IN_CARE``)."""

    work: list[Work]
    in_care: list[Work]


def desk_of(user: User, *, on: dt.date) -> Desk:
    """What waits for ``user`` on the day ``on``, over all apps: one query counts every kind of work and all in care,
    and one more brings the first rows of each of the first ``OPENED_PILES`` kinds that have any."""
    piles = piles_of(user, on)
    care = [pile for pile in IN_CARE if may(user, pile.act)]
    asked = (*piles, *care)
    rows_of = cache(lambda pile: pile.rows(user, on))
    kinds = tuple(pile.kind for pile in asked)
    totals = numbers_for(user, on, kinds, lambda: [rows_of(pile) for pile in asked], policy=last_enacted())
    found: list[Work] = []
    for pile, total in zip(piles, totals, strict=False):
        is_opened = total and sum(1 for one in found if one.rows) < OPENED_PILES
        rows = list(pile.listed(rows_of(pile), on)[:FIRST_ROWS]) if is_opened else []
        found.append(Work(pile, total, rows))
    return Desk(found, [Work(pile, total, []) for pile, total in zip(care, totals[len(piles) :], strict=True)])


def my_work(user: User, *, on: dt.date) -> list[Work]:
    """What waits for ``user`` on the day ``on``, by kind."""
    return desk_of(user, on=on).work


def runs_over(area: Area) -> cases.Rows:
    """Refreshes that touched ``area``: of itself, of areas below it, and of those above it."""
    codes = area.path.split("/")[:-1]
    above = ["/".join(codes[:depth]) + "/" for depth in range(1, len(codes))]
    rows = RefreshRun.objects.filter(Q(area__path__startswith=area.path) | Q(area__path__in=above))
    return rows.select_related("area", "started_by").order_by("-on", "-pk")


@dataclass(frozen=True)
class Difference:
    """What a refresh changed in an area, with the reasons; each list is cut at EXPLAINED_ROWS."""

    entered: list[Any]
    left: list[Any]
    exits: list[Any]
    confirmations: int
    confirmed: int


def difference(user: User, run: RefreshRun) -> Difference:
    """What changed in the user's area on the day of ``run``, by all its refreshes: who entered, who left, and why."""
    on = run.on
    began = RefreshRun.objects.filter(on=on).values("started_at")
    exits = cases.exits(on).visible_to(user).filter(drafted_at__in=began).order_by("rank", "pk")
    confirmations = MonthlyConfirmation.objects.visible_to(user).filter(month=on.replace(day=1))
    counts = confirmations.aggregate(all=Count("pk"), done=Count("confirmed_at"))
    return Difference(
        entered=_findings(user, on, validity__startswith=on, origin=Origin.REFRESH),
        left=_findings(user, on, validity__endswith=on, closing_origin=Origin.REFRESH),
        exits=list(exits[:EXPLAINED_ROWS]),
        confirmations=counts["all"],
        confirmed=counts["done"],
    )


def _findings(user: User, on: dt.date, **which: Any) -> list[Any]:
    """Findings of families, then of people."""
    families = HouseholdFinding.objects.visible_to(user).filter(**which).select_related("household__area")
    people = PersonFinding.objects.visible_to(user).filter(**which).select_related("person", "household__area")
    found = [
        *cases.with_head(families, on).order_by("kind", "pk")[:EXPLAINED_ROWS],
        *people.order_by("category", "pk")[:EXPLAINED_ROWS],
    ]
    return found[:EXPLAINED_ROWS]


def latest_versions() -> list[RuleCaseVersion]:
    """The last version of every rule case that is still asked, whosever it is."""
    return list(_latest(RuleCase.objects.kept()))


def versions_of(user: User) -> list[RuleCaseVersion]:
    """The last versions of the cases of the user's area that are still asked."""
    return list(_latest(RuleCase.objects.visible_to(user).kept()))


def _latest(cases: Any) -> Any:
    versions = RuleCaseVersion.objects.filter(case__in=cases).order_by("case", "-version").distinct("case")
    return versions.select_related("case__area", "written_by")


class RuleCaseRegister(RuleCaseQuerySet):
    """Rule cases with their last version's title, topic, day and writer."""

    def visible_to(self, user: User) -> Self:
        last = RuleCaseVersion.objects.filter(case=OuterRef("pk")).order_by("-version")
        names = ("version", "title", "topic", "as_of", "written_at", "written_by__full_name")
        latest = {f"last_{name}": Subquery(last.values(name)[:1]) for name in names}
        return super().visible_to(user).select_related("area").annotate(**latest)


class ProposalRegister(ProposalQuerySet):
    """Proposals with how many cases each broke when it was last tried."""

    def visible_to(self, user: User) -> Self:
        trials = CaseTrial.objects.filter(proposal=OuterRef("pk")).order_by("-run_at")
        people = ("key", "area", "document", "proposed_by", "decided_by")
        broken = Subquery(trials.values("broken")[:1])
        return super().visible_to(user).select_related(*people).annotate(broken=broken)


def families_of(area: Area) -> int:
    """How many households the area and what lies below it answer for."""
    return Household.objects.filter(area__path__startswith=area.path).count()


def carried_by(area: Area) -> list[tuple[str, str]]:
    """What goes along with the households of a community that closes, and how many of each, in words; one query."""
    applications: tuple[tuple[str, str, cases.Rows], ...] = (
        ("在办的认定", "件", Certification.objects.live().filter(area=area)),
        ("在办和待确认的退出", "件", Exit.objects.live().filter(area=area)),
        ("证件和在办的证件申请", "件", Certificate.objects.filter(area=area, status__in=[*LIVE, Status.APPROVED])),
        ("在办的撤销认定", "件", Revocation.objects.live().filter(area=area)),
        ("未结案的零就业家庭", "户", ZeroFamilyCase.objects.filter(household__area=area, ended_on=None)),
        ("在册就业困难人员", "人", HardToEmploySpell.objects.open().filter(household__area=area)),
        ("未办结的社区交接", "件", Handover.objects.live().filter(Q(from_area=area) | Q(to_area=area))),
        ("待决定的重复登记合并", "件", PersonMerge.objects.filter(status=MergeStatus.PROPOSED, community=area)),
        ("待答复的个人信息申请", "件", DataRequest.objects.open().filter(area=area)),
    )
    counts = zip(applications, numbers_of([rows for *_, rows in applications]), strict=True)
    return [(words, f"{count} {unit}") for (words, unit, _), count in counts if count]
