"""What a loan is, and the terms it goes by. Pure. Money is yuan, rates are percent a year."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from households.rules.facts import Term
from loans.enums import Payer, Product, Purpose, Repayment
from policy import parameters


@dataclass(frozen=True, slots=True)
class RateTerms:
    """By the terms of the day of disbursement a rate stays."""

    base_rate: Annotated[Term, parameters.LN_BASE_RATE]
    rounding: Annotated[Term, parameters.LN_ROUNDING]
    instalment_rounded_to: Annotated[Term, parameters.LN_INSTALMENT_ROUNDED_TO]
    subsidy_micro: Annotated[Term, parameters.LN_SUBSIDY_MICRO]
    subsidy_other: Annotated[Term, parameters.LN_SUBSIDY_OTHER]
    subsidy_enterprise: Annotated[Term, parameters.LN_SUBSIDY_ENTERPRISE]


@dataclass(frozen=True, slots=True)
class DueTerms:
    """What follows where a loan is not repaid; the terms of the due date in force."""

    overdue_factor: Annotated[Term, parameters.LN_OVERDUE_FACTOR]
    claim_after_months: Annotated[Term, parameters.LN_CLAIM_AFTER_MONTHS]


@dataclass(frozen=True, slots=True)
class RequestTerms:
    """What may be asked for, on the day of the request."""

    person_cap: Annotated[Term, parameters.LN_PERSON_CAP]
    person_cap_women: Annotated[Term, parameters.LN_PERSON_CAP_WOMEN]
    credit_community_extra: Annotated[Term, parameters.LN_CREDIT_COMMUNITY_EXTRA]
    term: Annotated[Term, parameters.LN_TERM]
    extension: Annotated[Term, parameters.LN_EXT]
    markup_max: Annotated[Term, parameters.LN_RATE_MARKUP_MAX]
    small_ratio: Annotated[Term, parameters.LN_SMALL_RATIO]
    small_ratio_large: Annotated[Term, parameters.LN_SMALL_RATIO_LARGE]
    small_large_staff: Annotated[Term, parameters.LN_SMALL_LARGE_STAFF]
    small_per_hire: Annotated[Term, parameters.LN_SMALL_PER_HIRE]
    small_cap: Annotated[Term, parameters.LN_SMALL_CAP]


@dataclass(frozen=True, slots=True)
class FundTerms:
    """What the guarantee fund carries, and what a credit community has to recover."""

    multiple: Annotated[Term, parameters.LN_FUND_MULTIPLE]
    compensation_cap: Annotated[Term, parameters.LN_COMPENSATION_CAP]
    recovery_min: Annotated[Term, parameters.LN_CREDIT_COMM_RECOVERY_MIN]
    reward_min: Annotated[Term, parameters.LN_CREDIT_COMM_REWARD_MIN]
    reward_share: Annotated[Term, parameters.LN_CREDIT_COMM_REWARD_PCT]


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """Everything loans go by, on one day."""

    rates: RateTerms
    due: DueTerms
    requests: RequestTerms
    fund: FundTerms


TermsOn = Callable[[dt.date], LoanTerms]


@dataclass(frozen=True, slots=True)
class Repaid:
    """还款: principal given back on a day."""

    on: dt.date
    principal: Decimal
    payer: Payer = Payer.BORROWER


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """A loan as it was paid out. Without ``annual_rate`` it is the base rate of that day and ``markup`` points.

    ``repaid`` is what is known by the day asked about; ``extended_to`` the due date of an extension granted.
    """

    principal: Decimal
    disbursed: dt.date
    due: dt.date
    repayment: Repayment
    annual_rate: Decimal | None = None
    markup: Decimal = Decimal(0)
    product: Product = Product.PERSONAL
    purpose: Purpose | None = None
    grace_months: int = 0
    repaid: tuple[Repaid, ...] = ()
    extended_to: dt.date | None = None

    @property
    def due_in_force(self) -> dt.date:
        return self.extended_to or self.due

    @property
    def unpaid(self) -> Decimal:
        return max(self.principal - sum(one.principal for one in self.repaid), Decimal("0.00"))
