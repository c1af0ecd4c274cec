"""待办: every kind of work there is, who has it, and where it is done."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import ExportRequest, User
from accounts.permissions import Act
from assistance.queries import (
    alerts,
    caseload,
    complaints,
    looks,
    matters,
    pairs,
    placements,
    plans,
    pledges,
    post_assessments,
    posts,
    preparations,
    visits,
)
from households.models import (
    Certificate,
    Certification,
    Exit,
    Revocation,
    ZeroFamilyCase,
)
from households.queries import cases, certificates, moves, privacy, rounds, unfiled
from policy import parameters
from policy.models import Proposal, value_on
from policy.parameters import ParameterNotInForce
from subsidies.models import Claim
from subsidies.queries import claims, payments, recoveries


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


def _decides(user: User, kind: Any) -> bool:
    """Whether any chain of this kind of application has a step at the officer's level."""
    return user.area is not None and any(s.level == user.area.level for chain in kind.chains for s in chain.desks)


def _to_decide(user: User, on: dt.date) -> cases.Rows:
    return cases.to_decide(user, on) if _decides(user, Certification) else Certification.objects.none()


def _exits_to_decide(user: User, on: dt.date) -> cases.Rows:
    return cases.exits_to_decide(user, on) if _decides(user, Exit) else Exit.objects.none()


def _certificates_to_handle(user: User, on: dt.date) -> cases.Rows:
    return certificates.to_handle(user, on) if _decides(user, Certificate) else Certificate.objects.none()


def _claims_to_decide(user: User, on: dt.date) -> cases.Rows:
    return claims.to_decide(user, on) if _decides(user, Claim) else Claim.objects.none()


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
COMPLAINTS, ENQUIRIES = "assistance:complaints", "assistance:enquiries"
CHECKS, WORKFORCE_PLANS = "assistance:unemployment_checks", "assistance:workforce_plans"
SUPERVISIONS, PUBLIC_PROMISES = "assistance:supervisions", "assistance:public_promises"
POST_PLANS, POST_EXITS = "assistance:post_plans", "assistance:post_exits"
EMPTY_POSTS, POST_ASSESSMENTS = "assistance:empty_posts", "assistance:post_assessments"
CALLBACKS, RECHECKS = "assistance:callbacks", "assistance:rechecks"
NOT_EMPLOYED = "assistance:unemployed"
WAITING = "?state=waiting"
BATCHES, PAYMENTS, RECOVERIES = "subsidies:batches", "subsidies:payments", "subsidies:recoveries"
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
    Pile("claims", "待审批的补贴申请", "wallet", Act.DECIDE, _claims_to_decide),
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
    Pile("claims-unfinished", "待提交和退回补正的补贴申请", "wallet", Act.SURVEY, claims.unfinished),
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
        WAITING,
    ),
    Pile("enquiries", "待答复的咨询", "phone", Act.ANSWER_ENQUIRIES, matters.enquiries_to_answer, ENQUIRIES, WAITING),
    Pile("checks", "待核实的失业证明申请", "user-search", Act.SERVE, matters.checks_to_make, CHECKS, WAITING),
    Pile(
        "checks-to-decide",
        "待决定的失业证明申请",
        "clipboard-check",
        Act.KEEP_REGISTERS,
        matters.checks_to_decide,
        CHECKS,
        "?state=to_decide",
    ),
    Pile(
        "workforce-plans",
        "待办结的裁员和安置方案",
        "building-community",
        Act.KEEP_REGISTERS,
        matters.plans_to_decide,
        WORKFORCE_PLANS,
        WAITING,
    ),
    Pile(
        "supervisions", "整改期限已到的督查", "eye", Act.KEEP_REGISTERS, matters.supervisions_due, SUPERVISIONS, WAITING
    ),
    Pile(
        "public-promises",
        "兑现期限已到的实事",
        "flag",
        Act.KEEP_REGISTERS,
        matters.promises_due,
        PUBLIC_PROMISES,
        WAITING,
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
    Pile("batches-to-sign", "待复核签字的发放批次", "wallet", Act.PAY, payments.to_sign, BATCHES, "?state=made"),
    Pile(
        "batches-to-confirm",
        "待财政确认的发放批次",
        "wallet",
        Act.CONFIRM_PAYMENTS,
        payments.to_confirm,
        BATCHES,
        "?state=signed",
    ),
    Pile(
        "batches-to-send", "待送银行的发放批次", "building-bank", Act.PAY, payments.to_send, BATCHES, "?state=confirmed"
    ),
    Pile("rejected", "银行退回待更正账户", "arrow-back-up", Act.PAY, payments.rejected, PAYMENTS, "?state=rejected"),
    Pile("recoveries", "逾期未交回的追回", "receipt", Act.PAY, recoveries.overdue, RECOVERIES, "?state=open"),
    Pile(
        "recoveries-to-close",
        "待决定结案的追回",
        "circle-check",
        Act.PAY,
        recoveries.to_close,
        RECOVERIES,
        "?state=to_close",
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
