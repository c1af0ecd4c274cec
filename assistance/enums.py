"""The codes of assistance."""

from django.db.models import TextChoices


# --- services, visits, warnings ------------------------------------------------------------------------------------
class ServiceKind(TextChoices):
    """What is done for a person, one occasion each."""

    SEND_POLICY = "send_policy", "送政策"
    SEND_INFORMATION = "send_information", "送信息"
    SEND_POST = "send_post", "送岗位"
    SEND_TRAINING = "send_training", "送培训"
    SEND_SUBSIDY = "send_subsidy", "送补贴"
    GUIDANCE = "guidance", "职业指导"
    REFERRAL = "referral", "职业介绍"
    TRAINING = "training", "职业培训"
    POLICY_TOLD = "policy_told", "政策宣传"
    POLICY_SERVED = "policy_served", "政策服务"
    POLICY_RECEIVED = "policy_received", "政策落实"
    AGENCY = "agency", "劳动保障事务代理"
    INSURANCE = "insurance", "接续社会保险关系"
    PREMISES = "premises", "落实经营场地"
    TAX_RELIEF = "tax_relief", "落实税费减免"


DELIVERIES = (  # 五送, 第四条(三)
    ServiceKind.SEND_POLICY,
    ServiceKind.SEND_INFORMATION,
    ServiceKind.SEND_POST,
    ServiceKind.SEND_TRAINING,
    ServiceKind.SEND_SUBSIDY,
)
ONE_THREE_ONE = (ServiceKind.GUIDANCE, ServiceKind.REFERRAL, ServiceKind.TRAINING)  # 一三一
POLICY_STEPS = (ServiceKind.POLICY_TOLD, ServiceKind.POLICY_SERVED, ServiceKind.POLICY_RECEIVED)  # 三到位
SUPPORTS = (ServiceKind.PREMISES, ServiceKind.TAX_RELIEF)  # granted by an authority for a period
SERVICE_GROUPS = (
    ("五送", DELIVERIES),
    ("一三一", ONE_THREE_ONE),
    ("政策三到位", POLICY_STEPS),
    ("事务代理和社会保险", (ServiceKind.AGENCY, ServiceKind.INSURANCE)),
    ("创业扶持", SUPPORTS),
)
AT_EVENTS = (*DELIVERIES, *ONE_THREE_ONE, *POLICY_STEPS)  # what many people are given at once


class Reception(TextChoices):
    """How a person took a service; only what was accepted counts as given."""

    ACCEPTED = "accepted", "已接受"
    REFUSED = "refused", "拒绝接受"
    ABSENT = "absent", "未联系上"


class Continuity(TextChoices):
    """Where the continuation of somebody's social insurance stands."""

    CONTINUED = "continued", "已接续"
    UNDER_WAY = "under_way", "正在办理"
    IMPOSSIBLE = "impossible", "暂不能接续"


class VisitKind(TextChoices):
    """Whom a worker called on: of somebody employed the three call-backs, else the person at home."""

    SELF = "self", "回访本人"
    FAMILY = "family", "回访家庭"
    EMPLOYER = "employer", "回访单位"
    HOME = "home", "走访"


CALLBACKS = (VisitKind.SELF, VisitKind.FAMILY, VisitKind.EMPLOYER)  # 三回访, 第四条(四)


class VisitWay(TextChoices):
    DOOR = "door", "上门"
    PHONE = "phone", "电话"
    OFFICE = "office", "来访"


class VisitOutcome(TextChoices):
    """What was found: of a call-back whether the work lasts, of a visit whether anybody was met."""

    AT_WORK = "at_work", "在岗"
    LEFT = "left", "已离岗"
    MET = "met", "见到本人或家属"
    ABSENT = "absent", "未联系上"


OF_CALLBACKS = (VisitOutcome.AT_WORK, VisitOutcome.LEFT, VisitOutcome.ABSENT)
OF_VISITS = (VisitOutcome.MET, VisitOutcome.ABSENT)


class AlertKind(TextChoices):
    """What is told of before it happens, or when it has lasted too long (预警预报, 一·一是)."""

    PROMISE = "promise", "安置期限临近"
    PROOF = "proof", "证明到期"
    CONTRACT = "contract", "就业期限届满"
    BENEFIT = "benefit", "享受政策到期"
    CONTACT = "contact", "长期未联系"
    UPDATE = "update", "每月更新逾期"
