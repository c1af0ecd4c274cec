"""Code lists of loans. They stand in the database and are never used again for another meaning."""

from django.db import models


class Product(models.TextChoices):
    PERSONAL = "personal", "个人小额担保贷款"
    SMALL_ENTERPRISE = "small_enterprise", "劳动密集型小企业贷款"


class Repayment(models.TextChoices):
    """还款方式."""

    BULLET_QUARTERLY = "bullet_quarterly", "按季结息、到期还本"
    EQUAL_PRINCIPAL = "equal_principal", "等额本金"
    EQUAL_INSTALMENT = "equal_instalment", "等额本息"


class Purpose(models.TextChoices):
    """贷款用途, which decides the share of interest that is subsidised."""

    MICRO_PROFIT = "micro_profit", "微利项目"
    OTHER_UNEMPLOYED = "other_unemployed", "其他登记失业人员"
    NON_MICRO = "non_micro", "非微利项目"


class LoanStatus(models.TextChoices):
    REPAYING = "REPAYING", "还款中"
    EXTENDED = "EXTENDED", "已展期"
    OVERDUE = "OVERDUE", "逾期"
    SETTLED = "SETTLED", "已结清"


class Payer(models.TextChoices):
    """Who repaid. What the guarantee fund paid for a borrower is no recovery."""

    BORROWER = "borrower", "借款人"
    COUNTER_GUARANTOR = "counter_guarantor", "反担保人"
    FUND = "fund", "担保基金（代偿）"


class Decision(models.TextChoices):
    ACCEPTED = "ACCEPTED", "可以受理"
    REJECTED = "REJECTED", "不予受理"


class Objection(models.TextChoices):
    """Why a request is not accepted: every one that applies, in this order."""

    OVER_LIMIT = "OVER_LIMIT", "超过最高额度"
    OVER_TERM = "OVER_TERM", "超过最长期限"
    RATE_TOO_HIGH = "RATE_TOO_HIGH", "利率上浮过高"
    HIRING_RATIO = "HIRING_RATIO", "新招用人员比例不足"
    ALREADY_EXTENDED = "ALREADY_EXTENDED", "已经展期一次"
    EXT_TOO_LONG = "EXT_TOO_LONG", "展期超过最长期限"
    NO_CONSENT = "NO_CONSENT", "反担保人未同意"
    FUND_LIMIT = "FUND_LIMIT", "超过担保基金放大额度"
    STOP_NEW_GUARANTEES = "STOP_NEW_GUARANTEES", "代偿率超过上限，停止新增担保"


class Progress(models.TextChoices):
    ON_TRACK = "ON_TRACK", "达到时间进度"
    BEHIND = "BEHIND", "落后于时间进度"
