"""Rates (率): compared exactly, shown with two decimals. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NO_RATE = "—"  # of nothing
HUNDRED = 100
_CENT = Decimal("0.01")
Number = int | Decimal | Fraction


def half_up(value: Fraction) -> Decimal:
    """Two decimals, rounded half up in one step; negative values away from zero."""
    cents, rest = divmod(abs(value.numerator) * HUNDRED, value.denominator)
    cents += 2 * rest >= value.denominator
    return Decimal(cents if value >= 0 else -cents).scaleb(-2).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Rate:
    """So much of so much; of nothing, every requirement is met."""

    part: Number
    whole: Number

    @property
    def exact(self) -> Fraction:
        """In percent. Of nothing there is none: ZeroDivisionError."""
        return Fraction(self.part) * HUNDRED / Fraction(self.whole)

    @property
    def shown(self) -> Decimal | str:
        """In percent, or a dash of nothing."""
        return half_up(self.exact) if self.whole else NO_RATE

    def meets(self, percent: Number) -> bool:
        """Whether the rate is ``percent`` or more, exactly."""
        return not self.whole or Fraction(self.part) * HUNDRED >= Fraction(percent) * Fraction(self.whole)
