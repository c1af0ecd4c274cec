"""双无社区、双无街道: no family in which both are out of work, but for those excluded. Pure.

Article: 苏劳社就管〔2005〕19号 四.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communities.enums import ComplaintMode, Outcome, Shortcoming
from policy.rates import HUNDRED, Rate

from .facts import Couple, DualNoneTerms, Standards


@dataclass(frozen=True, slots=True)
class DualVerdict:
    """``placed`` of the base; ``shortcomings`` in the order of the article."""

    placed: Rate
    shortcomings: tuple[Shortcoming, ...]

    @property
    def outcome(self) -> Outcome:
        return Outcome.FAIL if self.shortcomings else Outcome.PASS


@dataclass(frozen=True, slots=True)
class StreetVerdict:
    """How many communities pass, and which do not."""

    passed: int
    failing: tuple[str, ...]
    shortcomings: tuple[Shortcoming, ...]

    @property
    def outcome(self) -> Outcome:
        return Outcome.FAIL if self.shortcomings else Outcome.PASS


def placed_of(couples: Sequence[Couple], on: dt.date) -> Rate:
    """Of the families not excluded those with a spouse at work on the day ``on``; both at work count once."""
    base = [couple for couple in couples if not couple.is_excluded]
    return Rate(sum(couple.is_placed(on) for couple in base), len(base))


def judge_community(placed: Rate, standards: Standards, terms: DualNoneTerms) -> DualVerdict:
    """A community, by the families ``placed`` of its base."""
    is_short = not placed.meets(terms.placed_rate_min.value * HUNDRED)
    return DualVerdict(placed, tuple(_shortcomings(standards, terms, Shortcoming.RATE, is_short)))


def judge_street(outcomes: Mapping[str, Outcome], standards: Standards, terms: DualNoneTerms) -> StreetVerdict:
    """A street, by what its communities came to and what is asked of itself."""
    failing = tuple(key for key, outcome in outcomes.items() if outcome is Outcome.FAIL)
    shortcomings = tuple(_shortcomings(standards, terms, Shortcoming.COMMUNITIES, bool(failing)))
    return StreetVerdict(len(outcomes) - len(failing), failing, shortcomings)


def _shortcomings(
    standards: Standards, terms: DualNoneTerms, own: Shortcoming, is_short: bool
) -> Iterator[Shortcoming]:
    tests = (
        (not standards.is_in_place, Shortcoming.SIX_IN_PLACE),
        (not standards.is_ledger_sound, Shortcoming.LEDGER),
        (not standards.has_tracking, Shortcoming.TRACKING),
        (is_short, own),
        (standards.counts_complaint(ComplaintMode(terms.complaint_mode.value)), Shortcoming.COMPLAINT),
    )
    return (shortcoming for holds, shortcoming in tests if holds)
