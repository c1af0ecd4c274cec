"""How a claim stands in the database: its members and lines, rewritten as a whole while it may still be written."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from accounts.actions.copying import copy_in, new_keys
from subsidies.enums import LineReason
from subsidies.models import Claim, ClaimLine, ClaimMember
from subsidies.queries.assessing import Assessed
from subsidies.rules.facts import Payment, Recipient
from subsidies.rules.months import Months


def write_members(claim: Claim, judged: Sequence[Assessed]) -> Decimal:
    """Write whom the claim is for and their lines in place of those before, by COPY; what they come to, in yuan.

    Raises IntegrityError where a month of somebody is taken.
    """
    claim.members.all().delete()
    keys = list(new_keys(ClaimMember, len(judged)))
    copy_in(ClaimMember, [_member(claim, one, key) for key, one in zip(keys, judged, strict=True)])
    copy_in(ClaimLine, [line for key, one in zip(keys, judged, strict=True) for line in _lines(claim, one, key)])
    return sum((one.amount for one in judged), Decimal("0.00"))


def _member(claim: Claim, one: Assessed, key: int) -> dict[str, Any]:
    told, limit = one.member, one.verdict.limit
    return {
        "id": key,
        "claim_id": claim.pk,
        "person_id": told.person.pk,
        "base": told.base,
        "medical_rate": told.medical_rate,
        "medical_kind": told.medical_kind.value,
        "employer_rates": _amounts(told.employer_rates),
        "personal_rates": _amounts(told.personal_rates),
        "payments": [_payment(payment) for payment in told.payments],
        "contributions": [{"year": given.year, "paid": _amounts(given.paid)} for given in told.contributions],
        "contract_from": told.contract.first if told.contract else None,
        "contract_until": told.contract.last if told.contract else None,
        "post_field": told.post_field,
        "is_restricted_industry": told.is_restricted_industry,
        "facts": facts_told(one.recipient),
        "reasons": [reason.value for reason in one.verdict.reasons],
        "amount": one.amount,
        "first_approved": limit.first_approved if limit else None,
        "term_months": limit.months if limit else None,
        "term_until": limit.last_month if limit else None,
        "term_to_retirement": limit.extends_to_retirement if limit else False,
        "term_source": limit.source if limit else "",
    }


def _lines(claim: Claim, one: Assessed, key: int) -> Iterator[dict[str, Any]]:
    for line in one.portions:
        yield {
            "claim_id": claim.pk,
            "member_id": key,
            "person_id": one.member.person.pk,
            "month": line.month,
            "item": line.item.value,
            "base": line.base,
            "rate": line.rate,
            "paid": line.paid,
            "paid_by_employer": line.paid_by_employer,
            "paid_by_person": line.paid_by_person,
            "eligible": line.eligible,
            "formula": claim.formula,
            "amount": line.amount,
            "reason": line.reason.value,
            "is_live": line.reason is LineReason.OK,
        }


def facts_told(recipient: Recipient) -> dict[str, Any]:
    """What of the registry a person was judged by, as it stood, in JSON."""
    person = recipient.person
    return {
        "sex": person.sex,
        "born": _day(person.born),
        "retirement_track": person.retirement_track,
        "retirement_override": _day(person.retirement_override),
        "certified_on": _day(recipient.certified_on),
        "first_approved": _day(recipient.first_approved),
        "lump_sum": _day(recipient.lump_sum),
        "registrations": [
            {"kind": one.kind.value, "from": _day(one.span.first), "to": _day(one.span.last)}
            for one in person.registrations
        ],
        "facts": [
            {"kind": kind.value, "from": _day(span.first), "to": _day(span.last)}
            for kind, spans in person.facts.items()
            for span in spans
        ],
        "on_benefit": [_months(months) for months in recipient.on_benefit],
        "employer_paid": [_months(months) for months in recipient.employer_paid],
        "prior": [{"scheme": one.scheme.value, **_months(one.months)} for one in recipient.prior],
    }


def _payment(payment: Payment) -> dict[str, Any]:
    return {**_months(payment.months), "paid": _amounts(payment.paid)}


def _months(months: Months) -> dict[str, str | None]:
    return {"from": _day(months.first), "to": _day(months.last)}


def _amounts(amounts: Mapping[Any, Decimal]) -> dict[str, str]:
    return {str(name): str(amount) for name, amount in amounts.items()}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
