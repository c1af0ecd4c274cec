"""Every number the law gives us, by name. Values and validity live in the database.

The keys are those of the rule cases. A value is typed JSON, checked against its parameter's kind when it is enacted
and when it is read; ``default`` is the design default in the same JSON form.
"""

import datetime as dt
from collections.abc import Mapping

from . import subsidy_parameters
from .bounds import Bounds as Bounds
from .kinds import CalendarDay as CalendarDay
from .kinds import Kind as Kind
from .kinds import Parameter as Parameter
from .kinds import ParameterNotInForce as ParameterNotInForce
from .kinds import Value as Value
from .kinds import ValueOfWrongKind as ValueOfWrongKind

_FIRST_DAY = dt.date.min
_LOANS_BEGAN, _LOANS_RAISED, _DELAY_BEGAN = dt.date(2002, 12, 24), dt.date(2008, 1, 1), dt.date(2025, 1, 1)
_CATEGORIES = tuple(f"C{number:02}" for number in range(1, 11))
_ROLES = ("student", "soldier", "internally_retired", "early_retired", "imprisoned")
_CARDS = ("preferential", "registration_card", "startup_card")
_CARDS_CHANGED, _CARDS_RENAMED, _POSTS_WIDENED = dt.date(2011, 1, 1), dt.date(2015, 5, 1), dt.date(2007, 1, 1)
_COMPLAINTS = ("substantiated", "occurred")
_FIRST_FIELDS = ("cleaning", "greening", "security", "public_service")  # of posts, before they were widened (S1-11)
_POST_FIELDS = (*_FIRST_FIELDS, "traffic", "labour_assistant", "care", "parking", "facilities", "environment")
_SCHEDULE = {"from": "2025-01", "M60": [4, 36], "F55": [4, 36], "F50": [2, 60]}

# People: ages, categories, retirement
AGE_WORKING_MIN = Parameter("age.working_min", "法定劳动年龄起点", "周岁", Kind.COUNT, 16)
AGE_4050_F = Parameter("age.4050.f", "“4050”年龄（女）", "周岁", Kind.COUNT, 40)
AGE_4050_M = Parameter("age.4050.m", "“4050”年龄（男）", "周岁", Kind.COUNT, 50)
AGE_4555_F = Parameter("age.4555.f", "“4555”年龄（女）", "周岁", Kind.COUNT, 45)
AGE_4555_M = Parameter("age.4555.m", "“4555”年龄（男）", "周岁", Kind.COUNT, 55)
CAT_C01_AGE_SET = Parameter("cat.c01.age_set", "大龄人员适用的年龄组", "", Kind.CODE, "4050", choices=("4050", "4555"))
CAT_C05_MIN_MONTHS = Parameter("cat.c05.min_months", "就业转失业连续失业月数", "个月", Kind.COUNT, 12)
CAT_URBAN_HUKOU_REQUIRED = Parameter("cat.urban_hukou_required", "认定须为城镇户口", "", Kind.FLAG, True)
CAT_PRIMARY_ORDER = Parameter(
    "cat.primary_order", "主要类别顺序", "", Kind.CODES, list(_CATEGORIES), choices=_CATEGORIES
)
RETIRE_TRACKS = Parameter("retire.tracks", "原法定退休年龄", "周岁", Kind.COUNTS, {"M60": 60, "F50": 50, "F55": 55})
RETIRE_DELAY = Parameter(
    "retire.delay", "渐进式延迟退休安排", "", Kind.DELAY, ((_FIRST_DAY, {}), (_DELAY_BEGAN, _SCHEDULE))
)

