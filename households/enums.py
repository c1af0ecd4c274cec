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
    DISABILITY_CERTIFICATE = 21, "持残疾人证"
    LOW_INCOME = 22, "享受城镇低保"
    LAND_LOSS = 23, "失地"
    MILITARY_SPOUSE = 24, "现役军人配偶"
    SINGLE_PARENT = 25, "单亲抚养"
    MODEL_WORKER = 26, "劳动模范"
    MARTYR_DEPENDANT = 27, "烈属"
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


class HonourLevel(models.TextChoices):
    """劳动模范级别, lowest first."""

    ENTERPRISE = "enterprise", "企业级"
    TOWNSHIP = "township", "乡镇级"
    COUNTY = "county", "县级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATIONAL = "national", "全国"


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
