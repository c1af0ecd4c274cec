"""Certified people and certified zero-employment families of a case, entered as certified on the day stated."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from approvals.workflow import Status
from households.enums import Category
from households.models import Certification, HardToEmploySpell, Household, Person, ZeroFamilyCase
from households.queries.terms import terms_on
from households.rules.promise import promise
from policy.deadlines import ONE_DAY

from .ground import Ground

GROUNDS = [{"code": "CASE", "text": "算例", "article": "算例"}]
End = ZeroFamilyCase.End


@dataclass(frozen=True)
class Held:
    """The categories somebody is certified in, and the primary one of them."""

    categories: Sequence[Category]
    primary: Category


def certify_person(
    ground: Ground, person: Person, home: Household, stated: Mapping[str, Any], held: Held
) -> HardToEmploySpell | None:
    """The person's status since ``certified`` until the stated exit; None while the day of certification is to come."""
    certified = stated["certified"]
    if certified > ground.as_of:
        return None
    left = stated.get("exit")
    if left is not None and left["date"] > ground.as_of:
        left = None
    return HardToEmploySpell.objects.create(
        person=person,
        household=home,
        certification=_approved(ground, home, certified, person),
        categories=sorted(held.categories),
        primary=held.primary,
        certified_on=certified,
        exited_on=left["date"] if left else None,
        exit_reason=left["reason"] if left else "",
    )


def certify_family(
    ground: Ground, home: Household, certified: dt.date, *, has_clock: bool = True, former: ZeroFamilyCase | None = None
) -> ZeroFamilyCase:
    """The family's case since ``certified``. A former case still open then ends the day before."""
    if former is not None and former.ended_on is None:
        end_case(former, max(certified - ONE_DAY, former.certified_on), End.RELAPSED)
    terms = terms_on(certified, home.area).promise
    promised = promise(certified, has_clock, has_clock, None, terms, certified)
    return ZeroFamilyCase.objects.create(
        household=home,
        certification=_approved(ground, home, certified),
        certified_on=certified,
        due_on=promised.due,
        due_source=promised.source if promised.due else "",
        previous=former,
    )


def end_case(case: ZeroFamilyCase, on: dt.date, reason: ZeroFamilyCase.End) -> None:
    case.ended_on, case.end_reason = on, reason
    case.save(update_fields=["ended_on", "end_reason"])


def _approved(ground: Ground, home: Household, certified: dt.date, person: Person | None = None) -> Certification:
    return Certification.objects.create(
        household=home,
        person=person,
        area=home.area,
        chain_code=Certification.chains[-1].code,
        status=Status.APPROVED.value,
        reasons=GROUNDS,
        facts={},
        decided_reasons=GROUNDS,
        certified_on=certified,
        drafted_by=ground.clerk,
        drafted_at=timezone.make_aware(dt.datetime.combine(certified, dt.time(12))),
    )
