"""Code lists of the registry. Numbers stand in exclusion constraints and are never used again for another meaning."""

from django.db import models


class Sex(models.TextChoices):
    MALE = "M", "男"
    FEMALE = "F", "女"


class Hukou(models.TextChoices):
    """户口性质 of a household."""

    URBAN = "urban", "城镇"
    RURAL = "rural", "农村"


class RetirementTrack(models.TextChoices):
    """退休类别: which statutory age applies."""

    M60 = "M60", "男职工（60周岁）"
    F50 = "F50", "女工人（50周岁）"
    F55 = "F55", "女干部（55周岁）"


class Relation(models.TextChoices):
    """Relation to the head of the household (与户主关系)."""

    HEAD = "head", "户主"
    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    OTHER = "other", "其他"


class RegistrationKind(models.IntegerChoices):
    """失业登记 and 就业登记 of one person; the employment kinds are those of EP8 lines 30-33."""

    UNEMPLOYED = 1, "失业登记"
    ENTERPRISE = 2, "单位就业"
    PUBLIC_WELFARE_POST = 3, "公益性岗位"
    FLEXIBLE = 4, "灵活就业"
    SELF_EMPLOYED = 5, "自主创业"


EMPLOYMENT_KINDS = tuple(kind for kind in RegistrationKind if kind is not RegistrationKind.UNEMPLOYED)


class LinkKind(models.IntegerChoices):
    """The links of 四包一帮 that end at a family (S1-07); the others end at an area, see ``accounts.ChargeKind``."""

    WORKER = 1, "社区专干包家庭"
    CADRE = 2, "党员干部一帮一"


class FactKind(models.IntegerChoices):
    """What is known of a person for a period. Absence means the ordinary case: urban, local, able, willing."""

    STUDENT = 1, "在校学生"
    SOLDIER = 2, "现役军人"
    INTERNALLY_RETIRED = 3, "内部退养"
    EARLY_RETIRED = 4, "提前退休"
    IMPRISONED = 5, "服刑"
    LAID_OFF = 11, "下岗未解除劳动关系"
    BUSINESS_LICENCE = 12, "名下有营业执照"
    MERGED = 13, "并轨人员"
    DISABILITY_CERTIFICATE = 21, "持残疾人证"
    LOW_INCOME = 22, "享受城镇低保"
    LAND_LOSS = 23, "失地"
    MILITARY_SPOUSE = 24, "现役军人配偶"
    SINGLE_PARENT = 25, "单亲抚养"
    MODEL_WORKER = 26, "劳动模范"
    MARTYR_DEPENDANT = 27, "烈属"
    SPECIAL_HARDSHIP = 28, "特困"
    RURAL_HUKOU = 31, "农村户口"
    NOT_LOCAL = 32, "非本市户籍"
    UNABLE_TO_WORK = 33, "丧失劳动能力"
    UNWILLING_TO_WORK = 34, "无就业愿望"


ROLE_KINDS = (
    FactKind.STUDENT,
    FactKind.SOLDIER,
    FactKind.INTERNALLY_RETIRED,
    FactKind.EARLY_RETIRED,
    FactKind.IMPRISONED,
)


class IncomeSource(models.TextChoices):
    """收入来源: where most of a month's income comes from."""

    WAGE = "wage", "工资"
    BUSINESS = "business", "经营、劳务"
    PENSION = "pension", "养老金、退休金"
    UNEMPLOYMENT = "unemployment", "失业保险金"
    RELIEF = "relief", "低保、救助金"
    SUPPORT = "support", "亲属赡养、抚养"
    PROPERTY = "property", "出租、利息等财产"
    OTHER = "other", "其他"


class NoticeWay(models.TextChoices):
    """告知方式: how a family was told what its data are used for."""

    READ_OUT = "read_out", "当面宣读"
    HANDED_OVER = "handed_over", "交付书面告知书"
    BOTH = "both", "宣读并交付"
    BY_PHONE = "by_phone", "电话告知"


class RoundScope(models.TextChoices):
    """调查范围: which households of its areas a survey round goes to."""

    ALL = "all", "全部家庭"
    UNEMPLOYED = "unemployed", "有登记失业人员的家庭"


class NoCaseReason(models.TextChoices):
    """未立案原因: why somebody who looks eligible has no case."""

    UNWILLING = "unwilling", "本人不愿申请"
    SETTLED = "settled", "已另行安置"
    VERIFYING = "verifying", "情况正在核实"
    UNREACHABLE = "unreachable", "多次上门未联系上"
    AWAY = "away", "外出务工或不在本地居住"
    OTHER = "other", "其他"


