"""What a community or street is judged by, and the terms of the day. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from communities.enums import ComplaintMode, InPlace, RateName
from households.rules.facts import Span, Term
from policy import parameters
from policy.periods import Period
from policy.rates import Rate

NOBODY = Rate(0, 0)


@dataclass(frozen=True, slots=True)
class FullEmploymentTerms:
    """充分就业社区: points, targets and marks."""

    rate_points: Annotated[Term, parameters.FEC_RATE_POINTS]
    rate_targets: Annotated[Term, parameters.FEC_RATE_TARGETS]
    rate_band: Annotated[Term, parameters.FEC_RATE_BAND]
    item_points: Annotated[Term, parameters.FEC_ITEM_POINTS]
    hard_to_employ_min: Annotated[Term, parameters.FEC_HARD_TO_EMPLOY_MIN]
    recovery_min: Annotated[Term, parameters.FEC_RECOVERY_MIN]
    ledger_min: Annotated[Term, parameters.FEC_LEDGER_MIN]
    pass_score: Annotated[Term, parameters.FEC_PASS_SCORE]
    complaint_mode: Annotated[Term, parameters.FEC_COMPLAINT_MODE]


@dataclass(frozen=True, slots=True)
class DualNoneTerms:
    """双无社区和街道."""

    placed_rate_min: Annotated[Term, parameters.DUAL_PLACED_RATE_MIN]
    complaint_mode: Annotated[Term, parameters.DUAL_COMPLAINT_MODE]


@dataclass(frozen=True, slots=True)
class CertificationTerms:
    full_employment: FullEmploymentTerms
    dual_none: DualNoneTerms


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """举报投诉: None is not known yet."""

    on: dt.date | None
    is_targeted: bool | None = None
    is_substantiated: bool | None = None


@dataclass(frozen=True, slots=True)
class Standards:
    """What is asked of a community and of a street alike; without ``period`` every complaint is looked at."""

    in_place: Mapping[InPlace, bool] = field(default_factory=dict)
    is_ledger_sound: bool = True
    has_tracking: bool = True
    complaints: tuple[ComplaintFacts, ...] = ()
    period: Period | None = None

    @property
    def is_in_place(self) -> bool:
        """Whether nothing of 六到位 is missing; what is not told of is there."""
        return all(self.in_place.get(one, True) for one in InPlace)

    def counts_complaint(self, mode: ComplaintMode) -> bool:
        """Whether any complaint counts in ``mode``."""
        return any(self._counts(one, mode) for one in self.complaints)

    def _counts(self, complaint: ComplaintFacts, mode: ComplaintMode) -> bool:
        within = self.period is None or (complaint.on is not None and self.period.contains(complaint.on))
        is_found = mode == ComplaintMode.OCCURRED or bool(complaint.is_substantiated)
        return within and bool(complaint.is_targeted) and is_found


@dataclass(frozen=True, slots=True)
class CommunityFacts:
    """充分就业社区: its counts. ``overdue_families`` are zero-employment families whose promise is overdue."""

    rates: Mapping[RateName, Rate] = field(default_factory=dict)
    hard_to_employ: Rate = NOBODY
    recovery: Rate = NOBODY
    ledger: Rate = NOBODY
    leaders_supported: int = 0
    leaders_planned: int = 0
    is_policy_delivered: bool = True
    overdue_families: int = 0
    standards: Standards = field(default_factory=Standards)


@dataclass(frozen=True, slots=True)
class Couple:
    """双失业家庭: when each spouse was at work."""

    husband: tuple[Span, ...] = ()
    wife: tuple[Span, ...] = ()
    is_excluded: bool = False

    def is_placed(self, on: dt.date) -> bool:
        return any(span.holds(on) for span in (*self.husband, *self.wife))
