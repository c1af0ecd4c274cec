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


# --- offers and placements -----------------------------------------------------------------------------------------


class Answer(models.TextChoices):
    """答复 of whom a post was recommended to."""

    ACCEPTED = "accepted", "接受"
    REFUSED = "refused", "拒绝"


class RefusableService(models.TextChoices):
    """一三一: career guidance, effective referrals, training (苏劳社就管〔2005〕19号 三6)."""

    GUIDANCE = "guidance", "职业指导"
    REFERRAL = "referral", "职业介绍"
    TRAINING = "training", "职业培训"


class PlacementSource(models.TextChoices):
    """六条就业门路 (黑社保发[2004]7号 三(三))."""

    RESTRUCTURING = "restructuring", "国企重组、主辅分离"
    FARMING = "farming", "农业主辅换位"
    INDUSTRY = "industry", "劳动密集型加工业和第三产业"
    COMMUNITY = "community", "社区服务"
    PRIVATE = "private", "非国有、民营经济和再就业基地"
    LABOUR_EXPORT = "labour_export", "劳务输出"


class Workplace(models.TextChoices):
    """就业地点, seen from where the person lives."""

    STREET = "street", "本街道"
    DISTRICT = "district", "本区县"
    CITY = "city", "本市其他区县"
    AWAY = "away", "外地"


class Stage(models.IntegerChoices):
    """Where a person or a family stands (第二条: 出现、认定、扶助、稳定), each in one stage at a time; LEFT is
    who left without having been placed."""

    APPEARED = 1, "出现，待认定"
    CERTIFIED = 2, "已认定，待帮扶"
    HELPED = 3, "帮扶中"
    PLACED = 4, "已安置，未满稳定期"
    STABLE = 5, "稳定就业"
    LEFT = 6, "未安置退出"


class Informed(models.TextChoices):
    """联动告知: which office is told that somebody is at work."""

    LOW_INCOME = "low_income", "低保部门"
    UNEMPLOYMENT_INSURANCE = "insurance", "失业保险经办机构"