class DataRequestKind(models.TextChoices):
    """个人信息申请: what a citizen may ask of the own data (个人信息保护法 第四十五条至第四十八条)."""

    SEE = "see", "查阅"
    COPY = "copy", "复制"
    CORRECT = "correct", "更正、补充"
    DELETE = "delete", "删除"
    EXPLAIN = "explain", "说明处理规则"


class Applicant(models.TextChoices):
    """Who asks (第四十九条, 第三十一条): the person, or somebody entitled to."""

    SELF = "self", "本人"
    GUARDIAN = "guardian", "监护人"
    AGENT = "agent", "委托代理人"
    RELATIVE = "relative", "死者近亲属"


class Outcome(models.TextChoices):
    """处理结果 of a request about one's data."""

    GRANTED = "granted", "已按申请办理"
    REFUSED = "refused", "不予办理"


class Erasable(models.TextChoices):
    """可删除的信息: what a person may have deleted at any time, since no decision rests on it. Fields of ``Person``."""

    PHONE = "phone", "联系电话"
    BANK_ACCOUNT = "bank_account", "银行账号"


class HonourLevel(models.TextChoices):
    """劳动模范级别, lowest first."""

    ENTERPRISE = "enterprise", "企业级"
    TOWNSHIP = "township", "乡镇级"
    COUNTY = "county", "县级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATIONAL = "national", "全国"


class Disability(models.TextChoices):
    """残疾类别 of a disability certificate (残疾人证), in the order of its code 1 to 7."""

    SIGHT = "sight", "视力"
    HEARING = "hearing", "听力"
    SPEECH = "speech", "言语"
    LIMBS = "limbs", "肢体"
    INTELLECT = "intellect", "智力"
    MENTAL = "mental", "精神"
    MULTIPLE = "multiple", "多重"


class DisabilityGrade(models.IntegerChoices):
    """残疾等级, the gravest first."""

    FIRST = 1, "一级"
    SECOND = 2, "二级"
    THIRD = 3, "三级"
    FOURTH = 4, "四级"


class Category(models.IntegerChoices):
    """就业困难人员类别 C01-C10, 哈人社发〔2010〕230号 第三条, in the order of the article."""

    C01 = 1, "“4050”失业人员"
    C02 = 2, "零就业家庭失业人员"
    C03 = 3, "残疾失业人员"
    C04 = 4, "低保失业人员"
    C05 = 5, "连续失业1年以上就业转失业人员"
    C06 = 6, "因失地等原因难以实现就业人员"
    C07 = 7, "单亲抚养未成年人失业人员"
    C08 = 8, "县以上劳动模范失业人员"
    C09 = 9, "烈属失业人员"
    C10 = 10, "军人配偶失业人员"


class FamilyKind(models.IntegerChoices):
    """What a household can be found to be: certified (zero) or recorded (dual)."""

    ZERO_EMPLOYMENT = 1, "零就业家庭"
    DUAL_UNEMPLOYED = 2, "双下岗、双失业家庭"


class ExitReason(models.TextChoices):
    """退出原因 of a person's status; EP8 lines 14-18."""

    STABLE = "stable", "稳定就业"
    RETIRED = "retired", "退休"
    NO_DESIRE = "no_desire", "无就业愿望"
    LOST_CONTACT = "lost_contact", "失去联系"
    MOVED_OUT = "moved_out", "迁出"
    DEAD = "dead", "死亡"
    UNABLE = "unable", "丧失劳动能力"
    REVOKED = "revoked", "认定撤销"
    OTHER = "other", "其他"


class Material(models.TextChoices):
    """材料类别: what is shown in the original, and what is attached to an application."""

    ID_CARD = "id_card", "居民身份证"
    HOUSEHOLD_BOOK = "household_book", "户口簿"
    UNEMPLOYMENT = "unemployment", "失业登记凭证"
    DISABILITY = "disability", "残疾人证"
    ALLOWANCE = "allowance", "低保证或低保金发放凭证"
    EMPLOYMENT_BEFORE = "employment_before", "原单位就业及解除劳动关系证明"
    LAND_LOSS = "land_loss", "失地证明"
    SINGLE_PARENT = "single_parent", "单亲抚养证明"
    HONOUR = "honour", "劳动模范证书"
    MARTYR = "martyr", "烈士证明书及亲属关系证明"
    MILITARY_SPOUSE = "military_spouse", "军人身份证明及结婚证"
    APPLICATION_FORM = "application_form", "申请表"
    SIGNATURE = "signature", "签名"
    VISIT_RECORD = "visit_record", "入户走访记录"
    NOTICE_PHOTO = "notice_photo", "公示照片"
    PHOTO = "photo", "照片"
    OTHER = "other", "其他材料"


