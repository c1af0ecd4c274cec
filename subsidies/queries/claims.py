"""Claims as pages and acts read them."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from households.rules.facts import Span
from policy.deadlines import add_months
from subsidies.enums import Insurance, MedicalKind
from subsidies.models import Claim, ClaimMember
from subsidies.rules.facts import Contribution, Payment
from subsidies.rules.months import Months

from .assessing import NewMember
from .terms import Filing

Rows = QuerySet[Any]


def claims() -> Rows:
    """Claims as the lists show them."""
    return Claim.objects.select_related("person", "employer", "area", "drafted_by")


def to_decide(user: User, on: dt.date) -> Rows:
    """The officer's worklist, what is due first."""
    return claims().filter(pk__in=Claim.objects.waiting_for(user, on=on).values("pk")).order_by("due_on", "pk")


def unfinished(user: User, on: dt.date) -> Rows:
    """In the community: drafts not sent yet, and what was returned for correction, the oldest first."""
    own = Claim.objects.visible_to(user).filter(status__in=("draft", "returned"))
    return claims().filter(pk__in=own.values("pk")).order_by("drafted_at", "pk")


def members_of(claim: Claim) -> list[NewMember]:
    """Everybody of a claim as they were told."""
    return [_told(row) for row in claim.members.select_related("person").order_by("pk")]


def missing_materials(claim: Claim, filing: Filing, on: dt.date) -> list[str]:
    """Which papers are lacking on the day ``on``, in words; those that grow old with why."""
    latest: dict[str, dt.date | None] = {}
    for row in claim.attachments.filter(struck_at=None).order_by("dated"):
        latest[row.kind] = row.dated
    lacking = []
    for material in filing.materials:
        months = filing.months_fresh(material)
        if material not in latest:
            lacking.append(material.label)
            continue
        dated = latest[material]
        if months is None:
            continue
        if dated is None:
            lacking.append(f"{material.label}（未填材料日期）")
        elif add_months(dated, months) < on:
            lacking.append(f"{material.label}（{dated} 的已超过 {months} 个月）")
    return lacking


def _told(row: ClaimMember) -> NewMember:
    contract = Span(row.contract_from, row.contract_until) if row.contract_from else None
    return NewMember(
        person=row.person,
        payments=tuple(Payment(_months(one), _amounts(one["paid"])) for one in row.payments),
        base=row.base,
        medical_rate=row.medical_rate,
        medical_kind=MedicalKind(row.medical_kind),
        employer_rates=_amounts(row.employer_rates),
        personal_rates=_amounts(row.personal_rates),
        contract=contract,
        contributions=tuple(Contribution(one["year"], _amounts(one["paid"])) for one in row.contributions),
        post_field=row.post_field,
        is_restricted_industry=row.is_restricted_industry,
    )


def _months(told: Mapping[str, Any]) -> Months:
    return Months(dt.date.fromisoformat(told["from"]), dt.date.fromisoformat(told["to"]) if told["to"] else None)


def _amounts(told: Mapping[str, str]) -> dict[Insurance, Decimal]:
    return {Insurance(name): Decimal(amount) for name, amount in told.items()}
