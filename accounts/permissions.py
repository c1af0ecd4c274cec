"""Who may do what. Where they may do it is the business of ``visible_to()``."""

import datetime as dt
from enum import StrEnum
from typing import Any, cast

from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .asking import once
from .enums import AreaLevel, Role
from .models import Deputation, User


class Act(StrEnum):
    READ_CASES = "read_cases"  # households, people, certifications
    SURVEY = "survey"  # record a survey, draft and submit applications, record objections, confirm the month
    IMPORT = "import"  # give rosters of the own area, enter them, decide who is registered already
    DECIDE = "decide"  # decide what stands in one's own worklist
    INSPECT = "inspect"  # the annual inspection of certificates, benefits endorsed on them
    KEEP_CERTIFICATES = "keep_certificates"  # suspend, re-issue, take back
    INSPECT_LATE = "inspect_late"  # inspect what failed, or what its round missed
    RUN_CAMPAIGNS = "run_campaigns"  # open a campaign of the own area, correct it
    OPEN_INSPECTION = "open_inspection"  # open a year's round
    UNMASK = "unmask"  # see a whole ID number, with a reason
    READ_FIGURES = "read_figures"
    READ_NAMES = "read_names"  # open the list behind a figure, download a workbook
    PUBLISH = "publish"
    READ_POLICY = "read_policy"
    PROPOSE = "propose"  # propose a value, register a document, write rule cases
    KEEP_SYSTEMS = "keep_systems"  # file the written systems of the own area
    ENACT = "enact"  # confirm what another proposed, put a calendar in force
    PREPARE_OPENING = "prepare_opening"  # take over what an old system knew, and present it to a second person
    ACCEPT_OPENING = "accept_opening"  # be that second person
    REFRESH = "refresh"  # start the monthly refresh by hand
    PLAN_SURVEYS = "plan_surveys"  # set a round of surveys in the own area, call it off
    ANSWER_REQUESTS = "answer_requests"  # receive and close a citizen's request about the own data
    NAME_DEPUTIES = "name_deputies"  # say who stands in: for oneself, or as administrator for others
    READ_DEPUTIES = "read_deputies"  # who stands in for whom
    READ_USERS = "read_users"  # the list of accounts
    MANAGE_USERS = "manage_users"  # open, move and close accounts, areas and organisations
    CONFIRM_USERS = "confirm_users"  # the second person for accounts that review or administer; lost authenticators
    READ_ORGANISATIONS = "read_organisations"  # bodies that are no area
    READ_CHARGES = "read_charges"  # who answers for which area, 片 and 楼院
    ASSIGN = "assign"  # say who answers for them
    READ_AUDIT = "read_audit"
    ASSIST = "assist"  # plans, promises and what is done for a case
    KEEP_POSTS = "keep_posts"  # plan public-welfare posts, fill them, assess their holders, tell why they left
    APPROVE_POSTS = "approve_posts"  # decide the plans of streets and communities
    COUNTERSIGN = "countersign"  # be the second person who signs a removal
    SET_PROGRAMMES = "set_programmes"  # what the own city or district sets out to do
    HELP = "help"  # see the families one answers for by name, and tell what was done for them
    SERVE = "serve"  # log services, events, visits and call-backs, answer warnings
    KEEP_EMPLOYERS = "keep_employers"  # enter and correct employers of the own area, their agreements and vacancies
    LOG_ACTIVITIES = "log_activities"  # of campaigns and by themselves; stories worth telling
    ANSWER_ENQUIRIES = "answer_enquiries"  # take calls to the hotline, refer and answer them
    KEEP_REGISTERS = "keep_registers"  # plans that let people go, proofs of unemployment, supervision, public promises
    HANDLE_COMPLAINTS = "handle_complaints"  # accept complaints about offices below, look into them, reply
    TAKE_COMPLAINTS = "take_complaints"  # enter complaints that come by phone, letter or visit
    STOP_SUBSIDIES = "stop_subsidies"  # stop somebody's subsidy, give it again
    READ_PAYMENTS = "read_payments"  # batches of subsidies, payees and accounts, funds
    PAY = "pay"  # make, sign and send batches, enter what the bank says, ask back what was paid too much
    CONFIRM_PAYMENTS = "confirm_payments"  # finance: confirm batches, or give them back
    KEEP_FUNDS = "keep_funds"  # enter money for subsidies, set how bank files are written
    APPROVE_EXPORTS = "approve_exports"  # the second person for long lists of people that leave


