"""What the registers hold of one person, for the copy of the own data (``settings.COPY_SECTIONS``)."""

from collections.abc import Iterator
from typing import Any

from assistance.models import (
    REGISTERS,
    CampaignMember,
    Complaint,
    Enquiry,
    ModelCase,
    PublicPromise,
    Supervision,
    UnemploymentCheck,
    WorkforcePlan,
)
from households.models import Person

from .copies import Line, Told

NAMES: dict[Any, str] = {
    Enquiry: "12333咨询",
    UnemploymentCheck: "失业证明核实",
    WorkforcePlan: "裁员和安置方案",
    Supervision: "政策落实督查",
    PublicPromise: "向市民承诺的实事",
}


def registers(person: Person) -> Told:
    """Matters about the person. Of a complaint neither who made it nor what was said of others."""
    return "登记事项、专项活动和先进典型", _registers(person), (*REGISTERS, CampaignMember, ModelCase)


def _registers(person: Person) -> Iterator[Line]:
    people = Person.objects.of_humans([person.pk])
    for row in Complaint.objects.filter(person__in=people).order_by("received_on", "pk"):
        ended = f"，{row.closed_on}{row.get_finding_display()}" if row.closed_on else "，办理中"
        yield f"{row.received_on} 举报投诉 {row.number}", f"{row.against}{ended}"
    for register, name in NAMES.items():
        for matter in register._default_manager.filter(person__in=people).order_by("received_on", "pk"):
            ended = f"{matter.closed_on} {matter.outcome_words}" if matter.closed_on else "办理中"
            yield f"{matter.received_on} {name}", ended
    for member in CampaignMember.objects.filter(person__in=people).select_related("campaign").order_by("pk"):
        yield f"{member.campaign.frozen_on} 专项活动对象", member.campaign.name
    for told in ModelCase.objects.filter(person__in=people).order_by("pk"):
        struck = f"，已划去：{told.struck_because}" if told.struck_at else ""
        yield f"{told.consented_on} 同意作为先进典型", f"{told.title}，{told.consent}{struck}"
