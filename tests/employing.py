"""Employers and what they look for, as no action would write them: each valid, but for what a test says."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import Area, User
from assistance.models import Agreement, Employer, Vacancy
from tests.factories import UserFactory
from tests.rows import DAY, NOON, ONE_DAY


def employer(area: Area, **values: Any) -> Employer:
    values = {"name": "红旗印刷厂", "address": "和平路8号", "contact": "赵经理", "phone": "13900000000"} | values
    registered_by: Any = values.pop("registered_by", None) or UserFactory(area=area)
    return Employer.objects.create(area=area, registered_by=registered_by, registered_at=NOON, **values)


def vacancy(of: Employer, **values: Any) -> Vacancy:
    """Collected in the employer's own community, published, for a month."""
    told: dict[str, Any] = {
        "area": of.area,
        "works_in": of.area,
        "position": "保洁员",
        "post_type": "保洁",
        "wanted": 1,
    }
    told |= {"wage": Decimal(2500), "place": "和平路8号", "enquiries": "0451-84600000", "collected_on": DAY}
    told |= {"published_on": DAY, "expires_on": DAY + 120 * ONE_DAY, "collected_at": NOON} | values
    collected_by: Any = told.pop("collected_by", None) or UserFactory(area=of.area)
    return Vacancy.objects.create(employer=of, collected_by=collected_by, **told)


def agreement(of: Employer, **values: Any) -> Agreement:
    told: dict[str, Any] = {"signed_on": DAY, "valid_until": DAY + 365 * ONE_DAY, "terms": "每年提供十个岗位"}
    told |= {"contact": "赵经理", "recorded_at": NOON} | values
    signed_by: Any = told.pop("signed_by", None) or UserFactory(area=of.area)
    return of.agreements.create(signed_by=signed_by, **told)


@dataclass(frozen=True)
class Employing:
    """One of everything of this kind in an area of ``tests.world``."""

    employer: Employer
    vacancy: Vacancy
    agreement: Agreement


def rows_of(area: Area, officer: User, mark: str) -> dict[str, Any]:
    own = employer(area, registered_by=officer, name=f"{mark}印刷厂")
    agreed = agreement(own, signed_by=officer)
    return {
        "employer": own,
        "agreement": agreed,
        "vacancy": vacancy(own, collected_by=officer, position=f"{mark}印刷工"),
    }
