"""小额担保贷款: a loan, a request, the guarantee fund, recovery, a credit community, or a clearing campaign."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from desk.rulecases.actions.ground import prepare
from desk.rulecases.reading import Case
from households.enums import Sex
from loans.enums import Decision, Payer, Product, Purpose, Repayment
from loans.queries.terms import terms_of
from loans.rules import (
    Fund,
    Lending,
    NewRequest,
    RequestVerdict,
    Staff,
    Standing,
    clearing_of,
    judge_extension,
    judge_new,
    recovery_of,
    standing_of,
)
from loans.rules.facts import LoanFacts, Repaid, TermsOn
from loans.rules.recovery import DueLoan
from policy.deadlines import add_months
from policy.periods import Period
from policy.rates import half_up

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Asked:
    """A case and the policy it is asked by."""

    given: Mapping[str, Any]
    on: dt.date
    terms_on: TermsOn


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    asked = Asked(case.given, case.as_of, terms_of(ground.community()))
    found: dict[str, Any] = {}
    for block, answer in BLOCKS.items():
        if block in case.given:
            found |= answer(asked)
    return found


# --- the loan itself --------------------------------------------------------------------------------------------------


def _loan_facts(asked: Asked) -> LoanFacts:
    stated = asked.given["loan"]
    disbursed = stated["disbursed"]
    return LoanFacts(
        principal=_number(stated["principal"]),
        disbursed=disbursed,
        due=stated["due"] if "due" in stated else add_months(disbursed, stated["term_months"]),
        repayment=Repayment(stated["repayment"]),
        annual_rate=_number(stated["annual_rate"]) if "annual_rate" in stated else None,
        markup=_number(stated.get("markup", "0.00")),
        product=Product(stated.get("product", Product.PERSONAL)),
        purpose=Purpose(stated["purpose"]) if "purpose" in stated else None,
        grace_months=stated.get("grace_months", 0),
        repaid=tuple(_repaid(stated.get("repayments", ()), "principal", asked.on)),
        extended_to=stated["extension"]["due"] if "extension" in stated else None,
    )


def _loan(asked: Asked) -> dict[str, Any]:
    standing: Standing = standing_of(_loan_facts(asked), asked.terms_on, on=asked.on)
    rows = standing.schedule.rows
    return {
        "annual_rate": standing.annual_rate,
        "instalment": standing.schedule.instalment,
        "row_count": len(rows),
        "schedule": [
            {
                "row": row.number,
                "date": row.on,
                "days": row.days,
                "principal": row.principal,
                "interest": row.interest,
                "due": row.due,
                "balance": row.balance,
            }
            for row in rows
        ],
        "total_interest": standing.schedule.interest,
        "total_principal": standing.schedule.principal,
        "interest_subsidy": standing.interest_subsidy,
        "due_date": standing.due_date,
        "extension_interest": standing.extension_interest,
        "extension_subsidy": NOTHING,
        "status": standing.status.value,
        "overdue_days": standing.overdue_days,
        "overdue_interest": standing.overdue_interest,
        "overdue_subsidy": NOTHING,
        "claim_from": standing.claim_from,
        "claimable": standing.claimable,
    }


# --- what is asked for ------------------------------------------------------------------------------------------------


def _request(asked: Asked) -> dict[str, Any]:
    stated = asked.given["request"]
    terms = asked.terms_on(stated["date"]).requests
    if stated["kind"] == "extension":
        loan = _loan_facts(asked)
        return _told(judge_extension(loan, stated["new_due"], stated.get("guarantor_consent", True), terms))
    staff = _staff(asked.given["enterprise"]) if "enterprise" in asked.given else None
    request = NewRequest(
        amount=_number(stated["amount"]),
        term_months=stated["term_months"],
        markup=_number(stated.get("markup", "0.00")),
        sex=Sex(stated.get("sex", Sex.MALE)),
        in_credit_community=stated.get("credit_community", False),
        staff=staff,
    )
    verdict = judge_new(request, terms)
    enterprise = {"eligible": verdict.eligible, "hiring_ratio": staff.hiring_ratio.shown} if staff else {}
    return _told(verdict) | {"max_amount": verdict.max_amount} | enterprise


def _staff(stated: Mapping[str, Any]) -> Staff:
    return Staff(stated["staff_total"], stated["new_hires"])


def _told(verdict: RequestVerdict) -> dict[str, Any]:
    reasons = [objection.value for objection in verdict.objections]
    return {"decision": verdict.decision.value, "reasons": reasons}


def _fund(asked: Asked) -> dict[str, Any]:
    stated = asked.given["fund"]
    terms = asked.terms_on(asked.on).fund
    amounts = {name: _number(stated.get(name, "0.00")) for name in ("balance", "outstanding", "compensated")}
    fund = Fund(**amounts)
    reasons = [objection.value for objection in fund.objections(_number(stated.get("request", "0.00")), terms)]
    return {
        "ceiling": fund.ceiling(terms),
        "headroom": fund.headroom(terms),
        "compensation_rate": fund.compensation_rate.shown,
        "decision": (Decision.REJECTED if reasons else Decision.ACCEPTED).value,
        "reasons": reasons,
    }


# --- what comes back --------------------------------------------------------------------------------------------------


def _recovery(asked: Asked) -> dict[str, Any]:
    loans = [
        DueLoan(
            key=one["id"],
            due=one.get("extended_to", one["due"]),
            principal=_number(one["principal"]),
            repaid=tuple(_repaid(one.get("repayments", ()), "amount", asked.on)),
        )
        for one in asked.given["loans"]
    ]
    found = recovery_of(loans, _period(asked.given["period"]), on=asked.on)
    return {
        "counted": list(found.counted),
        "due_principal": found.due_principal,
        "recovered": found.recovered,
        "rate": found.rate.shown,
        "rate_with_compensation": found.rate_with_compensation.shown,
    }


def _lending(asked: Asked) -> dict[str, Any]:
    stated, terms = asked.given["lending"], asked.terms_on(asked.on).fund
    lending = Lending(*(_number(stated.get(name, "0.00")) for name in ("due", "recovered", "new_lending")))
    return {
        "rate": lending.rate.shown,
        "credit_community_met": lending.is_credit_community(terms),
        "reward": lending.reward(terms),
    }


def _clearing(asked: Asked) -> dict[str, Any]:
    stated = asked.given["clearing"]
    received = list(_repaid(stated.get("recovered", ()), "amount", asked.on))
    clearing = clearing_of(_number(stated["target"]), _period(stated), received, on=asked.on)
    return {
        "recovered": clearing.recovered,
        "achieved": clearing.achieved.shown,
        "time_progress": clearing.period.time_progress(asked.on),
        "gap": half_up(Fraction(clearing.exact_gap)),
        "state": clearing.state.value,
    }


BLOCKS = {
    "loan": _loan,
    "request": _request,
    "fund": _fund,
    "loans": _recovery,
    "lending": _lending,
    "clearing": _clearing,
}


def _number(stated: Any) -> Decimal:
    return Decimal(str(stated))


def _period(stated: Mapping[str, dt.date]) -> Period:
    return Period(stated["from"], stated["to"])


def _repaid(stated: Iterable[Mapping[str, Any]], amount: str, on: dt.date) -> Iterator[Repaid]:
    """What was repaid by the day asked about."""
    for one in stated:
        if one["date"] <= on:
            yield Repaid(one["date"], _number(one[amount]), Payer(one.get("payer", Payer.BORROWER)))
