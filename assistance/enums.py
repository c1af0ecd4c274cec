"""Code lists of assistance. Numbers stand in the database and are never used again for another meaning."""

from django.db import models

# --- Plans ---------------------------------------------------------------------------------------------------------


class Channel(models.IntegerChoices):
    """四个就业渠道, 哈就办字[2007]12号 三(一): through which work is to be found. Not the legal form of the work."""

    SKILL = 1, "技能就业（再就业培训、创业培训）"
    COMMUNITY_HELP = 2, "帮扶就业（社区就业岗位、就业援助）"
    LABOUR_SERVICE_ENTERPRISE = 3, "吸纳就业（街道劳务型服务企业）"
    PUBLIC_WELFARE_POST = 4, "公益性岗位“托底”就业"


class Segment(models.TextChoices):
    """援助对象分类, 哈人社发〔2010〕230号 第四条(二)."""

    YOUNG = "young", "中青年"
    SKILLED = "skilled", "有技术特长的就业转失业人员"
    OLDER = "older", "“4050”人员"


class Health(models.TextChoices):
    """身体状况 as far as it decides which posts are suitable."""

    FIT = "fit", "能胜任一般劳动"
    LIGHT = "light", "只适合轻体力劳动"


class Need(models.TextChoices):
    """援助需求."""

    POST = "post", "岗位"
    TRAINING = "training", "技能培训"
    BUSINESS = "business", "创业扶持"
    INSURANCE = "insurance", "社保接续"
    GUIDANCE = "guidance", "职业指导"


# --- Promises ------------------------------------------------------------------------------------------------------


class Side(models.TextChoices):
    """签字方 of a written promise."""

    OFFICE = "office", "承诺单位"
    FAMILY = "family", "受助家庭"


class Rhythm(models.IntegerChoices):
    """跟踪频次, in days."""

    WEEKLY = 7, "每周"
    FORTNIGHTLY = 14, "每两周"
    MONTHLY = 28, "每四周"


# --- offers and placements -----------------------------------------------------------------------------------------


class Answer(models.TextChoices):
    """答复 of whom a post was recommended to."""

    ACCEPTED = "accepted", "接受"
    REFUSED = "refused", "拒绝"


class PlacementSource(models.TextChoices):
    """六条就业门路 (黑社保发[2004]7号 三(三))."""

    RESTRUCTURING = "restructuring", "国企重组、主辅分离"
    FARMING = "farming", "农业主辅换位"
    INDUSTRY = "industry", "劳动密集型加工业和第三产业"
    COMMUNITY = "community", "社区服务"
    PRIVATE = "private", "非国有、民营经济和再就业基地"
    LABOUR_EXPORT = "labour_export", "劳务输出"


class Workplace(models.TextChoices):
    """就业地点, seen from where the person lives."""

    STREET = "street", "本街道"
    DISTRICT = "district", "本区县"
    CITY = "city", "本市其他区县"
    AWAY = "away", "外地"


class Stage(models.IntegerChoices):
    """Where a person or a family stands (第二条: 出现、认定、扶助、稳定), each in one stage at a time; LEFT is
    who left without having been placed."""

    APPEARED = 1, "出现，待认定"
    CERTIFIED = 2, "已认定，待帮扶"
    HELPED = 3, "帮扶中"
    PLACED = 4, "已安置，未满稳定期"
    STABLE = 5, "稳定就业"
    LEFT = 6, "未安置退出"


class Ground(models.TextChoices):
    """优先情形: why one person out of work is helped before another (第四条(三); 一·一是)."""

    ZERO_FAMILY = "zero_family", "零就业家庭失业人员"
    PROMISE_OVERDUE = "promise_overdue", "安置承诺已逾期"
    PROMISE_NEAR = "promise_near", "安置承诺临近到期"
    NO_CONTACT = "no_contact", "长期未联系"
    NO_PLAN = "no_plan", "没有援助方案"
    DUAL_UNEMPLOYED = "dual_unemployed", "双下岗、双失业家庭"
    DISABLED = "disabled", "残疾失业人员"
    LOW_INCOME = "low_income", "低保失业人员"
    SINGLE_PARENT = "single_parent", "单亲抚养未成年人"


class Informed(models.TextChoices):
    """联动告知: which office is told that somebody is at work."""

    LOW_INCOME = "low_income", "低保部门"
    UNEMPLOYMENT_INSURANCE = "insurance", "失业保险经办机构"


