"""贷款回收: what came back of what was due, by whom, and against the time of a clearing campaign. Pure.

Article: 哈就办字[2007]12号 一 (recovery, its rewards, credit communities, 1100万元 in two months).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from loans.enums import Payer, Progress
from policy.periods import Period
from policy.rates import HUNDRED, Rate, half_up

from .facts import FundTerms, Repaid

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class DueLoan:
    """A loan by the due date in force; ``key`` tells loans apart."""

    key: str
    due: dt.date
    principal: Decimal
    repaid: tuple[Repaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """Of the loans due in a period. What the guarantee fund paid is no recovery, and shown beside it."""

    counted: tuple[str, ...]
    due_principal: Decimal
    recovered: Decimal
    compensated: Decimal

    @property
    def rate(self) -> Rate:
        return Rate(self.recovered, self.due_principal)

    @property
    def rate_with_compensation(self) -> Rate:
        return Rate(self.recovered + self.compensated, self.due_principal)


def recovery_of(loans: Sequence[DueLoan], period: Period, *, on: dt.date) -> Recovery:
    """What was repaid by the day ``on`` of the loans due in ``period``."""
    due = [loan for loan in loans if period.contains(loan.due)]
    repaid = [one for loan in due for one in loan.repaid if one.on <= on]
    return Recovery(
        counted=tuple(loan.key for loan in due),
        due_principal=sum((loan.principal for loan in due), NOTHING),
        recovered=sum((one.principal for one in repaid if one.payer != Payer.FUND), NOTHING),
        compensated=sum((one.principal for one in repaid if one.payer == Payer.FUND), NOTHING),
    )


@dataclass(frozen=True, slots=True)
class Lending:
    """A community's year: what fell due, what came back of it, and what was newly lent."""

    due: Decimal
    recovered: Decimal
    new_lending: Decimal

    @property
    def rate(self) -> Rate:
        return Rate(self.recovered, self.due)

    def is_credit_community(self, terms: FundTerms) -> bool:
        """Whether the recovery is that of a credit community (信用社区)."""
        return self.rate.meets(terms.recovery_min.value * HUNDRED)

    def reward(self, terms: FundTerms) -> Decimal:
        """回收奖励, in yuan."""
        if not self.rate.meets(terms.reward_min.value * HUNDRED):
            return NOTHING
        return half_up(Fraction(self.new_lending) * terms.reward_share.value)


@dataclass(frozen=True, slots=True)
class Clearing:
    """清收 against its target and its time."""

    period: Period
    target: Decimal
    recovered: Decimal
    on: dt.date

    @property
    def achieved(self) -> Rate:
        return Rate(self.recovered, self.target)

    @property
    def exact_gap(self) -> Fraction:
        """Percent achieved beyond the percent of time gone by."""
        achieved = self.achieved.exact if self.target else Fraction(HUNDRED)
        return achieved - self.period.exact_time_progress(self.on)

    @property
    def state(self) -> Progress:
        return Progress.ON_TRACK if self.exact_gap >= 0 else Progress.BEHIND


def clearing_of(target: Decimal, period: Period, received: Sequence[Repaid], *, on: dt.date) -> Clearing:
    """A clearing campaign by the day ``on``."""
    within = (one.principal for one in received if period.contains(one.on) and one.on <= on)
    return Clearing(period, target, sum(within, NOTHING), on)
