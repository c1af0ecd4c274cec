"""Subsidies and loans: not served yet, their keys are known."""

from desk.rulecases.shapes import (
    AMOUNT,
    COUNT,
    DATE,
    FLAG,
    MONTH,
    MONTHS,
    PERCENT,
    PERIOD,
    TEXT,
    Block,
    Many,
    Shape,
    one_of,
    with_keys,
)

from .words import DECISION, PEOPLE, SEX, TEXTS

# --- subsidy -------------------------------------------------------------------------------------------------------
SCHEME = one_of("flexible", "enterprise", "post", "last_year")
PERCENT_BY_INSURANCE = Block(dict.fromkeys(("pension", "medical", "unemployment", "work_injury", "maternity"), PERCENT))
CLAIM = Block(
    {
        "scheme": SCHEME,
        "formula": one_of("ceiling_share", "quota_tier", "base_share", "employer_part", "last_year_share"),
        "months": MONTHS,
        "payments": Many(with_keys(MONTHS, {"pension": AMOUNT, "medical": AMOUNT, "unemployment": AMOUNT})),
        "base": AMOUNT,
        "medical_rate": PERCENT,
        "medical_kind": one_of("employee", "resident"),
        "employer_rates": PERCENT_BY_INSURANCE,
        "personal_rates": PERCENT_BY_INSURANCE,
        "contract": PERIOD,
        "restricted_industry": FLAG,
        "contributions": Many(Block({"year": COUNT, "pension": AMOUNT, "medical": AMOUNT})),
    }
)
CLAIMANT = with_keys(
    PEOPLE,
    {
        "certified": DATE,
        "binggui": FLAG,
        "first_approved": MONTH,
        "ui_benefit": Many(MONTHS),
        "ui_lump_sum": MONTH,
        "employer_paid": Many(MONTHS),
        "prior": Many(with_keys(MONTHS, {"scheme": SCHEME, "status": one_of("paid", "rejected"), "amount": AMOUNT})),
    },
)
CLAIM_RESULT: dict[str, Shape] = {
    "result": TEXT,
    "reasons": TEXTS,
    "amount": AMOUNT,
    "months_granted": COUNT,
    "lines": Many(Block({"month": MONTH, "reason": TEXT, "amount": AMOUNT})),
    "term": Block({"retirement_date": DATE, "extends_to_retirement": FLAG, "limit_months": COUNT, "last_month": MONTH}),
}
SUBSIDY = (
    Block({"person": CLAIMANT, "claim": CLAIM, "claims": Many(CLAIM)}),
    Block({**CLAIM_RESULT, "claims": Many(Block(CLAIM_RESULT)), "total": AMOUNT}),
)

# --- loan ----------------------------------------------------------------------------------------------------------
LOAN_GIVEN = Block(
    {
        "product": one_of("personal", "small_enterprise"),
        "principal": AMOUNT,
        "disbursed": DATE,
        "due": DATE,
        "term_months": COUNT,
        "annual_rate": PERCENT,
        "markup": PERCENT,
        "repayment": one_of("bullet_quarterly", "equal_principal", "equal_instalment"),
        "grace_months": COUNT,
        "purpose": one_of("micro_profit", "other_unemployed", "non_micro"),
        "repayments": Many(Block({"date": DATE, "principal": AMOUNT})),
        "extension": Block({"due": DATE}),
    }
)
REQUEST = Block(
    {
        "kind": one_of("new", "extension"),
        "date": DATE,
        "amount": AMOUNT,
        "term_months": COUNT,
        "markup": PERCENT,
        "sex": SEX,
        "credit_community": FLAG,
        "new_due": DATE,
        "guarantor_consent": FLAG,
    }
)
REPAID = Block({"date": DATE, "amount": AMOUNT, "payer": one_of("borrower", "counter_guarantor", "fund")})
LOAN = (
    Block(
        {
            "loan": LOAN_GIVEN,
            "request": REQUEST,
            "enterprise": Block({"staff_total": COUNT, "new_hires": COUNT, "short_contract_hires": COUNT}),
            "fund": Block(dict.fromkeys(("balance", "outstanding", "request", "compensated"), AMOUNT)),
            "period": PERIOD,
            "loans": Many(
                Block({"id": TEXT, "due": DATE, "extended_to": DATE, "principal": AMOUNT, "repayments": Many(REPAID)})
            ),
            "lending": Block(dict.fromkeys(("due", "recovered", "new_lending"), AMOUNT)),
            "clearing": with_keys(
                PERIOD, {"target": AMOUNT, "recovered": Many(Block({"date": DATE, "amount": AMOUNT}))}
            ),
        }
    ),
    Block(
        {
            **dict.fromkeys(("annual_rate", "hiring_ratio", "compensation_rate", "rate"), PERCENT),
            **dict.fromkeys(("rate_with_compensation", "achieved", "time_progress", "gap"), PERCENT),
            **dict.fromkeys(("instalment", "total_interest", "total_principal", "interest_subsidy"), AMOUNT),
            **dict.fromkeys(("extension_interest", "extension_subsidy", "overdue_interest", "overdue_subsidy"), AMOUNT),
            **dict.fromkeys(("max_amount", "ceiling", "headroom", "due_principal", "recovered", "reward"), AMOUNT),
            **dict.fromkeys(("claimable", "eligible", "credit_community_met"), FLAG),
            **dict.fromkeys(("due_date", "claim_from"), DATE),
            **dict.fromkeys(("row_count", "overdue_days"), COUNT),
            **dict.fromkeys(("status", "state"), TEXT),
            **dict.fromkeys(("reasons", "counted"), TEXTS),
            "decision": DECISION,
            "schedule": Many(
                Block(
                    {
                        **dict.fromkeys(("row", "days"), COUNT),
                        **dict.fromkeys(("principal", "interest", "due", "balance"), AMOUNT),
                        "date": DATE,
                    }
                )
            ),
        }
    ),
)
