"""How a parameter's value reads on a page. Pure."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from . import parameters, subsidy_parameters
from .parameters import ALL, Kind, Parameter, bounded, named

# What each key's first part is about, in the order of the pages.
SUBJECTS = {
    "人员与认定类别": ("age", "cat", "retire"),
    "零就业家庭、安置与退出": ("zf", "refusal", "valid_post"),
    "调查与个人信息": ("survey", "privacy"),
    "就业证件与年检": ("certificate",),
    "办理时限与报表": ("notice", "cert", "exit", "review", "revocation", "visit", "register", "reports", "ep8"),
    "援助方案、服务、走访与预警": ("plan", "service", "training", "callback", "alert", "priority"),
    "用人信息与人岗匹配": ("vacancy", "matching"),
    "公益性岗位": ("post",),
    "社会保险补贴": ("sb",),
    "小额担保贷款": ("ln",),
    "充分就业社区、“双无”社区": ("fec", "dual"),
}
CODES = {
    "student": "在校学生",
    "soldier": "现役军人",
    "internally_retired": "内部退养",
    "early_retired": "提前退休",
    "imprisoned": "服刑",
    "preferential": "再就业优惠证",
    "registration_card": "就业失业登记证",
    "startup_card": "就业创业证",
    "pension": "养老保险",
    "medical": "医疗保险",
    "unemployment": "失业保险",
    "work_injury": "工伤保险",
    "maternity": "生育保险",
    "substantiated": "查实的投诉",
    "occurred": "发生的投诉",
    "certification": "认定之日",
    "2026-1": "2026年第1版",
    "4050": "女40、男50周岁（“4050”）",
    "4555": "女45、男55周岁（“4555”）",
    "CUMULATIVE_ACROSS_SCHEMES": "各项补贴合并计算",
    "PER_SCHEME": "各项补贴分别计算",
    "CALENDAR_WINDOW": "自首次批准起按日历计算",
    "ACT/360": "实际天数／360",
    "HALF_UP": "四舍五入",
    "HALF_EVEN": "四舍六入五成双",
    "M60": "男职工（60周岁）",
    "F55": "女干部（55周岁）",
    "F50": "女工人（50周岁）",
    "home_survey": "入户调查率",
    "registration": "申报登记率",
    "training": "就业培训率",
    "service": "援助服务率",
    "stable_employment": "稳定就业率",
    "hard_to_employ": "就业困难人员就业率",
    "recovery": "贷款回收率",
    "leaders": "创业带头人",
    "ledger": "台账完整率",
    "policy_delivered": "三到位",
}
_FIELDS = {
    "cleaning": "社区保洁",
    "greening": "社区保绿",
    "security": "社区保安",
    "public_service": "社区公共服务",
    "traffic": "交通协管",
    "labour_assistant": "劳动保障协理",
    "care": "托老托幼和居家照料",
    "parking": "车辆看管",
    "facilities": "公共设施维护",
    "environment": "环境和市场监督",
}
_MATERIALS = {
    "application": "申请表",
    "identity": "居民身份证",
    "household_book": "户口簿",
    "certificate": "就业证件",
    "declaration": "灵活就业声明或协议",
    "voucher": "社会保险缴费凭证",
    "bank_book": "本人银行存折或卡",
    "roster": "享受补贴人员花名册",
    "contract": "劳动合同",
    "payment_detail": "社会保险缴费明细",
    "wage_sheet": "工资发放表",
    "post_approval": "公益性岗位批复",
    "attendance": "出勤记录",
}
_CYCLES = {"monthly": "按月", "quarterly": "按季", "yearly": "按年"}
# Where a parameter means something else by a code than the others do.
OWN_CODES = {
    parameters.CERT_MATERIAL_MONTHS.key: {
        "unemployment": "失业登记凭证",
        "allowance": "低保证或低保金发放凭证",
        "single_parent": "单亲抚养证明",
    },
    parameters.CALLBACK_DAYS.key: {
        "self": "回访本人",
        "family": "回访家庭",
        "employer": "回访单位",
    },
    parameters.REGISTER_WORKDAYS.key: {
        "complaint": "举报投诉",
        "enquiry": "12333咨询",
        "unemployment": "失业证明核实",
    },
    parameters.SERVICE_131_COUNTS.key: {
        "guidance": "职业指导",
        "referral": "职业介绍",
        "training": "职业培训",
    },
    parameters.POST_FIELDS.key: _FIELDS,
    subsidy_parameters.SB_POST_ALLOWANCE.key: _FIELDS,
    subsidy_parameters.SB_FLEX_FORMULA.key: {
        "ceiling_share": "按实缴比例封顶",
        "quota_tier": "分档定额",
        "base_share": "按基数比例",
    },
    subsidy_parameters.SB_YEARLY_WINDOW.key: {
        "first_month": "补贴年度首月",
        "opens": "集中申报开始",
        "closes": "集中申报截止",
        "catch_up_opens": "补报开始",
        "catch_up_closes": "补报截止",
    },
    subsidy_parameters.SB_NOTICE_SCHEMES.key: {
        "flexible": "灵活就业社会保险补贴",
        "enterprise": "单位招用社会保险补贴",
        "post": "公益性岗位社会保险补贴",
        "last_year": "并轨“4050”人员就业补贴",
        "post_allowance": "公益性岗位补贴",
    },
    **dict.fromkeys(
        (
            subsidy_parameters.SB_FLEX_MATERIALS.key,
            subsidy_parameters.SB_ENTERPRISE_MATERIALS.key,
            subsidy_parameters.SB_POST_MATERIALS.key,
            subsidy_parameters.SB_MATERIAL_MONTHS.key,
        ),
        _MATERIALS,
    ),
    **dict.fromkeys(
        (
            subsidy_parameters.SB_FLEX_CYCLE.key,
            subsidy_parameters.SB_ENTERPRISE_CYCLE.key,
            subsidy_parameters.SB_POST_CYCLE.key,
            subsidy_parameters.SB_ALLOWANCE_CYCLE.key,
        ),
        _CYCLES,
    ),
    parameters.PRIORITY_POINTS.key: {
        "zero_family": "零就业家庭失业人员",
        "promise_overdue": "安置承诺已逾期",
        "promise_near": "安置承诺临近到期",
        "no_contact": "长期未联系",
        "no_plan": "没有援助方案",
        "dual_unemployed": "双下岗、双失业家庭",
        "disabled": "残疾失业人员",
        "low_income": "低保失业人员",
        "single_parent": "单亲抚养未成年人",
    },
    parameters.MATCHING_POINTS.key: {
        "skill": "有岗位要求的技能",
        "no_skill": "岗位不要求技能",
        "health": "身体状况适合",
        "community": "岗位在本社区",
        "street": "岗位在本街道",
        "district": "岗位在本区县",
        "wish": "符合就业意向",
        "needs_post": "援助方案需要岗位",
    },
}
NOT_SET = "未设定"


def code_words(code: str, parameter: Parameter) -> str:
    """What ``parameter`` means by a code or by a name in its map."""
    return OWN_CODES.get(parameter.key, CODES).get(code, code)


def subject_of(parameter: Parameter) -> str:
    """The subject under which a parameter stands."""
    first = parameter.key.split(".")[0]
    return next(title for title, parts in SUBJECTS.items() if first in parts)


def parameters_about(subject: str) -> list[Parameter]:
    return [parameter for parameter in ALL.values() if subject_of(parameter) == subject]


def names_of(parameter: Parameter) -> tuple[str, ...]:
    """The names a map of this parameter has, in their order: those of the design default, the latest of dated ones."""
    default = parameter.default
    if isinstance(default, tuple):
        default = default[-1][1]
    return tuple(default) if isinstance(default, dict) else ()


def in_order(parameter: Parameter, value: Mapping[str, Any]) -> dict[str, Any]:
    """A map as it should be read: the database keeps no order of its own."""
    names = names_of(parameter)
    if parameter.kind is Kind.CALENDAR:
        return dict(sorted(value.items()))
    if not names:
        return dict(sorted(value.items(), key=lambda pair: Decimal(pair[0])))
    return {name: value[name] for name in names if name in value}


def value_words(parameter: Parameter, value: Any) -> str:
    """A value, as its JSON stands in the database, with its unit."""
    if parameter.kind is Kind.BOUNDS:
        return _bounds(value, parameter)
    if value is None:
        return NOT_SET
    if isinstance(value, dict):
        value = in_order(parameter, value)
    words = _WORDS[parameter.kind](value, parameter) if parameter.kind in _WORDS else str(value)
    return f"{words} {parameter.unit}".strip()


def _bounds(value: Mapping[str, Any] | None, parameter: Parameter) -> str:
    if value is None:
        return "区县不得自定"
    if "choices" in value:
        return f"区县可在{_codes(value['choices'], bounded(parameter.key))}之中自定"
    ends = [f"{word} {value[name]}" for name, word in (("min", "最低"), ("max", "最高")) if name in value]
    return f"区县可自定，{'，'.join(ends)} {parameter.unit}".strip() if ends else "区县可自定，不设范围"


def _codes(value: Iterable[str], parameter: Parameter) -> str:
    return "、".join(code_words(code, parameter) for code in value)


def _delay(value: Mapping[str, Any], parameter: Parameter) -> str:
    if not value:
        return "不延迟"
    tracks = (
        f"{code_words(track, parameter)}每 {steps[0]} 个月延迟 1 个月，至多 {steps[1]} 个月"
        for track, steps in value.items()
        if track != "from"
    )
    return f"自 {value['from']} 起：{'；'.join(tracks)}"


def _counts(value: Any, parameter: Parameter) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else _by_name(value, parameter)


def _by_name(value: Mapping[str, Any], parameter: Parameter) -> str:
    return "；".join(f"{code_words(name, parameter)} {amount}" for name, amount in value.items())


def _calendar(value: Mapping[str, Any], parameter: Parameter) -> str:
    worked = sum(works for works, _ in value.values())
    return f"放假 {len(value) - worked} 天，周末上班 {worked} 天"


_WORDS: dict[Kind, Callable[[Any, Parameter], str]] = {
    Kind.MONEY: lambda value, _: f"{Decimal(value):,.2f}",
    Kind.FLAG: lambda value, _: "是" if value else "否",
    Kind.CODE: code_words,
    Kind.CODES: _codes,
    Kind.COUNTS: _counts,
    Kind.PERCENTS: _by_name,
    Kind.MONEYS: _by_name,
    Kind.TABLE: lambda value, _: "；".join(f"{rate}%：{amount}" for rate, amount in value.items()),
    Kind.DELAY: _delay,
    Kind.CALENDAR: _calendar,
}


def audited(details: Mapping[str, Any]) -> dict[str, str]:
    """The words of an audit entry's details that name a parameter (``key``) and its ``value``; none of others."""
    try:
        parameter = named(details["key"])
    except KeyError:
        return {}
    told = {"key": parameter.title}
    if "value" in details:
        told["value"] = value_words(parameter, details["value"])
    return told
