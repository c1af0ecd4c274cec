"""充分就业社区: five rates and five items scored, gates that no score opens. Pure.

Articles: 哈就办字[2007]12号 四·一; the points and marks stand in the policy.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from communities.enums import ComplaintMode, Gate, Item, Outcome, RateName
from policy.rates import Rate, half_up

from .facts import NOBODY, CommunityFacts, FullEmploymentTerms


@dataclass(frozen=True, slots=True)
class Scored:
    """The five rates, the points by name, and the gates that stayed shut."""

    rates: Mapping[RateName, Rate]
    points: Mapping[RateName | Item, Decimal]
    failed_gates: tuple[Gate, ...]
    needed: int

    @property
    def score(self) -> Decimal:
        return sum(self.points.values(), Decimal("0.00"))

    @property
    def outcome(self) -> Outcome:
        return Outcome.FAIL if self.failed_gates or self.score < self.needed else Outcome.PASS


def score(facts: CommunityFacts, terms: FullEmploymentTerms) -> Scored:
    """By the ``terms`` of the day asked about."""
    rates = {name: facts.rates.get(name, NOBODY) for name in RateName}
    points: dict[RateName | Item, Decimal] = {name: _points(rate, name, terms) for name, rate in rates.items()}
    points |= {item: Decimal(terms.item_points.value[item] if met else 0) for item, met in _items(facts, terms)}
    return Scored(rates, points, tuple(_shut(facts, terms)), terms.pass_score.value)


def _points(rate: Rate, name: RateName, terms: FullEmploymentTerms) -> Decimal:
    """All at the target, none at the band below it, linear between, from the exact rate."""
    full, target, band = terms.rate_points.value, terms.rate_targets.value[name], terms.rate_band.value
    if rate.meets(target):
        return half_up(Fraction(full))
    if not band:
        return half_up(Fraction())
    share = (rate.exact - Fraction(target) + Fraction(band)) / Fraction(band)
    return half_up(max(share, Fraction()) * full)


def _items(facts: CommunityFacts, terms: FullEmploymentTerms) -> Iterator[tuple[Item, bool]]:
    yield Item.HARD_TO_EMPLOY, facts.hard_to_employ.meets(terms.hard_to_employ_min.value)
    yield Item.RECOVERY, facts.recovery.meets(terms.recovery_min.value)
    yield Item.LEADERS, facts.leaders_supported >= facts.leaders_planned
    yield Item.LEDGER, facts.ledger.meets(terms.ledger_min.value)
    yield Item.POLICY_DELIVERED, facts.is_policy_delivered


def _shut(facts: CommunityFacts, terms: FullEmploymentTerms) -> Iterator[Gate]:
    if facts.overdue_families:
        yield Gate.ZERO_FAMILY_OVERDUE
    if not facts.standards.is_in_place:
        yield Gate.SIX_IN_PLACE
    if facts.standards.counts_complaint(ComplaintMode(terms.complaint_mode.value)):
        yield Gate.COMPLAINT
