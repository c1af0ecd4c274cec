"""What may be lent, extended and guaranteed. Pure.

Articles: 哈就办字[2007]12号 一 (personal and small-enterprise loans); 黑社保发[2004]7号 三(二)2 (five times the fund).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from households.enums import Sex
from loans.enums import Decision, Objection
from policy.deadlines import add_months
from policy.rates import HUNDRED, Rate

from .facts import FundTerms, LoanFacts, RequestTerms


@dataclass(frozen=True, slots=True)
class Staff:
    """Of an enterprise: all staff, and who was newly hired on a contract of a year or more."""

    total: int
    new_hires: int

    @property
    def hiring_ratio(self) -> Rate:
        return Rate(self.new_hires, self.total)


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A loan asked for; of an enterprise with its ``staff``."""

    amount: Decimal
    term_months: int
    markup: Decimal = Decimal(0)
    sex: Sex = Sex.MALE
    in_credit_community: bool = False
    staff: Staff | None = None


@dataclass(frozen=True, slots=True)
class RequestVerdict:
    """Every objection to a request; ``max_amount`` is what might be asked for, None where nothing limits it."""

    objections: tuple[Objection, ...]
    max_amount: Decimal | None = None
    eligible: bool | None = None

    @property
    def decision(self) -> Decision:
        return Decision.REJECTED if self.objections else Decision.ACCEPTED


def judge_new(request: NewRequest, terms: RequestTerms) -> RequestVerdict:
    """By the ``terms`` of the day of the request."""
    most = _most(request, terms)
    eligible = _hires_enough(request.staff, terms) if request.staff else None
    tests = (
        (most is not None and request.amount > most, Objection.OVER_LIMIT),
        (request.term_months > terms.term.value, Objection.OVER_TERM),
        (request.markup > terms.markup_max.value, Objection.RATE_TOO_HIGH),
        (eligible is False, Objection.HIRING_RATIO),
    )
    return RequestVerdict(tuple(objection for holds, objection in tests if holds), most, eligible)


def judge_extension(loan: LoanFacts, new_due: dt.date, consents: bool, terms: RequestTerms) -> RequestVerdict:
    """An extension of ``loan`` to ``new_due``, the guarantor consenting or not."""
    tests = (
        (loan.extended_to is not None, Objection.ALREADY_EXTENDED),
        (new_due > add_months(loan.due_in_force, terms.extension.value), Objection.EXT_TOO_LONG),
        (not consents, Objection.NO_CONSENT),
    )
    return RequestVerdict(tuple(objection for holds, objection in tests if holds))


def _most(request: NewRequest, terms: RequestTerms) -> Decimal | None:
    if request.staff is not None:
        per_hire, cap = terms.small_per_hire.value, terms.small_cap.value
        limits = [cap] if per_hire is None else [per_hire * request.staff.new_hires, cap]
        return min((limit for limit in limits if limit is not None), default=None)
    most: Decimal = terms.person_cap.value
    if request.sex == Sex.FEMALE and terms.person_cap_women.value is not None:
        most = max(most, terms.person_cap_women.value)
    return most + terms.credit_community_extra.value if request.in_credit_community else most


def _hires_enough(staff: Staff, terms: RequestTerms) -> bool:
    is_large = staff.total > terms.small_large_staff.value
    ratio: Fraction = (terms.small_ratio_large if is_large else terms.small_ratio).value
    return staff.hiring_ratio.meets(ratio * HUNDRED)


@dataclass(frozen=True, slots=True)
class Fund:
    """担保基金: its balance, the loans it stands for, and what it had to pay for borrowers."""

    balance: Decimal
    outstanding: Decimal
    compensated: Decimal = Decimal("0.00")

    @property
    def compensation_rate(self) -> Rate:
        return Rate(self.compensated, self.outstanding)

    def ceiling(self, terms: FundTerms) -> Decimal:
        multiple: int = terms.multiple.value
        return self.balance * multiple

    def headroom(self, terms: FundTerms) -> Decimal:
        return self.ceiling(terms) - self.outstanding

    def objections(self, request: Decimal, terms: FundTerms) -> Iterator[Objection]:
        """What speaks against guaranteeing ``request`` more."""
        if request > self.headroom(terms):
            yield Objection.FUND_LIMIT
        if Fraction(self.compensated) > Fraction(self.outstanding) * terms.compensation_cap.value:
            yield Objection.STOP_NEW_GUARANTEES