# Zero-employment families, the promise, exits
ZF_HUKOU_REQUIRED = Parameter("zf.hukou_required", "零就业家庭须为城镇户口", "", Kind.FLAG, True)
ZF_EXCLUDE_ROLES = Parameter("zf.exclude_roles", "家庭认定不计入的人员", "", Kind.CODES, list(_ROLES), choices=_ROLES)
ZF_REQUIRE_REGISTRATION_ALL = Parameter("zf.require_registration_all", "应计算成员须全部失业登记", "", Kind.FLAG, True)
ZF_NO_OTHER_INCOME = Parameter("zf.no_other_income", "家庭须无经营、投资收入", "", Kind.FLAG, True)
ZF_FLEXIBLE_COUNTS_AS_EMPLOYED = Parameter("zf.flexible_counts_as_employed", "灵活就业视为就业", "", Kind.FLAG, True)
ZF_MIN_COUNTABLE_MEMBERS = Parameter("zf.min_countable_members", "应计算成员最少人数", "人", Kind.COUNT, 1)
ZF_MIN_UNEMPLOYED_MONTHS = Parameter("zf.min_unemployed_months", "成员失业登记最短月数", "个月", Kind.COUNT, 0)
ZF_DEADLINE_MONTHS = Parameter("zf.deadline_months", "零就业家庭安置期限", "个月", Kind.COUNT, 3)
ZF_DEADLINE_START = Parameter(
    "zf.deadline_start", "安置期限起算点", "", Kind.CODE, "certification", choices=("certification",)
)
ZF_WARN_DAYS = Parameter("zf.warn_days", "到期提醒提前天数", "天", Kind.COUNTS, [30, 15, 7])
ZF_STABLE_MONTHS = Parameter("zf.stable_months", "稳定就业认定月数", "个月", Kind.COUNT, 6)
ZF_LOST_CONTACT_MONTHS = Parameter("zf.lost_contact_months", "失去联系认定月数", "个月", Kind.COUNT, 3)
REFUSAL_CAMPAIGN_LIMIT = Parameter("refusal.campaign_limit", "专项活动拒绝岗位次数", "次", Kind.COUNT, 2)
REFUSAL_EXIT_LIMIT = Parameter("refusal.exit_limit", "退出援助拒绝岗位次数", "次", Kind.COUNT, 3)
VALID_POST_MINIMUM_WAGE = Parameter(
    "valid_post.minimum_wage", "有效岗位最低工资", "元/月", Kind.MONEY, None, nullable=True
)
VALID_POST_MAX_COMMUTE_MINUTES = Parameter(
    "valid_post.max_commute_minutes", "有效岗位最长通勤时间", "分钟", Kind.COUNT, 120
)