COMMUNITY = frozenset(
    {Act.READ_CASES, Act.SURVEY, Act.DECIDE, Act.UNMASK, Act.READ_FIGURES, Act.READ_NAMES, Act.PUBLISH, Act.READ_POLICY}
    | {Act.ANSWER_REQUESTS, Act.INSPECT, Act.NAME_DEPUTIES, Act.READ_DEPUTIES, Act.READ_CHARGES}
    | {Act.IMPORT, Act.ANSWER_ENQUIRIES, Act.LOG_ACTIVITIES, Act.SERVE, Act.KEEP_EMPLOYERS}
)
REVIEW = COMMUNITY - {Act.SURVEY} | {Act.PLAN_SURVEYS, Act.ASSIGN, Act.RUN_CAMPAIGNS}
COORDINATION = frozenset({Act.READ_ORGANISATIONS, Act.READ_CHARGES})
COMPLAINTS = frozenset({Act.HANDLE_COMPLAINTS, Act.TAKE_COMPLAINTS, Act.KEEP_REGISTERS})
# What a deputy does in the name of an officer who is away, and the lowest level at which any officer does it.
LENT = {Act.DECIDE: AreaLevel.COMMUNITY, Act.INSPECT_LATE: AreaLevel.STREET}

ALLOWED: dict[str, frozenset[Act]] = {
    Role.COMMUNITY_WORKER: COMMUNITY | {Act.ASSIST, Act.HELP, Act.KEEP_POSTS},
    Role.COMMUNITY_DIRECTOR: COMMUNITY | {Act.ASSIGN, Act.KEEP_SYSTEMS, Act.ASSIST, Act.HELP, Act.KEEP_POSTS},
    Role.STREET_OFFICER: REVIEW
    | {Act.KEEP_CERTIFICATES, Act.INSPECT_LATE, Act.KEEP_SYSTEMS, Act.APPROVE_EXPORTS}
    | {Act.ASSIST, Act.KEEP_POSTS, Act.COUNTERSIGN, Act.STOP_SUBSIDIES}
    | COMPLAINTS,
    Role.STREET_LEADER: frozenset({Act.READ_CASES, Act.READ_FIGURES, Act.READ_NAMES, Act.READ_POLICY})
    | {Act.READ_CHARGES, Act.ASSIGN, Act.KEEP_SYSTEMS},
    Role.DISTRICT_OFFICER: REVIEW
    | COORDINATION
    | {Act.KEEP_CERTIFICATES, Act.INSPECT_LATE, Act.OPEN_INSPECTION, Act.PROPOSE, Act.PREPARE_OPENING}
    | {Act.KEEP_SYSTEMS, Act.APPROVE_EXPORTS, Act.SET_PROGRAMMES, Act.APPROVE_POSTS, Act.COUNTERSIGN}
    | {Act.STOP_SUBSIDIES, Act.READ_PAYMENTS, Act.PAY, Act.KEEP_FUNDS}
    | COMPLAINTS,
    Role.CITY_OFFICER: frozenset(
        {Act.READ_CASES, Act.UNMASK, Act.READ_FIGURES, Act.READ_NAMES, Act.READ_POLICY, Act.ENACT, Act.REFRESH}
        | {Act.PLAN_SURVEYS, Act.ANSWER_REQUESTS, Act.OPEN_INSPECTION, Act.PROPOSE, Act.NAME_DEPUTIES, Act.ASSIGN}
        | {Act.READ_DEPUTIES, Act.DECIDE}  # reviews of what a district refused
        | {Act.PREPARE_OPENING, Act.ACCEPT_OPENING, Act.SET_PROGRAMMES}
        | {Act.ANSWER_ENQUIRIES, Act.LOG_ACTIVITIES, Act.RUN_CAMPAIGNS, Act.KEEP_EMPLOYERS}
    )
    | COORDINATION
    | {Act.APPROVE_EXPORTS, Act.STOP_SUBSIDIES, Act.READ_PAYMENTS, Act.KEEP_FUNDS}
    | COMPLAINTS,
    Role.STATISTICIAN: frozenset(
        {Act.READ_CASES, Act.READ_FIGURES, Act.READ_NAMES, Act.PUBLISH, Act.READ_POLICY, Act.REFRESH}
    )
    | COORDINATION,
    Role.GUARANTEE_CENTRE: frozenset({Act.READ_POLICY}),
    Role.BANK: frozenset({Act.READ_POLICY}),
    Role.FINANCE: frozenset({Act.READ_FIGURES, Act.READ_POLICY, Act.READ_PAYMENTS, Act.CONFIRM_PAYMENTS}),
    Role.HELPER: frozenset({Act.READ_POLICY, Act.HELP}),
    Role.PARTNER: frozenset({Act.READ_FIGURES, Act.READ_POLICY}),
    Role.PROVINCE: frozenset({Act.READ_FIGURES, Act.READ_POLICY}),
    Role.HOTLINE: frozenset({Act.READ_POLICY, Act.TAKE_COMPLAINTS, Act.ANSWER_ENQUIRIES}),
    Role.AUDITOR: frozenset({Act.READ_AUDIT, Act.READ_FIGURES, Act.READ_POLICY}),
    Role.SYSTEM_ADMIN: frozenset(
        {Act.READ_USERS, Act.MANAGE_USERS, Act.NAME_DEPUTIES, Act.READ_DEPUTIES, Act.READ_POLICY}
    )
    | COORDINATION,
    Role.SECURITY_ADMIN: frozenset(
        {Act.READ_USERS, Act.CONFIRM_USERS, Act.READ_DEPUTIES, Act.READ_AUDIT, Act.READ_POLICY}
    )
    | COORDINATION
    | {Act.APPROVE_EXPORTS},
    Role.SYSTEM: frozenset(),
}