# --- employers and vacancies ---------------------------------------------------------------------------------------


class EmployerKind(models.TextChoices):
    """用人单位类型, as far as the documents name one."""

    ORDINARY = "ordinary", "普通用人单位"
    LABOUR_SERVICE = "labour_service", "街道劳务型服务企业"  # 哈就办字[2007]12号 五
    BASE = "base", "再就业基地"  # 黑社保发[2004]7号 三(三)
    PARTNER = "partner", "合作机构（培训学校等）"


class NumberKind(models.TextChoices):
    """单位代码类型; its length tells it. The credit code exists since October 2015 alone."""

    CREDIT_CODE = "credit_code", "统一社会信用代码"
    LICENCE = "licence", "营业执照注册号"
    ORGANISATION_CODE = "organisation_code", "组织机构代码"


class Closing(models.TextChoices):
    """Why a vacancy is looked for no more."""

    EXPIRED = "expired", "到期未复核"
    FILLED = "filled", "已招满"
    WITHDRAWN = "withdrawn", "单位不再招用"


class MatchGround(models.TextChoices):
    """匹配情形: what speaks for a person and a vacancy being brought together."""

    SKILL = "skill", "有岗位要求的技能"
    NO_SKILL = "no_skill", "岗位不要求技能"
    HEALTH = "health", "身体状况适合"
    COMMUNITY = "community", "岗位在本社区"
    STREET = "street", "岗位在本街道"
    DISTRICT = "district", "岗位在本区县"
    WISH = "wish", "符合就业意向"
    NEEDS_POST = "needs_post", "援助方案需要岗位"


# --- public-welfare posts ------------------------------------------------------------------------------------------


class Funding(models.TextChoices):
    """资金来源 of public-welfare posts."""

    EMPLOYMENT_FUND = "employment_fund", "就业专项资金"
    BUDGET = "budget", "财政预算"
    EMPLOYER = "employer", "用人单位自筹"
    OTHER = "other", "社会资金"


GOVERNMENT_FUNDS = (Funding.EMPLOYMENT_FUND, Funding.BUDGET)


class Ownership(models.TextChoices):
    """岗位归属 (苏劳社就管〔2005〕19号 三4)."""

    COMMUNITY = "community", "社区公益性岗位"
    SOCIAL = "social", "社会性公益岗位"


class LeavingCause(models.TextChoices):
    """离岗原因 of who held a public-welfare post (退出机制, 哈人社发〔2010〕230号 第六条(一))."""

    EMPLOYED_ELSEWHERE = "employed_elsewhere", "通过其他途径实现就业"
    RETIRED = "retired", "达到法定退休年龄"
    DEAD = "dead", "死亡"
    TERM_END = "term_end", "岗位期满"
    RESIGNED = "resigned", "本人辞职"
    UNFIT = "unfit", "身体状况或技能不适应"
    INCOMPETENT = "incompetent", "考核不能胜任"
    UNQUALIFIED = "unqualified", "不再符合岗位条件"
    BREACH = "breach", "严重违反用人单位规章制度"
    UNLAWFUL = "unlawful", "有违法行为"


# 清退: the person is removed, is told of it beforehand, and two people sign.
REMOVALS = (
    LeavingCause.UNFIT,
    LeavingCause.INCOMPETENT,
    LeavingCause.UNQUALIFIED,
    LeavingCause.BREACH,
    LeavingCause.UNLAWFUL,
)


class NoticeGiven(models.TextChoices):
    """告知方式 of a removal."""

    IN_PERSON = "in_person", "当面送达"
    BY_POST = "by_post", "邮寄送达"
    AT_HOME = "at_home", "留置送达"


# --- services, visits, warnings ------------------------------------------------------------------------------------
class ServiceKind(models.TextChoices):
    """What is done for a person, one occasion each."""

    SEND_POLICY = "send_policy", "送政策"
    SEND_INFORMATION = "send_information", "送信息"
    SEND_POST = "send_post", "送岗位"
    SEND_TRAINING = "send_training", "送培训"
    SEND_SUBSIDY = "send_subsidy", "送补贴"
    GUIDANCE = "guidance", "职业指导"
    REFERRAL = "referral", "职业介绍"
    TRAINING = "training", "职业培训"
    STARTUP_TRAINING = "startup_training", "创业培训"
    POLICY_TOLD = "policy_told", "政策宣传"
    POLICY_SERVED = "policy_served", "政策服务"
    POLICY_RECEIVED = "policy_received", "政策落实"
    AGENCY = "agency", "劳动保障事务代理"
    INSURANCE = "insurance", "接续社会保险关系"
    PREMISES = "premises", "落实经营场地"
    TAX_RELIEF = "tax_relief", "落实税费减免"


