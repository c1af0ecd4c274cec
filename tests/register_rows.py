"""Rows of campaigns and registers as no action would write them: each valid, but for what a test says."""

from typing import Any

from accounts.models import Area, User
from assistance.models import (
    Activity,
    Complaint,
    Enquiry,
    ModelCase,
    PublicPromise,
    Supervision,
    UnemploymentCheck,
    WorkforcePlan,
)
from households.models import Person
from tests.employing import employer
from tests.rows import DAY, NOON


def complaint(area: Area, officer: User, **values: Any) -> Complaint:
    """By telephone, not yet accepted."""
    told = {"channel": "phone", "against": "某窗口", "text": "办理拖延", "number": f"TS{Complaint.objects.count():010}"}
    return Complaint.objects.create(area=area, **told | received(officer) | values)


def activity(area: Area, officer: User, **values: Any) -> Activity:
    told = {"kind": "publicity", "on": DAY, "place": "社区广场", "result": "发放政策明白纸", "reached": 80}
    return Activity.objects.create(area=area, recorded_by=officer, recorded_at=NOON, **told | values)


def model_case(area: Area, officer: User, **values: Any) -> ModelCase:
    told = {"title": "从下岗到带头创业", "story": "三年间带动就业十二人。", "names_somebody": False}
    return ModelCase.objects.create(area=area, recorded_by=officer, recorded_at=NOON, **told | values)


def enquiry(area: Area, officer: User, **values: Any) -> Enquiry:
    return Enquiry.objects.create(area=area, **{"question": "怎样申请补贴"} | received(officer) | values)


def workforce_plan(area: Area, officer: User, **values: Any) -> WorkforcePlan:
    told = {"kind": "resettlement", "workers": 80, "planned_on": DAY, "text": "分流安置"}
    values = {"employer": values.pop("employer", None) or employer(area, name=f"{area}机械厂")} | values
    return WorkforcePlan.objects.create(area=area, **told | received(officer) | values)


def unemployment_check(area: Area, officer: User, person: Person, **values: Any) -> UnemploymentCheck:
    return UnemploymentCheck.objects.create(area=area, **{"person": person} | received(officer) | values)


def supervision(area: Area, officer: User, **values: Any) -> Supervision:
    told = {"office": "某街道", "policy": "社保补贴", "findings": "公示不全"}
    return Supervision.objects.create(area=area, **told | received(officer) | values)


def public_promise(area: Area, officer: User, **values: Any) -> PublicPromise:
    told = {"text": "新增就业岗位一千个", "owner": "就业科"}
    return PublicPromise.objects.create(area=area, **told | received(officer) | values)


def received(officer: User) -> dict[str, Any]:
    """What every matter of a register says."""
    return {
        "received_on": DAY,
        "due_on": DAY,
        "due_source": "条款",
        "recorded_by": officer,
        "recorded_at": NOON,
    }


def one_of_each(area: Area, person: Person, officer: User, mark: str) -> None:
    """A matter of every register in the area; ``mark`` stands in what its list shows."""
    activity(area, officer, place=f"{mark}广场")
    model_case(area, officer, title=f"{mark}典型")
    complaint(area, officer, against=f"{mark}窗口", person=person)
    enquiry(area, officer, question=f"{mark}怎样申请补贴")
    workforce_plan(area, officer, employer=employer(area, name=f"{mark}机械厂"))
    unemployment_check(area, officer, person)
    supervision(area, officer, office=f"{mark}窗口")
    public_promise(area, officer, text=f"{mark}新增岗位")