# Working-day limits, visits, returns
NOTICE_WORKDAYS = Parameter("notice.workdays", "认定公示期", "个工作日", Kind.COUNT, 5)
CERT_COMMUNITY_WORKDAYS = Parameter("cert.community_workdays", "社区核实时限", "个工作日", Kind.COUNT, 5)
CERT_MATERIAL_MONTHS = Parameter(
    "cert.material_months",
    "申请材料有效月数",
    "个月",
    Kind.COUNTS,
    {"unemployment": 3, "allowance": 6, "single_parent": 6},
)
CERT_STREET_WORKDAYS = Parameter("cert.street_workdays", "街道审核时限", "个工作日", Kind.COUNT, 3)
CERT_DISTRICT_WORKDAYS = Parameter("cert.district_workdays", "区县认定时限", "个工作日", Kind.COUNT, 5)
EXIT_STREET_WORKDAYS = Parameter("exit.street_workdays", "街道办理退出时限", "个工作日", Kind.COUNT, 5)
CERTIFICATE_COMMUNITY_WORKDAYS = Parameter(
    "certificate.community_workdays", "证件社区初审时限", "个工作日", Kind.COUNT, 5
)
CERTIFICATE_STREET_WORKDAYS = Parameter("certificate.street_workdays", "证件街道审核时限", "个工作日", Kind.COUNT, 3)
CERTIFICATE_DISTRICT_WORKDAYS = Parameter(
    "certificate.district_workdays", "证件区县发证时限", "个工作日", Kind.COUNT, 2
)
CERTIFICATE_KIND = Parameter(
    "certificate.kind",
    "发放的证件种类",
    "",
    Kind.CODE,
    ((_FIRST_DAY, _CARDS[0]), (_CARDS_CHANGED, _CARDS[1]), (_CARDS_RENAMED, _CARDS[2])),
    choices=_CARDS,
)
CERTIFICATE_INSPECTED_KINDS = Parameter(
    "certificate.inspected_kinds", "须年检的证件种类", "", Kind.CODES, list(_CARDS), choices=_CARDS
)
CERTIFICATE_INSPECTION_MONTHS = Parameter("certificate.inspection_months", "年检办理月数", "个月", Kind.COUNT, 3)
CERTIFICATE_INSPECTION_BLOCKS = Parameter(
    "certificate.inspection_blocks", "年检不合格或逾期未检不得享受新政策", "", Kind.FLAG, True
)
REVIEW_REQUEST_WORKDAYS = Parameter("review.request_workdays", "申请复核期限", "个工作日", Kind.COUNT, 15)
REVIEW_WORKDAYS = Parameter("review.workdays", "复核办理时限", "个工作日", Kind.COUNT, 10)
REVOCATION_WORKDAYS = Parameter("revocation.workdays", "撤销认定每人办理时限", "个工作日", Kind.COUNT, 5)
VISIT_MONTHLY = Parameter("visit.monthly", "基本信息更新间隔", "个月", Kind.COUNT, 1)
SERVICE_131_COUNTS = Parameter(
    "service.131.counts", "“一三一”服务次数", "次", Kind.COUNTS, {"guidance": 1, "referral": 3, "training": 1}
)
SERVICE_131_MONTHS = Parameter("service.131.months", "“一三一”服务期限", "个月", Kind.COUNT, 6)
TRAINING_GUIDANCE_RATE_MIN = Parameter("training.guidance_rate_min", "引导性培训率下限", "", Kind.RATIO, "1")
VISIT_RECHECK_SHARE = Parameter("visit.recheck_share", "走访抽查复核比例", "%", Kind.PERCENT, "10.00")
VISIT_RECHECK_DAYS = Parameter("visit.recheck_days", "走访抽查复核期限", "天", Kind.COUNT, 10)
CALLBACK_DAYS = Parameter(
    "callback.days", "就业后三回访期限", "天", Kind.COUNTS, {"self": 30, "family": 60, "employer": 90}
)
ALERT_DAYS = Parameter("alert.days", "证明、就业和享受政策到期预警提前天数", "天", Kind.COUNT, 30)
ALERT_TERM_WORKDAYS = Parameter("alert.term_workdays", "预警处理期限", "个工作日", Kind.COUNT, 5)
REGISTER_WORKDAYS = Parameter(
    "register.workdays",
    "登记事项办理期限",
    "个工作日",
    Kind.COUNTS,
    {"complaint": 20, "enquiry": 5, "unemployment": 10},
)
PRIORITY_POINTS = Parameter(
    "priority.points",
    "未就业人员优先帮扶分值",
    "分",
    Kind.COUNTS,
    {
        "zero_family": 100,
        "promise_overdue": 50,
        "promise_near": 30,
        "no_contact": 20,
        "no_plan": 15,
        "dual_unemployed": 15,
        "disabled": 10,
        "low_income": 10,
        "single_parent": 10,
    },
)
VACANCY_VALID_DAYS = Parameter("vacancy.valid_days", "用人信息有效天数", "天", Kind.COUNT, 30)
_POSTS = ["社区服务", "便民服务网点", "保洁", "保绿", "保安", "家电维修", "餐饮", "家政", "托老", "托幼", "其他岗位"]
VACANCY_POST_TYPES = Parameter("vacancy.post_types", "社区岗位类型", "", Kind.CODES, _POSTS)
_TRADES = [
    *("家政", "护理", "烹饪", "面点", "保洁", "保安", "驾驶"),
    *("电工", "焊工", "缝纫", "装修", "计算机", "财会", "家电维修"),
]
VACANCY_TRADES = Parameter("vacancy.trades", "专业（工种）名称", "", Kind.CODES, _TRADES)
MATCHING_POINTS = Parameter(
    "matching.points",
    "人岗匹配分值",
    "分",
    Kind.COUNTS,
    {
        "skill": 40,
        "no_skill": 20,
        "health": 30,
        "community": 30,
        "street": 20,
        "district": 10,
        "wish": 15,
        "needs_post": 10,
    },
)
POST_FIELDS = Parameter(
    "post.fields",
    "公益性岗位开发领域",
    "",
    Kind.CODES,
    ((_FIRST_DAY, list(_FIRST_FIELDS)), (_POSTS_WIDENED, list(_POST_FIELDS))),
    choices=_POST_FIELDS,
)
POST_ASSESSMENT_MONTHS = Parameter("post.assessment_months", "公益性岗位考核间隔", "个月", Kind.COUNT, 12)
POST_REPORT_DAYS = Parameter("post.report_days", "公益性岗位空岗报告期限", "天", Kind.COUNT, 5)
POST_TERM_MONTHS = Parameter("post.term_months", "公益性岗位最长期限", "个月", Kind.COUNT, 36)
REPORTS_DUE_DAY_COMMUNITY = Parameter("reports.due_day.community", "月报上报日（社区）", "日", Kind.COUNT, 22)
REPORTS_DUE_DAY_STREET = Parameter("reports.due_day.street", "月报上报日（街道）", "日", Kind.COUNT, 23)
REPORTS_DUE_DAY_DISTRICT = Parameter("reports.due_day.district", "月报上报日（区县）", "日", Kind.COUNT, 24)
REPORTS_DUE_DAY_CITY = Parameter("reports.due_day.city", "月报上报日（市）", "日", Kind.COUNT, 26)
PLAN_REVIEW_MONTHS = Parameter("plan.review_months", "援助方案评估间隔", "个月", Kind.COUNT, 1)
SURVEY_NO_CASE_MONTHS = Parameter("survey.no_case_months", "未立案原因有效月数", "个月", Kind.COUNT, 3)
PRIVACY_NOTICE = Parameter("privacy.notice", "个人信息告知书版本", "", Kind.CODE, "2026-1", choices=("2026-1",))
PRIVACY_REQUEST_DAYS = Parameter("privacy.request_days", "个人信息申请答复期限", "天", Kind.COUNT, 30)
EP8_PERIOD_START_DAY = Parameter("ep8.period_start_day", "EP8报告期起始日", "日", Kind.COUNT, 21)