DELIVERIES = (  # 五送, 第四条(三)
    ServiceKind.SEND_POLICY,
    ServiceKind.SEND_INFORMATION,
    ServiceKind.SEND_POST,
    ServiceKind.SEND_TRAINING,
    ServiceKind.SEND_SUBSIDY,
)
ONE_THREE_ONE = (ServiceKind.GUIDANCE, ServiceKind.REFERRAL, ServiceKind.TRAINING)  # 苏劳社就管〔2005〕19号 三6
POLICY_STEPS = (ServiceKind.POLICY_TOLD, ServiceKind.POLICY_SERVED, ServiceKind.POLICY_RECEIVED)  # 三到位
SUPPORTS = (ServiceKind.PREMISES, ServiceKind.TAX_RELIEF)  # granted by an authority for a period
SERVICE_GROUPS = (
    ("五送", DELIVERIES),
    ("一三一", ONE_THREE_ONE),
    ("政策三到位", POLICY_STEPS),
    ("事务代理和社会保险", (ServiceKind.AGENCY, ServiceKind.INSURANCE)),
    ("创业扶持", (ServiceKind.STARTUP_TRAINING, *SUPPORTS)),
)
# What many people are given at once.
AT_EVENTS = (
    *DELIVERIES,
    ServiceKind.GUIDANCE,
    ServiceKind.TRAINING,
    *POLICY_STEPS,
    ServiceKind.STARTUP_TRAINING,
)
# Of services, what lines 22 and 24 to 26 of EP8 count, each in one of them; the other kinds stand in no line, and line
# 23 counts offers.
COUNTED_SERVICES = (ServiceKind.GUIDANCE, ServiceKind.TRAINING, ServiceKind.STARTUP_TRAINING, *DELIVERIES)


class Reception(models.TextChoices):
    """How a person took a service; only what was accepted counts as given."""

    ACCEPTED = "accepted", "已接受"
    REFUSED = "refused", "拒绝接受"
    ABSENT = "absent", "未联系上"


class Continuity(models.TextChoices):
    """Where the continuation of somebody's social insurance stands."""

    CONTINUED = "continued", "已接续"
    UNDER_WAY = "under_way", "正在办理"
    IMPOSSIBLE = "impossible", "暂不能接续"


class VisitKind(models.TextChoices):
    """Whom a worker called on: of somebody employed the three call-backs, else the person at home."""

    SELF = "self", "回访本人"
    FAMILY = "family", "回访家庭"
    EMPLOYER = "employer", "回访单位"
    HOME = "home", "走访"


CALLBACKS = (VisitKind.SELF, VisitKind.FAMILY, VisitKind.EMPLOYER)  # 三回访, 第四条(四)


class VisitWay(models.TextChoices):
    DOOR = "door", "上门"
    PHONE = "phone", "电话"
    OFFICE = "office", "来访"


class VisitOutcome(models.TextChoices):
    """What was found: of a call-back whether the work lasts, of a visit whether anybody was met."""

    AT_WORK = "at_work", "在岗"
    LEFT = "left", "已离岗"
    MET = "met", "见到本人或家属"
    ABSENT = "absent", "未联系上"


OF_CALLBACKS = (VisitOutcome.AT_WORK, VisitOutcome.LEFT, VisitOutcome.ABSENT)
OF_VISITS = (VisitOutcome.MET, VisitOutcome.ABSENT)


class AlertKind(models.TextChoices):
    """What is told of before it happens, or when it has lasted too long (预警预报, 一·一是)."""

    PROMISE = "promise", "安置期限临近"
    PROOF = "proof", "证明到期"
    CONTRACT = "contract", "就业期限届满"
    BENEFIT = "benefit", "享受政策到期"
    SUPPORT = "support", "扶持期限届满"
    CONTACT = "contact", "长期未联系"
    UPDATE = "update", "每月更新逾期"
    LAY_OFF = "lay_off", "裁员和关闭预报"
