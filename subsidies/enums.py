"""Code lists of subsidies. They stand in the database and are never used again for another meaning."""

from django.db import models


class Scheme(models.TextChoices):
    """补贴项目 of social insurance, and what stands beside it.

    Articles: 哈人社发〔2010〕230号 第六条; 黑社保发[2004]7号 三(二)3.
    """

    FLEXIBLE = "flexible", "灵活就业社会保险补贴"
    ENTERPRISE = "enterprise", "单位招用社会保险补贴"
    POST = "post", "公益性岗位社会保险补贴"
    LAST_YEAR = "last_year", "并轨“4050”人员就业补贴"
    POST_ALLOWANCE = "post_allowance", "公益性岗位补贴"


class Formula(models.TextChoices):
    """计算方式."""

    CEILING_SHARE = "ceiling_share", "按实缴比例封顶"
    QUOTA_TIER = "quota_tier", "分档定额"
    BASE_SHARE = "base_share", "按基数比例"
    EMPLOYER_PART = "employer_part", "单位缴费部分"
    LAST_YEAR_SHARE = "last_year_share", "上年缴费比例"
    MONTHLY_AMOUNT = "monthly_amount", "按月定额"


class Insurance(models.TextChoices):
    """险种."""

    PENSION = "pension", "基本养老保险"
    MEDICAL = "medical", "基本医疗保险"
    UNEMPLOYMENT = "unemployment", "失业保险"
    WORK_INJURY = "work_injury", "工伤保险"
    MATERNITY = "maternity", "生育保险"


class MedicalKind(models.TextChoices):
    """参加的医疗保险."""

    EMPLOYEE = "employee", "职工医保"
    RESIDENT = "resident", "居民医保"


class CapMode(models.TextChoices):
    """补贴期限计算方式: which months use up the term."""

    ACROSS_SCHEMES = "CUMULATIVE_ACROSS_SCHEMES", "各项补贴合并计算"
    PER_SCHEME = "PER_SCHEME", "各项补贴分别计算"
    CALENDAR_WINDOW = "CALENDAR_WINDOW", "自初次核定当月起连续计算"


class LineReason(models.TextChoices):
    """Why a month is subsidised, or is not: the first that applies."""

    RETIRED = "RETIRED", "已到法定退休年龄"
    DUPLICATE_MONTH = "DUPLICATE_MONTH", "该月已享受补贴"
    UI_OVERLAP = "UI_OVERLAP", "该月领取失业保险金"
    EMPLOYER_PAID = "EMPLOYER_PAID", "该月由单位缴费"
    EMPLOYED = "EMPLOYED", "该月在单位或公益性岗位就业"
    BUSINESS_OWNER = "BUSINESS_OWNER", "该月名下有营业执照"
    NOT_PAID = "NOT_PAID", "该月未缴费"
    CAP_REACHED = "CAP_REACHED", "补贴期限已满"
    OK = "OK", "可以补贴"


class Refusal(models.TextChoices):
    """Why a whole claim is refused: every one that applies."""

    RESTRICTED_INDUSTRY = "RESTRICTED_INDUSTRY", "属于国家限制的行业"
    CONTRACT_TOO_SHORT = "CONTRACT_TOO_SHORT", "劳动合同期限不足"
    NOT_ELIGIBLE = "NOT_ELIGIBLE", "签订合同时尚未认定为就业困难人员"
    NOT_4050 = "NOT_4050", "不属于“4050”人员"
    NOT_FLEXIBLE = "NOT_FLEXIBLE", "没有灵活就业登记"
    NOT_BINGGUI = "NOT_BINGGUI", "不属于并轨人员"
    NO_CONTRIBUTION = "NO_CONTRIBUTION", "上年没有本人缴费"
    NOTHING_TO_PAY = "NOTHING_TO_PAY", "没有可以补贴的月份"


class Result(models.TextChoices):
    APPROVED = "APPROVED", "可以补贴"
    REFUSED = "REFUSED", "不予补贴"


class Item(models.TextChoices):
    """补贴内容: what of one month one person is subsidised for, by whatever scheme, at most once."""

    PENSION = Insurance.PENSION.value, "基本养老保险"
    MEDICAL = Insurance.MEDICAL.value, "基本医疗保险"
    UNEMPLOYMENT = Insurance.UNEMPLOYMENT.value, "失业保险"
    WORK_INJURY = Insurance.WORK_INJURY.value, "工伤保险"
    MATERNITY = Insurance.MATERNITY.value, "生育保险"
    POST = "post", "公益性岗位"
    LAST_YEAR = "last_year", "上年缴费"


# Of schemes that stand beside each other: a month of one family uses up no month of the other.
INSURANCE_SCHEMES = (Scheme.FLEXIBLE, Scheme.ENTERPRISE, Scheme.POST)


class Payee(models.TextChoices):
    """补贴对象: to whom a claim is paid."""

    PERSON = "person", "本人"
    EMPLOYER = "employer", "用人单位"


PAYEES = {
    Scheme.FLEXIBLE: Payee.PERSON,
    Scheme.ENTERPRISE: Payee.EMPLOYER,
    Scheme.POST: Payee.EMPLOYER,
    Scheme.LAST_YEAR: Payee.PERSON,
    Scheme.POST_ALLOWANCE: Payee.EMPLOYER,
}


class Cycle(models.TextChoices):
    """申报周期."""

    MONTHLY = "monthly", "按月"
    QUARTERLY = "quarterly", "按季"
    YEARLY = "yearly", "按年"


class CityLook(models.TextChoices):
    """Why the city looks at a claim, too."""

    ABOVE = "above", "金额较大"
    SAMPLE = "sample", "抽查"


class Material(models.TextChoices):
    """补贴申报材料."""

    APPLICATION = "application", "申请表"
    IDENTITY = "identity", "居民身份证"
    HOUSEHOLD_BOOK = "household_book", "户口簿"
    CERTIFICATE = "certificate", "就业证件"
    DECLARATION = "declaration", "灵活就业声明或协议"
    VOUCHER = "voucher", "社会保险缴费凭证"
    BANK_BOOK = "bank_book", "本人银行存折或卡"
    ROSTER = "roster", "享受补贴人员花名册"
    CONTRACT = "contract", "劳动合同"
    PAYMENT_DETAIL = "payment_detail", "社会保险缴费明细"
    WAGE_SHEET = "wage_sheet", "工资发放表"
    POST_APPROVAL = "post_approval", "公益性岗位批复"
    ATTENDANCE = "attendance", "出勤记录"


class StopReason(models.TextChoices):
    """停发原因: what a month is refused for, and what ends a subsidy besides."""

    RETIRED = LineReason.RETIRED.value, "已到法定退休年龄"
    UI_OVERLAP = LineReason.UI_OVERLAP.value, "领取失业保险金"
    EMPLOYER_PAID = LineReason.EMPLOYER_PAID.value, "由单位缴费"
    EMPLOYED = LineReason.EMPLOYED.value, "已在单位或公益性岗位就业"
    BUSINESS_OWNER = LineReason.BUSINESS_OWNER.value, "名下有营业执照"
    CAP_REACHED = LineReason.CAP_REACHED.value, "补贴期限已满"
    DEAD = "DEAD", "已去世"
    REVOKED = "REVOKED", "认定已撤销"
    OTHER = "OTHER", "其他原因"


class StopOrigin(models.TextChoices):
    """由谁停发."""

    REFRESH = "refresh", "每月复核"
    OFFICER = "officer", "经办人员"