# Small guaranteed loans
LN_DAY_COUNT = Parameter("ln.day_count", "计息天数规则", "", Kind.CODE, "ACT/360", choices=("ACT/360",))
LN_ROUNDING = Parameter("ln.rounding", "分期还款舍入规则", "", Kind.CODE, "HALF_UP", choices=("HALF_UP", "HALF_EVEN"))
LN_INSTALMENT_ROUNDED_TO = Parameter(
    "ln.instalment_rounded_to", "等额本息期供取整单位", "元", Kind.MONEY, None, nullable=True
)
LN_OVERDUE_FACTOR = Parameter("ln.overdue_factor", "逾期罚息倍数", "倍", Kind.RATIO, "1.5")
LN_CLAIM_AFTER_MONTHS = Parameter("ln.claim_after_months", "可申请代偿的逾期月数", "个月", Kind.COUNT, 3)
LN_PERSON_CAP = Parameter(
    "ln.person_cap", "个人贷款最高额度", "元", Kind.MONEY, ((_LOANS_BEGAN, "20000.00"), (_LOANS_RAISED, "50000.00"))
)
LN_PERSON_CAP_WOMEN = Parameter("ln.person_cap_women", "妇女贷款最高额度", "元", Kind.MONEY, None, nullable=True)
LN_CREDIT_COMMUNITY_EXTRA = Parameter("ln.credit_community_extra", "信用社区增加额度", "元", Kind.MONEY, "0.00")
LN_TERM = Parameter("ln.term", "贷款最长期限", "个月", Kind.COUNT, 24)
LN_EXT = Parameter("ln.ext", "展期最长期限", "个月", Kind.COUNT, 12)
LN_BASE_RATE = Parameter("ln.base_rate", "贷款基准年利率", "%", Kind.PERCENT, None, nullable=True)
LN_RATE_MARKUP_MAX = Parameter(
    "ln.rate_markup_max", "利率最高上浮", "百分点", Kind.PERCENT, ((_LOANS_BEGAN, "0.00"), (_LOANS_RAISED, "3.00"))
)
LN_SUBSIDY_MICRO = Parameter("ln.subsidy.micro", "微利项目贴息比例", "", Kind.RATIO, "1.00")
LN_SUBSIDY_OTHER = Parameter("ln.subsidy.other", "其他登记失业人员贴息比例", "", Kind.RATIO, "0.50")
LN_SUBSIDY_ENTERPRISE = Parameter("ln.subsidy.enterprise", "小企业贴息比例", "", Kind.RATIO, "0.50")
LN_FUND_MULTIPLE = Parameter("ln.fund_multiple", "担保基金放大倍数", "倍", Kind.COUNT, 5)
LN_COMPENSATION_CAP = Parameter("ln.compensation_cap", "代偿率上限", "", Kind.RATIO, "0.20")
LN_CREDIT_COMM_RECOVERY_MIN = Parameter("ln.credit_comm.recovery_min", "信用社区回收率下限", "", Kind.RATIO, "0.95")
LN_CREDIT_COMM_REWARD_MIN = Parameter("ln.credit_comm.reward_min", "回收奖励回收率下限", "", Kind.RATIO, "0.90")
LN_CREDIT_COMM_REWARD_PCT = Parameter("ln.credit_comm.reward_pct", "回收奖励比例", "", Kind.RATIO, "0.02")
LN_SMALL_RATIO = Parameter("ln.small.ratio", "小企业新招用比例下限", "", Kind.RATIO, "0.30")
LN_SMALL_RATIO_LARGE = Parameter("ln.small.ratio_large", "较大企业新招用比例下限", "", Kind.RATIO, "0.15")
LN_SMALL_LARGE_STAFF = Parameter("ln.small.large_staff", "较大企业职工人数界限", "人", Kind.COUNT, 100)
LN_SMALL_PER_HIRE = Parameter("ln.small.per_hire", "小企业按招用人数贷款额度", "元/人", Kind.MONEY, None, nullable=True)
LN_SMALL_CAP = Parameter("ln.small.cap", "小企业贷款最高额度", "元", Kind.MONEY, None, nullable=True)

