from django.db import models


class ReturnCode(models.TextChoices):
    """The returns (报表) the product makes."""

    EP8 = "EP8", "就业援助工作情况"


class RowKind(models.TextChoices):
    """What a figure counts, and so what its list names."""

    SPELL = "spell", "在册人员"
    SERVICE = "service", "援助服务"
    REFERRAL = "referral", "职业介绍"
    CALLBACK = "callback", "就业后回访"
    SERVED = "served", "接受服务的人员"
    PERSON = "person", "人员"
    RECIPIENT = "recipient", "享受补贴的人员"
    CASE = "case", "零就业家庭"