# What the people of an organisation may come to see, in the words of its page. An act that is not granted to their
# role is withheld: what later issues open to banks or to the guarantee centre is granted in ALLOWED, and shown here.
IN_WORDS = {
    Act.READ_POLICY: "政策文件、参数取值及其依据、工作日历",
    Act.READ_FIGURES: "所在区划月报的数字（不含名单）",
    Act.READ_NAMES: "数字背后的名单",
    Act.READ_CASES: "家庭、人员、认定、退出和帮扶记录",
    Act.UNMASK: "完整的证件号码",
    Act.DECIDE: "审批事项",
    Act.READ_PAYMENTS: "补贴发放批次、发放对象和账户",
    Act.READ_USERS: "账号和审计记录",
}


def sights(role: str) -> list[tuple[str, bool]]:
    """What there is to see, in words, and whether ``role`` sees it."""
    return [(words, act in ALLOWED.get(role, frozenset())) for act, words in IN_WORDS.items()]


def may(user: Any, act: Act) -> bool:
    """Whether the role of ``user`` includes ``act``; an anonymous visitor may nothing."""
    return isinstance(user, User) and act in ALLOWED.get(user.role, frozenset())


def absent_for(deputy: User, on: dt.date, act: Act = Act.DECIDE) -> list[User]:
    """The officers in whose name ``deputy`` may do ``act`` on the day ``on``; none without a sight of cases."""
    if deputy.area is None or act not in LENT or deputy.area.level < LENT[act] or not may(deputy, Act.READ_CASES):
        return []
    if not getattr(deputy, "was_named_deputy", True):  # known of whoever signed in: most never were
        return []
    rows = Deputation.objects.lending_to(deputy, on).select_related("officer__area").order_by("pk")
    absent = once(deputy, ("absent", on), lambda: [row.officer for row in rows])
    return [officer for officer in absent if may(officer, act)]


def may_or_stands_in(user: Any, act: Act, on: dt.date) -> bool:
    """Whether ``user`` may do ``act`` on the day ``on``, by role or in the name of somebody who is away."""
    return may(user, act) or (isinstance(user, User) and bool(absent_for(user, on, act)))


def may_decide(user: Any, on: dt.date) -> bool:
    """Whether ``user`` decides on the day ``on``, by role or in the name of somebody who is away."""
    return may_or_stands_in(user, Act.DECIDE, on)


class ActRequired(AccessMixin):
    """A view only those who may do ``act`` can open; others get 403."""

    act: Act
    raise_exception = True
    request: HttpRequest

    @property
    def user(self) -> User:
        """Who asks: nobody else gets this far."""
        return cast(User, self.request.user)

    def is_allowed(self) -> bool:
        return may(self.request.user, self.act)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_allowed():
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a view stands behind the mixin
