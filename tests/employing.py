"""Employers and what they look for, as no action would write them: each valid, but for what a test says."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Area, User
from assistance.models import Employer
from tests.factories import UserFactory
from tests.rows import NOON


def employer(area: Area, **values: Any) -> Employer:
    values = {"name": "红旗印刷厂", "address": "和平路8号", "contact": "赵经理", "phone": "13900000000"} | values
    registered_by: Any = values.pop("registered_by", None) or UserFactory(area=area)
    return Employer.objects.create(area=area, registered_by=registered_by, registered_at=NOON, **values)


@dataclass(frozen=True)
class Employing:
    """One of everything of this kind in an area of ``tests.world``."""

    employer: Employer


def rows_of(area: Area, officer: User, mark: str) -> dict[str, Any]:
    return {"employer": employer(area, registered_by=officer, name=f"{mark}印刷厂")}
