"""What subsidies go by: terms, formulas, amounts, cycles, papers and how claims are reviewed. As ``parameters``."""

import datetime as dt

from .kinds import Kind, Parameter

INSURANCES = ("pension", "medical", "unemployment", "work_injury", "maternity")
_SCHEMES = ("flexible", "enterprise", "post", "last_year", "post_allowance")
_CYCLES = ("monthly", "quarterly", "yearly")
_MATERIALS = (
    *("application", "identity", "household_book", "certificate", "declaration", "voucher", "bank_book"),
    *("roster", "contract", "payment_detail", "wage_sheet", "post_approval", "attendance"),
)
_FIELDS = ("cleaning", "greening", "security", "public_service", "traffic", "labour_assistant", "care", "parking")

# Terms and formulas
SB_FLEX_CAP_RATIO = Parameter("sb.flex.cap_ratio", "灵活就业社保补贴封顶比例", "", Kind.RATIO, "2/3")
SB_S3_RATIO = Parameter("sb.s3.ratio", "并轨“4050”人员就业补贴比例", "", Kind.RATIO, "0.30")
SB_TERM_MONTHS = Parameter("sb.term_months", "社保补贴期限", "个月", Kind.COUNT, 36)
SB_NEAR_RETIRE_MONTHS = Parameter("sb.near_retire_months", "距退休可延长至退休的月数", "个月", Kind.COUNT, 60)
SB_RETIRE_MONTH_INCLUDED = Parameter("sb.retire_month_included", "退休当月可享受补贴", "", Kind.FLAG, True)
SB_CAP_MODE = Parameter(
    "sb.cap_mode",
    "补贴期限计算方式",
    "",
    Kind.CODE,
    "CUMULATIVE_ACROSS_SCHEMES",
    choices=("CUMULATIVE_ACROSS_SCHEMES", "PER_SCHEME", "CALENDAR_WINDOW"),
)
SB_ENTERPRISE_INSURANCES = Parameter(
    "sb.enterprise.insurances",
    "单位社保补贴险种",
    "",
    Kind.CODES,
    ["pension", "medical", "unemployment"],
    choices=INSURANCES,
)
SB_ENTERPRISE_SHARE = Parameter("sb.enterprise.share", "单位缴费部分补贴比例", "", Kind.RATIO, "1.00")
SB_ENTERPRISE_MIN_CONTRACT_MONTHS = Parameter(
    "sb.enterprise.min_contract_months", "单位招用合同最短期限", "个月", Kind.COUNT, 12
)
SB_QUOTA_PENSION = Parameter("sb.quota.pension", "养老保险定额补贴", "元/年", Kind.MONEY, None, nullable=True)
SB_QUOTA_MEDICAL = Parameter("sb.quota.medical", "医疗保险分档定额补贴", "元/年", Kind.TABLE, None, nullable=True)
SB_BASE_PENSION_RATE = Parameter(
    "sb.base.pension_rate", "养老保险按基数补贴比例", "%", Kind.PERCENT, None, nullable=True
)
SB_BASE_MEDICAL_RATE = Parameter(
    "sb.base.medical_rate", "医疗保险按基数补贴比例上限", "%", Kind.PERCENT, None, nullable=True
)

SB_FLEX_FORMULA = Parameter(
    "sb.flex.formula",
    "灵活就业社保补贴计算方式",
    "",
    Kind.CODE,
    "ceiling_share",
    choices=("ceiling_share", "quota_tier", "base_share"),
)
SB_POST_ALLOWANCE = Parameter(
    "sb.post_allowance",
    "公益性岗位补贴标准",
    "元/月",
    Kind.MONEYS,
    dict.fromkeys((*_FIELDS, "facilities", "environment"), "150.00"),
)

# When claims are filed, with what, and who looks at them
SB_FLEX_CYCLE = Parameter("sb.flex.cycle", "灵活就业社保补贴申报周期", "", Kind.CODE, "quarterly", choices=_CYCLES)
SB_ENTERPRISE_CYCLE = Parameter(
    "sb.enterprise.cycle", "单位社保补贴申报周期", "", Kind.CODE, "quarterly", choices=_CYCLES
)
SB_POST_CYCLE = Parameter("sb.post.cycle", "公益性岗位社保补贴申报周期", "", Kind.CODE, "quarterly", choices=_CYCLES)
SB_ALLOWANCE_CYCLE = Parameter(
    "sb.post_allowance.cycle", "公益性岗位补贴申报周期", "", Kind.CODE, "quarterly", choices=_CYCLES
)
SB_YEARLY_WINDOW = Parameter(
    "sb.yearly_window",
    "按年申报的补贴年度和申报月份",
    "月",
    Kind.COUNTS,
    {"first_month": 10, "opens": 11, "closes": 12, "catch_up_opens": 3, "catch_up_closes": 4},
)
SB_FLEX_MATERIALS = Parameter(
    "sb.flex.materials",
    "灵活就业社保补贴申报材料",
    "",
    Kind.CODES,
    ["identity", "certificate", "declaration", "voucher", "bank_book"],
    choices=_MATERIALS,
)
SB_ENTERPRISE_MATERIALS = Parameter(
    "sb.enterprise.materials",
    "单位社保补贴申报材料",
    "",
    Kind.CODES,
    ["application", "roster", "contract", "payment_detail", "wage_sheet"],
    choices=_MATERIALS,
)
SB_POST_MATERIALS = Parameter(
    "sb.post.materials",
    "公益性岗位补贴申报材料",
    "",
    Kind.CODES,
    ["application", "roster", "post_approval", "attendance", "payment_detail", "wage_sheet"],
    choices=_MATERIALS,
)
SB_MATERIAL_MONTHS = Parameter(
    "sb.material_months",
    "补贴申报材料有效月数",
    "个月",
    Kind.COUNTS,
    {"declaration": 12, "payment_detail": 3, "wage_sheet": 3},
)
SB_NOTICE_SCHEMES = Parameter(
    "sb.notice_schemes", "须公示的补贴项目", "", Kind.CODES, ["enterprise", "post", "post_allowance"], choices=_SCHEMES
)
SB_NOTICE_WORKDAYS = Parameter("sb.notice_workdays", "补贴公示期", "个工作日", Kind.COUNT, 5)
SB_COMMUNITY_WORKDAYS = Parameter("sb.community_workdays", "补贴社区初审时限", "个工作日", Kind.COUNT, 5)
SB_STREET_WORKDAYS = Parameter("sb.street_workdays", "补贴街道审核时限", "个工作日", Kind.COUNT, 3)
SB_DISTRICT_WORKDAYS = Parameter("sb.district_workdays", "补贴区县审批时限", "个工作日", Kind.COUNT, 5)
SB_CITY_WORKDAYS = Parameter("sb.city_workdays", "补贴市级复核时限", "个工作日", Kind.COUNT, 5)
SB_CITY_ABOVE = Parameter(
    "sb.city_above", "须经市级复核的单件金额（高于）", "元", Kind.MONEY, "50000.00", nullable=True
)
SB_CITY_SAMPLE = Parameter("sb.city_sample", "市级抽查比例", "%", Kind.PERCENT, "5.00")

# Paying out, and asking back
SB_RECOVERY_BLOCKS = Parameter("sb.recovery_blocks", "追回未办结时不得申报新的补贴", "", Kind.FLAG, True)
SB_START_BY = Parameter(
    "sb.start_by",
    "区县全面启动社保补贴发放的期限",
    "",
    Kind.DAY,
    ((dt.date.min, None), (dt.date(2007, 7, 31), "2007-08-20")),
    nullable=True,
)