OF_THE_CASE = (
    Material.APPLICATION_FORM,
    Material.SIGNATURE,
    Material.VISIT_RECORD,
    Material.NOTICE_PHOTO,
    Material.PHOTO,
    Material.OTHER,
)
ORIGINALS = tuple(material for material in Material if material not in OF_THE_CASE)


class Evidence(models.TextChoices):
    """证明材料 of an exit or of a revocation: what is attached to show that it is so."""

    APPRAISAL = "appraisal", "劳动能力鉴定结论"
    STATEMENT = "statement", "本人签字的声明"
    CONTRACT = "contract", "劳动合同或就业登记"
    INSURANCE = "insurance_record", "社会保险缴费记录"
    BUSINESS = "business_record", "市场主体登记信息"
    EMPLOYER = "employer_note", "用人单位证明"
    RETIREMENT = "retirement_record", "退休审批或待遇核定"
    DEATH = "death_certificate", "死亡证明"
    MOVE = "move_record", "户口迁移证明"
    VISIT_RECORD = "visit_record", "入户走访记录"
    PHOTO = "photo", "照片"
    OTHER = "other", "其他材料"


class CertificateKind(models.TextChoices):
    """证件种类, the oldest first. Which one is issued on a day is a parameter: ``certificate.kind``."""

    PREFERENTIAL = "preferential", "再就业优惠证"
    REGISTRATION = "registration_card", "就业失业登记证"
    STARTUP = "startup_card", "就业创业证"


class InspectionResult(models.TextChoices):
    """年检结果. A certificate lapses where nobody inspected it by the end of the round."""

    PENDING = "pending", "待年检"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"
    LAPSED = "lapsed", "逾期未检"


class SurrenderReason(models.TextChoices):
    """收回原因 of a certificate."""

    RETIRED = "retired", "退休"
    DEAD = "dead", "死亡"
    MOVED = "moved", "迁出"
    FRAUD = "fraud", "弄虚作假"
    REPLACED = "replaced", "换发新证"
    OTHER = "other", "其他"


class Block(models.TextChoices):
    """四块信息, collected once and used together (哈人社发〔2010〕230号 第五条(三))."""

    CERTIFICATION = "certification", "登记认定"
    ASSISTANCE = "assistance", "援助服务"
    WORK = "work", "就业状态"
    BENEFITS = "benefits", "享受政策"


class BenefitKind(models.TextChoices):
    """享受政策 as endorsed on a certificate."""

    INSURANCE = "insurance", "社会保险补贴"
    POST = "post", "公益性岗位补贴"
    TRAINING = "training", "职业培训补贴"
    APPRAISAL = "appraisal", "职业技能鉴定补贴"
    INTRODUCTION = "introduction", "职业介绍补贴"
    LOAN = "loan", "小额担保贷款"
    INTEREST = "interest", "贷款贴息"
    TAX = "tax", "税费减免"
    OTHER = "other", "其他"


class RosterState(models.TextChoices):
    """How far a roster is on its way into the registry."""

    CHECKING = "checking", "正在检查"
    REFUSED = "refused", "不能读取"
    CHECKED = "checked", "待确认导入"
    ENTERING = "entering", "正在导入"
    ENTERED = "entered", "已导入"
    WITHDRAWN = "withdrawn", "已放弃"


class RosterOutcome(models.TextChoices):
    """What became of a household of a roster."""

    PLANNED = "planned", "可以导入"
    ENTERED = "entered", "已导入"
    KNOWN = "known", "早已登记，未改动"
    REPEATED = "repeated", "表内重复"
    FAULTY = "faulty", "有误，已退回"
    HELD = "held", "可能重复，待判断"
    DROPPED = "dropped", "判断为不导入"


class RosterDecision(models.TextChoices):
    """What somebody decided of a household that may be registered already."""

    ENTER = "enter", "不是同一人，照名册登记"
    REST = "rest", "只登记其余成员"
    DROP = "drop", "不导入这一户"
