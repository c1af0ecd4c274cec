"""Code lists of campaigns and registers."""

from django.db import models


# --- registers -----------------------------------------------------------------------------------------------------
class ComplaintChannel(models.TextChoices):
    """How a complaint came in; PAGE is the public one, without a sign-in."""

    PAGE = "page", "网上"
    PHONE = "phone", "电话"
    LETTER = "letter", "信件"
    VISIT = "visit", "来访"


TAKEN_BY_AN_OFFICER = (ComplaintChannel.PHONE, ComplaintChannel.LETTER, ComplaintChannel.VISIT)


class Finding(models.TextChoices):
    """What became of a complaint."""

    TRUE = "true", "属实"
    PARTLY = "partly", "部分属实"
    UNTRUE = "untrue", "不属实"
    DECLINED = "declined", "不予受理"


INVESTIGATED = (Finding.TRUE, Finding.PARTLY, Finding.UNTRUE)
SUBSTANTIATED = (Finding.TRUE, Finding.PARTLY)  # what counts as found true against a community (充分就业社区、双无社区)


# --- campaigns -----------------------------------------------------------------------------------------------------
class CampaignKind(models.TextChoices):
    """专项活动 as the documents name them."""

    HUNDRED_DAYS = "hundred_days", "百日援助活动"
    ENTERPRISES = "enterprises", "进百家企业，访万名下岗失业人员"
    ONE_TO_ONE = "one_to_one", "一帮一活动"
    PUBLICITY = "publicity", "政策宣传活动"
    OTHER = "other", "其他专项活动"


class CampaignGroup(models.TextChoices):
    """Whom a campaign is for; who that was on its first day is written down by an act."""

    PEOPLE = "people", "在册就业困难人员"
    FAMILIES = "families", "未安置的零就业家庭"


class Goal(models.TextChoices):
    """What a campaign sets a number for, each counted from what is recorded elsewhere."""

    ENTERPRISES = "enterprises", "走访企业（家）"
    VISITED = "visited", "走访人员（人）"
    SERVED = "served", "活动对象接受服务（人）"
    PLACED = "placed", "活动对象实现就业（人）"
    FAMILIES = "families", "安置零就业家庭（户）"
    FAIRS = "fairs", "招聘会（场）"
    REACHED = "reached", "政策宣传（人次）"


class ActivityKind(models.TextChoices):
    """What an office did for many, within a campaign or by itself."""

    ENTERPRISE = "enterprise", "走访企业"
    FAIR = "fair", "招聘会"
    PUBLICITY = "publicity", "现场宣传"
    MEDIA = "media", "媒体宣传"
    LECTURE = "lecture", "政策宣讲"


PUBLICITY = (ActivityKind.PUBLICITY, ActivityKind.MEDIA, ActivityKind.LECTURE)


class EnquiryResult(models.TextChoices):
    """How an enquiry ended."""

    ANSWERED = "answered", "已答复"
    UNREACHED = "unreached", "未联系上"


class PlanKind(models.TextChoices):
    """What an enterprise that lets people go reports (黑社保发[2004]7号 三(一)3)."""

    LAY_OFF = "lay_off", "经济性裁员方案"
    RESETTLEMENT = "resettlement", "关闭破产职工安置方案"


class PlanOutcome(models.TextChoices):
    """Of a lay-off that it was taken note of, of a resettlement whether the leading group approved it."""

    NOTED = "noted", "已备案"
    APPROVED = "approved", "已审核批准"
    REFUSED = "refused", "未批准"


OUTCOMES_OF = {
    PlanKind.LAY_OFF: (PlanOutcome.NOTED, PlanOutcome.REFUSED),
    PlanKind.RESETTLEMENT: (PlanOutcome.APPROVED, PlanOutcome.REFUSED),
}


class NoProof(models.TextChoices):
    """Why no proof of unemployment is issued, and no insurance paid (同上 三(四)3)."""

    IN_BUSINESS = "in_business", "仍从事合法经营"
    UNCLEAR = "unclear", "失业原因不清"
    FALSE = "false", "弄虚作假"
