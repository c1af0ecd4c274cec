"""What a token is good for. A scope never gives more than the officer's own role does."""

from django.db import models


class Scope(models.TextChoices):
    READ_AREAS = "areas.read", "查阅区划"
    READ_CASES = "cases.read", "查阅家庭、人员、认定"
    READ_ID_NUMBERS = "id_numbers.read", "查看完整的身份证号"
    WRITE_SURVEYS = "surveys.write", "登记入户调查和就业失业登记"
    APPLY = "certifications.apply", "发起认定申请"
    DECIDE = "certifications.decide", "审批认定申请"
    READ_POLICY = "policy.read", "查阅政策参数"
    READ_FIGURES = "figures.read", "查阅报表数字"
