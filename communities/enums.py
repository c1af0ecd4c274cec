"""Code lists of communities. They stand in the database and are never used again for another meaning."""

from django.db import models


class RateName(models.TextChoices):
    """五率."""

    HOME_SURVEY = "home_survey", "入户调查率"
    REGISTRATION = "registration", "申报登记率"
    TRAINING = "training", "就业培训率"
    SERVICE = "service", "援助服务率"
    STABLE_EMPLOYMENT = "stable_employment", "稳定就业率"


class Item(models.TextChoices):
    """What is scored beside the five rates, all or nothing."""

    HARD_TO_EMPLOY = "hard_to_employ", "就业困难人员就业率"
    RECOVERY = "recovery", "贷款回收率"
    LEADERS = "leaders", "扶持创业带头人"
    LEDGER = "ledger", "台账完整率"
    POLICY_DELIVERED = "policy_delivered", "政策落实"


class InPlace(models.TextChoices):
    """六到位."""

    INSTITUTION = "institution", "机构到位"
    PERSONNEL = "personnel", "人员到位"
    FUNDS = "funds", "经费到位"
    RULES = "rules", "制度到位"
    PREMISES = "premises", "场地到位"
    WORK = "work", "工作到位"


class ComplaintMode(models.TextChoices):
    """Which complaints close the gate."""

    SUBSTANTIATED = "substantiated", "查实的投诉"
    OCCURRED = "occurred", "发生的投诉"


class Gate(models.TextChoices):
    """What keeps a full-employment community from passing, whatever its score."""

    ZERO_FAMILY_OVERDUE = "ZERO_FAMILY_OVERDUE", "有零就业家庭逾期未安置"
    SIX_IN_PLACE = "SIX_IN_PLACE", "六到位不齐"
    COMPLAINT = "COMPLAINT", "有投诉"


class Shortcoming(models.TextChoices):
    """What keeps a community or street from being 双无."""

    SIX_IN_PLACE = "SIX_IN_PLACE", "六到位不齐"
    LEDGER = "LEDGER", "台账不健全"
    TRACKING = "TRACKING", "未落实跟踪服务"
    RATE = "RATE", "安置率不足"
    COMMUNITIES = "COMMUNITIES", "有社区未达标"
    COMPLAINT = "COMPLAINT", "有投诉"


class Outcome(models.TextChoices):
    PASS = "PASS", "达标"
    FAIL = "FAIL", "未达标"
