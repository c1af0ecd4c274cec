"""The registers of the demo city: complaints in every state, what was done in its campaign, a model case."""

import datetime as dt

from accounts.enums import Role
from accounts.models import User
from assistance.actions import activities, campaigns, complaints, office_registers
from assistance.actions.matters import Receipt, Whom
from assistance.models import Campaign
from assistance.register_enums import (
    ActivityKind,
    CampaignGroup,
    CampaignKind,
    ComplaintChannel,
    Finding,
    Goal,
    NoProof,
    PlanKind,
)
from households.models import Person

from .areas import Offices

ONE_DAY = dt.timedelta(days=1)
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
    _offices(offices, at)


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


def _offices(offices: Offices, at: dt.datetime) -> None:
    """An enquiry, a plan that waits for the congress, a proof refused, an office to mend, and a promise."""
    community = offices.communities[0]
    worker, street = offices.workers[community.pk], offices.streets[community.parent_id or 0]
    district = next(iter(offices.districts.values()))
    operator = User.objects.get(role=Role.HOTLINE, area=offices.city)
    today = at.date()
    receipt = Receipt(today - 2 * ONE_DAY)
    asked = {"question": "灵活就业社保补贴到哪里申请？", "caller": "王女士", "phone": ""}
    call = office_registers.take_enquiry(**asked, receipt=receipt, actor=operator, at=at)
    office_registers.refer_enquiry(enquiry=call, office=community, actor=operator, at=at)
    of_plant = Receipt(today, Whom(employer="城北纸箱厂"))
    plan = office_registers.NewPlan(PlanKind.RESETTLEMENT, 120, today + 90 * ONE_DAY, "分三批安置，内部转岗四十人。")
    office_registers.report_plan(plan=plan, receipt=of_plant, actor=district, at=at)
    person = Person.objects.visible_to(worker).filter(dead_on=None, merged_into=None).order_by("pk")[0]
    check = office_registers.open_check(receipt=Receipt(today, Whom(person.id_number)), actor=worker, at=at)
    office_registers.note_check(check=check, findings="走访其经营的摊位，仍在营业。", actor=worker, at=at)
    said = {"refusal": NoProof.IN_BUSINESS, "decision": "仍从事合法经营，不予开具。"}
    office_registers.decide_check(check=check, **said, actor=street, at=at)
    mend_by = today + 10 * ONE_DAY
    found = office_registers.NewSupervision(community.name, "社会保险补贴公示", "九月份补贴名单没有公示。", mend_by)
    office_registers.supervise(found=found, receipt=receipt, actor=street, at=at)
    promised = {"text": "全年帮助一百户零就业家庭至少一人就业。", "owner": "区就业局"}
    made = office_registers.promise(**promised, deadline=today + 40 * ONE_DAY, receipt=receipt, actor=district, at=at)
    office_registers.tell_progress(promise=made, progress="已帮助八十六户。", actor=district, at=at)
