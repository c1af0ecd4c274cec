"""Code lists of assistance."""

from django.db import models

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


class Channel(models.TextChoices):
    """四个就业渠道 (哈就办字[2007]12号 三·一)."""

    SKILL = "skill", "技能就业"
    COMMUNITY_HELP = "community_help", "帮扶就业"
    LABOUR_SERVICE_ENTERPRISE = "labour_service", "劳务型企业吸纳"
    PUBLIC_WELFARE_POST = "welfare_post", "公益性岗位托底"


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
