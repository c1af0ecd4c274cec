"""社会保险补贴、就业补贴: one person, one claim or several one after the other, or the term alone."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from desk.rulecases.actions.ground import Ground, prepare
from desk.rulecases.actions.people import add_household, add_person, leave_merged_company
from desk.rulecases.reading import Case
from households.queries.facts import household_facts
from households.rules.facts import Span
from subsidies.enums import Formula, Insurance, MedicalKind, Scheme
from subsidies.queries.terms import terms_of
from subsidies.rules import ClaimVerdict, Limit, judge_claims, limit_of
from subsidies.rules.facts import ClaimFacts, Contribution, PaidMonths, Payment, Recipient, TermsOn
from subsidies.rules.months import Months

LONG_BEFORE = dt.date.min


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    stated = case.given.get("person", {})
    home = add_household(ground, community=stated.get("community"))
    recipient = _recipient(ground, stated, home)
    claims = [_claim(ground, claim) for claim in case.given.get("claims") or _only(case.given)]
    terms_on = terms_of(home.area)
    verdicts = judge_claims(recipient, claims, terms_on, on=case.as_of)
    found = [_told(claim, verdict) for claim, verdict in zip(claims, verdicts, strict=True)]
    term = _term(recipient, claims, terms_on)
    if "claims" in case.given:
        total = sum((verdict.amount for verdict in verdicts), Decimal("0.00"))
        return {"claims": found, "total": total, "term": term}
    return {"term": term} | (found[0] if found else {})


def _only(given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [given["claim"]] if "claim" in given else []


def _recipient(ground: Ground, stated: Mapping[str, Any], home: Any) -> Recipient:
    person = add_person(ground, stated, home)
    if stated.get("binggui"):
        leave_merged_company(person)
    [(facts, _)] = household_facts([home.pk])[home.pk].members
    certified = stated.get("certified", LONG_BEFORE)
    return Recipient(
        person=facts,
        certified_on=certified if certified <= ground.as_of else None,
        first_approved=_month(stated["first_approved"]) if "first_approved" in stated else None,
        on_benefit=tuple(_known(ground, stated.get("ui_benefit", ()))),
        lump_sum=_month(stated["ui_lump_sum"]) if "ui_lump_sum" in stated else None,
        employer_paid=tuple(_known(ground, stated.get("employer_paid", ()))),
        prior=tuple(
            PaidMonths(Scheme(one["scheme"]), months, one.get("status", "paid") == "paid")
            for one in stated.get("prior", ())
            for months in _known(ground, [one])
        ),
    )


def _claim(ground: Ground, stated: Mapping[str, Any]) -> ClaimFacts:
    contract = stated.get("contract")
    return ClaimFacts(
        scheme=Scheme(stated["scheme"]),
        formula=Formula(stated["formula"]),
        months=_months(stated["months"]) if "months" in stated else None,
        payments=tuple(
            Payment(months, _by_insurance(one))
            for one in stated.get("payments", ())
            for months in _known(ground, [one])
        ),
        base=_number(stated.get("base")),
        medical_rate=_number(stated.get("medical_rate")),
        medical_kind=MedicalKind(stated.get("medical_kind", MedicalKind.EMPLOYEE)),
        employer_rates=_by_insurance(stated.get("employer_rates", {})),
        contract=Span(contract.get("from", LONG_BEFORE), contract.get("to")) if contract else None,
        is_restricted_industry=stated.get("restricted_industry", False),
        contributions=tuple(Contribution(one["year"], _by_insurance(one)) for one in stated.get("contributions", ())),
    )


def _month(stated: str) -> dt.date:
    return dt.date.fromisoformat(f"{stated}-01")


def _months(stated: Mapping[str, str]) -> Months:
    return Months(_month(stated["from"]), _month(stated["to"]) if "to" in stated else None)


def _known(ground: Ground, periods: Sequence[Mapping[str, Any]]) -> Iterator[Months]:
    """The periods that have begun by the day of the case; their ends are known with them."""
    return (months for months in map(_months, periods) if months.first <= ground.as_of)


def _number(stated: Any) -> Decimal | None:
    return None if stated is None else Decimal(str(stated))


def _by_insurance(stated: Mapping[str, Any]) -> dict[Insurance, Decimal]:
    return {insurance: Decimal(str(stated[insurance])) for insurance in Insurance if insurance in stated}


def _term(recipient: Recipient, claims: Sequence[ClaimFacts], terms_on: TermsOn) -> dict[str, Any] | None:
    months = next((claim.months for claim in claims if claim.months), None)
    first = recipient.first_approved or (months and months.first)
    return _term_told(limit_of(recipient.person, first, terms_on)) if first else None


def _term_told(limit: Limit) -> dict[str, Any]:
    return {
        "retirement_date": limit.retirement_date,
        "extends_to_retirement": limit.extends_to_retirement,
        "limit_months": limit.months,
        "last_month": f"{limit.last_month:%Y-%m}" if limit.last_month else None,
    }


def _told(claim: ClaimFacts, verdict: ClaimVerdict) -> dict[str, Any]:
    by_month = claim.formula in (Formula.BASE_SHARE, Formula.EMPLOYER_PART)
    return {
        "result": verdict.result.value,
        "reasons": [reason.value for reason in verdict.reasons],
        "amount": verdict.amount,
        "months_granted": len(verdict.granted),
        "lines": [
            {"month": f"{line.month:%Y-%m}", "reason": line.reason.value}
            | ({"amount": line.amount} if by_month else {})
            for line in verdict.lines
        ],
    }
