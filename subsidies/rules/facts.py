"""What a claim is judged by: who receives, what was paid in, and the terms. Pure."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from households.rules.facts import PersonFacts, Span, Term
from households.rules.retirement import RetirementTerms
from policy import parameters, subsidy_parameters
from subsidies.enums import Formula, Insurance, MedicalKind, Scheme

from .months import Months


@dataclass(frozen=True, slots=True)
class LimitTerms:
    """How long a person is subsidised; the terms of the first day of the month first approved."""

    term_months: Annotated[Term, subsidy_parameters.SB_TERM_MONTHS]
    near_retire_months: Annotated[Term, subsidy_parameters.SB_NEAR_RETIRE_MONTHS]
    cap_mode: Annotated[Term, subsidy_parameters.SB_CAP_MODE]


@dataclass(frozen=True, slots=True)
class AmountTerms:
    """By what is computed: of a month the terms of its first day, of a whole claim those of the first month granted."""

    cap_ratio: Annotated[Term, subsidy_parameters.SB_FLEX_CAP_RATIO]
    last_year_ratio: Annotated[Term, subsidy_parameters.SB_S3_RATIO]
    quota_pension: Annotated[Term, subsidy_parameters.SB_QUOTA_PENSION]
    quota_medical: Annotated[Term, subsidy_parameters.SB_QUOTA_MEDICAL]
    base_pension_rate: Annotated[Term, subsidy_parameters.SB_BASE_PENSION_RATE]
    base_medical_rate: Annotated[Term, subsidy_parameters.SB_BASE_MEDICAL_RATE]
    employer_insurances: Annotated[Term, subsidy_parameters.SB_ENTERPRISE_INSURANCES]
    employer_share: Annotated[Term, subsidy_parameters.SB_ENTERPRISE_SHARE]
    post_allowance: Annotated[Term, subsidy_parameters.SB_POST_ALLOWANCE]


@dataclass(frozen=True, slots=True)
class ConditionTerms:
    """What a claim has to fulfil as a whole, on the day it is judged."""

    min_contract_months: Annotated[Term, subsidy_parameters.SB_ENTERPRISE_MIN_CONTRACT_MONTHS]
    age_women: Annotated[Term, parameters.AGE_4050_F]
    age_men: Annotated[Term, parameters.AGE_4050_M]


@dataclass(frozen=True, slots=True)
class SubsidyTerms:
    """Everything subsidies go by, on one day."""

    limit: LimitTerms
    amounts: AmountTerms
    conditions: ConditionTerms
    retirement: RetirementTerms
    retire_month_included: Annotated[Term, subsidy_parameters.SB_RETIRE_MONTH_INCLUDED]


TermsOn = Callable[[dt.date], SubsidyTerms]


@dataclass(frozen=True, slots=True)
class PaidMonths:
    """补贴记录: months subsidised under a scheme; one that was rejected never counts."""

    scheme: Scheme
    months: Months
    is_paid: bool = True


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is to be subsidised. ``certified_on`` is the day the person became an object of assistance, None without.

    ``first_approved`` is the month of the first approval (初次核定); without one it is the first month claimed.
    ``lump_sum`` is the month in which what was left of the unemployment benefit was paid at once.
    """

    person: PersonFacts
    certified_on: dt.date | None
    first_approved: dt.date | None = None
    on_benefit: tuple[Months, ...] = ()
    lump_sum: dt.date | None = None
    employer_paid: tuple[Months, ...] = ()
    prior: tuple[PaidMonths, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """缴费记录: what was paid in each of these months, in yuan; empty where only that it was paid is known."""

    months: Months
    paid: Mapping[Insurance, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What the person paid in a calendar year, in yuan."""

    year: int
    paid: Mapping[Insurance, Decimal]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """补贴申请. ``base`` is the monthly base of contributions in yuan, rates are percent of it.

    Of the allowance of a post ``payments`` are the months worked, and ``post_field`` its field.
    """

    scheme: Scheme
    formula: Formula
    months: Months | None = None
    payments: tuple[Payment, ...] = ()
    base: Decimal | None = None
    medical_rate: Decimal | None = None
    medical_kind: MedicalKind = MedicalKind.EMPLOYEE
    employer_rates: Mapping[Insurance, Decimal] = field(default_factory=dict)
    contract: Span | None = None
    is_restricted_industry: bool = False
    contributions: tuple[Contribution, ...] = ()
    post_field: str = ""
