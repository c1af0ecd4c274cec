"""Employers and what they look for, as no action would write them: each valid, but for what a test says."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Area, User
from assistance.models import Agreement, Employer, PushMember, Readiness, Vacancy
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


def readiness(street: Area, **values: Any) -> Readiness:
    told: dict[str, Any] = {"found_on": DAY, "due_on": DAY + 90 * ONE_DAY, "ground": "有场地和负责人", "found_at": NOON}
    told |= values
    found_by: Any = told.pop("found_by", None) or UserFactory(area=street)
    return Readiness.objects.create(area=street, found_by=found_by, **told)


def push_member(district: Area, **values: Any) -> PushMember:
    told: dict[str, Any] = {"name": "孙主任", "post": "市就业局", "validity": DateRange(DAY, None), "named_at": NOON}
    told |= values
    named_by: Any = told.pop("named_by", None) or UserFactory(area=district)
    return PushMember.objects.create(area=district, named_by=named_by, **told)


@dataclass(frozen=True)
class Employing:
    """One of everything of this kind in an area of ``tests.world``."""

    employer: Employer
    vacancy: Vacancy
    agreement: Agreement
    readiness: Readiness
    push_member: PushMember


def rows_of(area: Area, officer: User, mark: str) -> dict[str, Any]:
    own = employer(area, registered_by=officer, name=f"{mark}印刷厂")
    agreed = agreement(own, signed_by=officer)
    return {
        "employer": own,
        "agreement": agreed,
        "readiness": readiness(area, found_by=officer),
        "push_member": push_member(area, named_by=officer, name=f"{mark}推进员"),
        "vacancy": vacancy(own, collected_by=officer, position=f"{mark}印刷工"),
    }
