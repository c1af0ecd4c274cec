"""Code lists of training and start-ups."""

from django.db import models

from .enums import ServiceKind


# --- training ------------------------------------------------------------------------------------------------------
class CourseKind(models.TextChoices):
    """培训类型 (沈阳市经验材料 二·四是; 黑社保发[2004]7号 三(四)2)."""

    GUIDANCE = "guidance", "引导性培训"
    SKILL = "skill", "职业技能培训"
    STARTUP = "startup", "创业培训（SYB）"


# Of what is completed, the service that it is.
SERVICE_OF_COURSE = {
    CourseKind.GUIDANCE: ServiceKind.TRAINING,
    CourseKind.SKILL: ServiceKind.TRAINING,
    CourseKind.STARTUP: ServiceKind.STARTUP_TRAINING,
}


class SkillLevel(models.IntegerChoices):
    """国家职业资格等级."""

    FIVE = 5, "初级（五级）"
    FOUR = 4, "中级（四级）"
    THREE = 3, "高级（三级）"
    TWO = 2, "技师（二级）"
    ONE = 1, "高级技师（一级）"


class CourseResult(models.TextChoices):
    """How somebody's training ended."""

    COMPLETED = "completed", "结业"
    FAILED = "failed", "未结业"
    LEFT = "left", "中途退出"


# --- start-ups -----------------------------------------------------------------------------------------------------
class StartUpStep(models.TextChoices):
    """创业“一条龙” (苏劳社就管〔2005〕19号 三4), in its order."""

    GUIDANCE = "guidance", "创业指导"
    TRAINING = "training", "创业培训"
    PROJECT = "project", "选择创业项目"
    LOAN = "loan", "小额担保贷款"
    REGISTRATION = "registration", "工商、税务登记"
    SUBSIDY = "subsidy", "落实补贴"


# What stands nowhere else is written down; training and the project are read, and so is the rest where it stands.
WRITTEN_STEPS = (StartUpStep.GUIDANCE, StartUpStep.LOAN, StartUpStep.REGISTRATION, StartUpStep.SUBSIDY)


class Pairing(models.TextChoices):
    """How a body helps somebody who starts (沈阳市经验材料 二·三是)."""

    PAIRED = "paired", "结对子"
    HAND_IN_HAND = "hand_in_hand", "手拉手"
