"""The registers of the demo city: complaints in every state."""

import datetime as dt

from accounts.models import User
from assistance.actions import complaints
from assistance.actions.matters import Receipt
from assistance.enums import ComplaintChannel, Finding

from .areas import Offices

COMPLAINTS = (
    (ComplaintChannel.PHONE, "服务窗口", "开具证明跑了三趟，没有一次说清要什么材料。", 12, Finding.UNTRUE),
    (ComplaintChannel.LETTER, "社区经办人员", "推荐的岗位与介绍的工资不符。", 6, None),
    (ComplaintChannel.VISIT, "服务窗口", "反映税费减免手续办得慢。", 2, None),
)


def fill(offices: Offices, *, at: dt.datetime) -> None:
    """Fill the registers as of the moment ``at``, each matter by who enters such."""
    _complaints(offices, at)


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