# Full-employment communities; communities and streets without dual-unemployed families
FEC_RATE_POINTS = Parameter("fec.rate_points", "五率每项满分", "分", Kind.COUNT, 10)
FEC_RATE_TARGETS = Parameter(
    "fec.rate_targets",
    "五率目标",
    "%",
    Kind.PERCENTS,
    {
        "home_survey": "95.00",
        "registration": "95.00",
        "training": "100.00",
        "service": "100.00",
        "stable_employment": "85.00",
    },
)
FEC_RATE_BAND = Parameter("fec.rate_band", "五率计分区间", "百分点", Kind.PERCENT, "20.00")
FEC_ITEM_POINTS = Parameter(
    "fec.item_points",
    "其他指标分值",
    "分",
    Kind.COUNTS,
    {"hard_to_employ": 15, "recovery": 10, "leaders": 5, "ledger": 10, "policy_delivered": 10},
)
FEC_HARD_TO_EMPLOY_MIN = Parameter("fec.hard_to_employ_min", "就业困难人员就业率下限", "%", Kind.PERCENT, "90.00")
FEC_RECOVERY_MIN = Parameter("fec.recovery_min", "贷款回收率下限", "%", Kind.PERCENT, "95.00")
FEC_LEDGER_MIN = Parameter("fec.ledger_min", "台账完整率下限", "%", Kind.PERCENT, "98.00")
FEC_PASS_SCORE = Parameter("fec.pass_score", "充分就业社区达标分数", "分", Kind.COUNT, 85)
FEC_COMPLAINT_MODE = Parameter(
    "fec.complaint_mode", "充分就业社区投诉口径", "", Kind.CODE, "substantiated", choices=_COMPLAINTS
)
DUAL_PLACED_RATE_MIN = Parameter("dual.placed_rate_min", "双失业家庭一人安置就业率下限", "", Kind.RATIO, "0.98")
DUAL_COMPLAINT_MODE = Parameter(
    "dual.complaint_mode", "双无社区投诉口径", "", Kind.CODE, "occurred", choices=_COMPLAINTS
)

_DECLARED = (*globals().values(), *vars(subsidy_parameters).values())
ALL: dict[str, Parameter] = {value.key: value for value in _DECLARED if isinstance(value, Parameter)}

# What nothing reads yet, by the beginning of its key, and why. A test compares this with the code.
NOT_READ_YET: Mapping[str, str] = {
    "visit.monthly": "基本信息按月更新，间隔暂不按此调整。",
    "reports.due_day.": "月报暂不按上报日提醒。",
    "ln.": "小额担保贷款的办理尚未启用，取值只用于规则算例。",
    "fec.": "充分就业社区的评定尚未启用，取值只用于规则算例。",
    "dual.complaint_mode": "“双无”社区的评定尚未启用，取值只用于规则算例。",
}


def not_read_yet(parameter: Parameter) -> str:
    """Why nothing depends on the parameter yet, in a sentence; empty where something does."""
    key = parameter.key.removesuffix(_OF_BOUNDS)
    return next((why for beginning, why in NOT_READ_YET.items() if key.startswith(beginning)), "")


CALENDAR = "calendar:"  # how the keys of proposed working calendars begin
_OF_BOUNDS = ":bounds"


def is_bounds(key: str) -> bool:
    """Whether this is the key of bounds."""
    return key.endswith(_OF_BOUNDS)


def bounds_of(parameter: Parameter) -> Parameter:
    """The parameter by which the city says whether a district may set ``parameter``, and within what (S2-60)."""
    title = f"{parameter.title}：区县自定范围"
    return Parameter(
        parameter.key + _OF_BOUNDS, title, parameter.unit, Kind.BOUNDS, nullable=True, choices=parameter.choices
    )


def bounded(key: str) -> Parameter:
    """The declared parameter of this key, or the one whose bounds it names. Raises KeyError."""
    return ALL[key.removesuffix(_OF_BOUNDS)]


def calendar_of(year: int) -> Parameter:
    """What a proposal of a year's working calendar names. Once confirmed it stands in the calendar's own tables."""
    return Parameter(f"{CALENDAR}{year}", f"{year}年工作日历", "", Kind.CALENDAR)


def named(key: str) -> Parameter:
    """The declared parameter of this key, the bounds of one, or a year's working calendar. Raises KeyError."""
    if key.startswith(CALENDAR):
        year = key.removeprefix(CALENDAR)
        if not (year.isascii() and year.isdecimal() and len(year) == 4):
            raise KeyError(key)
        return calendar_of(int(year))
    return bounds_of(bounded(key)) if key.endswith(_OF_BOUNDS) else ALL[key]
