"""Code lists of what subsidies are paid out of, how they are paid and how they are recovered."""

from django.db import models

from subsidies.enums import Scheme


class Family(models.TextChoices):
    """资金类别: the four subsidies of 黑社保发[2004]7号 三(二)3 (S3-20)."""

    INSURANCE = "insurance", "社会保险补贴"
    POST = "post", "公益性岗位补贴"
    TRAINING = "training", "职业培训补贴"
    INTRODUCTION = "introduction", "职业介绍补贴"


FAMILIES = {
    Scheme.FLEXIBLE: Family.INSURANCE,
    Scheme.ENTERPRISE: Family.INSURANCE,
    Scheme.POST: Family.INSURANCE,
    Scheme.LAST_YEAR: Family.INSURANCE,
    Scheme.POST_ALLOWANCE: Family.POST,
}


class FundSource(models.TextChoices):
    """资金来源 (S1-52, S3-20)."""

    NATIONAL = "national", "中央资金"
    PROVINCIAL = "provincial", "省级资金"
    CITY = "city", "市级资金"
    DISTRICT = "district", "区级资金"


class BatchStatus(models.TextChoices):
    MADE = "made", "待复核签字"
    SIGNED = "signed", "待财政确认"
    CONFIRMED = "confirmed", "待送银行"
    SENT = "sent", "已送银行"
    DISSOLVED = "dissolved", "已撤销"


class PaymentStatus(models.TextChoices):
    LISTED = "listed", "待发放"
    SENT = "sent", "银行办理中"
    PAID = "paid", "已发放"
    REJECTED = "rejected", "银行退回"
    FREED = "freed", "批次已撤销"


# A claim has at most one payment in one of these, and these are what a fund has given.
STANDING = (PaymentStatus.LISTED, PaymentStatus.SENT, PaymentStatus.PAID)


class FileKind(models.TextChoices):
    TEXT = "text", "文本"
    WORKBOOK = "workbook", "Excel 工作簿"


class Separator(models.TextChoices):
    COMMA = ",", "逗号"
    BAR = "|", "竖线"
    TAB = "\t", "制表符"


class Encoding(models.TextChoices):
    GB18030 = "gb18030", "GB18030"
    UTF8 = "utf-8", "UTF-8"


class FileColumn(models.TextChoices):
    """What a line of a bank file may say."""

    NUMBER = "number", "流水号"
    SERIAL = "serial", "序号"
    ACCOUNT_NAME = "account_name", "户名"
    ACCOUNT = "account", "账号"
    BANK = "bank", "开户行"
    AMOUNT = "amount", "金额"
    CENTS = "cents", "金额（分）"
    PURPOSE = "purpose", "用途"


class Totals(models.TextChoices):
    """Where the count and the sum of a bank file stand."""

    NONE = "none", "不写"
    FIRST = "first", "首行"
    LAST = "last", "末行"
