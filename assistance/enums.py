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
