"""Rows of assistance as no action would write them: each valid, but for what a test says."""

from typing import Any

from assistance.models import (
    Measure,
    Plan,
    Pledge,
    PledgeSignature,
    Preparation,
    Programme,
    ProgrammeAttachment,
    WorkTransfer,
)
from households.models import HardToEmploySpell, ZeroFamilyCase
from tests.factories import UserFactory
from tests.rows import DAY, NOON, ONE_DAY, kept
from tests.setting import City


def plan(case: HardToEmploySpell, **values: Any) -> Plan:
    values = {
        "segment": "young",
        "needs": ["post"],
        "situation": "愿意就业",
        "review_on": DAY,
        "source": "条款",
    } | values
    opened_by: Any = values.pop("opened_by", None) or UserFactory(area=case.household.area)
    return Plan.objects.create(**{"spell": case, "opened_by": opened_by, "opened_at": NOON} | values)


def measure(of: Plan, **values: Any) -> Measure:
    values = {"channel": 1, "what": "推荐培训", "owner": of.opened_by, "due_on": DAY} | values
    return of.measures.create(**values)


def pledge(case: ZeroFamilyCase, **values: Any) -> Pledge:
    values = {"office_text": "安排岗位", "family_text": "不挑不拣", "drafted_at": NOON} | values
    return Pledge.objects.create(case=case, drafted_by=UserFactory(area=case.household.area), **values)


def signature(of: Pledge, **values: Any) -> PledgeSignature:
    """Of the office."""
    return of.signatures.create(**kept(**{"side": "office", "added_by": of.drafted_by} | values))


def preparation(case: ZeroFamilyCase, **values: Any) -> Preparation:
    officer: Any = UserFactory(area=case.household.area)
    said = {"risks": "没有适合岗位", "response": "托底安置", "first_on": DAY, "rhythm": 14}
    return Preparation.objects.create(
        case=case, **said | {"owner": officer, "drawn_by": officer, "drawn_at": NOON} | values
    )


def transfer(city: City, **values: Any) -> WorkTransfer:
    people = {"leaving": city.worker, "successor": city.second_worker, "made_by": city.street_officer}
    common = {"area": city.community, "on": DAY, "reason": "离职", "families": 1, "measures": 0, "charges": 0}
    return WorkTransfer.objects.create(**people | common | {"made_at": NOON} | values)


def programme(city: City, **values: Any) -> Programme:
    texts = {"title": "方案", "goals": "目标", "tasks": "任务", "requirements": "要求", "responsible": "分工"}
    days = {"starts_on": DAY, "ends_on": DAY + ONE_DAY}
    made = {"area": city.city, "set_by": city.city_officer, "set_at": NOON}
    return Programme.objects.create(**texts | days | made | values)


def programme_attachment(of: Programme, **values: Any) -> ProgrammeAttachment:
    return of.attachments.create(**kept(**{"title": "任务分解表", "added_by": of.set_by} | values))
