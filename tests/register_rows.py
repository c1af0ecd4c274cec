"""Rows of campaigns and registers as no action would write them: each valid, but for what a test says."""

from typing import Any

from accounts.models import Area, User
from assistance.models import Activity, Complaint, ModelCase
from households.models import Person
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
