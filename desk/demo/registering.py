"""The registers of the demo city: complaints in every state, what was done in its campaign, a model case."""

import datetime as dt

from accounts.models import User
from assistance.actions import activities, campaigns, complaints
from assistance.actions.matters import Receipt
from assistance.models import Campaign
from assistance.register_enums import ActivityKind, CampaignGroup, CampaignKind, ComplaintChannel, Finding, Goal

from .areas import Offices

TARGETS = {Goal.ENTERPRISES: 2, Goal.VISITED: 40, Goal.SERVED: 30, Goal.PLACED: 20, Goal.REACHED: 500}
DONE = (
    (ActivityKind.ENTERPRISE, 9, "红旗大街3号", "红旗物业公司", 0, "征集保洁、保安岗位五个。"),
    (ActivityKind.PUBLICITY, 5, "社区广场", "", 180, "讲解灵活就业社保补贴和小额贷款政策。"),
    (ActivityKind.FAIR, 2, "街道大厅", "", 120, "十二家单位进场，达成意向九人。"),
)
COMPLAINTS = (
    (ComplaintChannel.PHONE, "服务窗口", "开具证明跑了三趟，没有一次说清要什么材料。", 12, Finding.UNTRUE),
    (ComplaintChannel.LETTER, "社区经办人员", "推荐的岗位与介绍的工资不符。", 6, None),
    (ComplaintChannel.VISIT, "服务窗口", "反映税费减免手续办得慢。", 2, None),
)


def fill(offices: Offices, *, at: dt.datetime) -> None:
    """Fill the registers as of the moment ``at``, each matter by who enters such."""
    _complaints(offices, at)
    _campaign(offices, at)


def _complaints(offices: Offices, at: dt.datetime) -> None:
    """About the first community: one investigated, one accepted, one that waits."""
    community = offices.communities[0]
    officer: User = offices.streets[community.parent_id or 0]
    for channel, against, text, days, finding in COMPLAINTS:
        said = complaints.NewComplaint(channel, f"{community.name}{against}", community, text)
        came = at - dt.timedelta(days=days)
        own = complaints.take_complaint(complaint=said, receipt=Receipt(came.date()), officer=officer, at=came)
        if channel == ComplaintChannel.VISIT:
            continue
        complaints.accept(complaint=own, acceptance=complaints.Acceptance(is_targeted=True), officer=officer, at=came)
        if finding is not None:
            found = complaints.Conclusion(
                finding, "查阅收件登记，询问双方，首次到访已书面告知材料。", "经办人员按规定办理。"
            )
            complaints.conclude(complaint=own, conclusion=found, officer=officer, at=at)


def _campaign(offices: Offices, at: dt.datetime) -> None:
    """The district's campaign gets its numbers and its group; its first community visits, tells and holds a fair."""
    own = Campaign.objects.order_by("pk").first()
    if own is None:
        return
    officer, worker = own.opened_by, offices.workers[offices.communities[0].pk]
    last = own.validity.upper - dt.timedelta(days=1)
    terms = campaigns.CampaignTerms(
        own.name, own.validity.lower, last, own.basis, CampaignKind.HUNDRED_DAYS, CampaignGroup.PEOPLE, TARGETS
    )
    campaigns.correct_campaign(campaign=own, terms=terms, officer=officer, at=at)
    campaigns.freeze_group(campaign=own, officer=officer, at=at)
    for kind, days, place, employer, reached, result in DONE:
        done = activities.NewActivity(
            kind, at.date() - dt.timedelta(days=days), place, result, own, "失业人员", "政策明白纸", reached, employer
        )
        activities.log_activity(activity=done, officer=worker, at=at)
    told = activities.NewCase(
        "从零就业家庭到创业带头人",
        "社区一户零就业家庭在帮扶下开办家政服务部，两年间带动邻里六人就业。",
        names_somebody=False,
    )
    activities.tell_case(case=told, officer=worker, at=at)
