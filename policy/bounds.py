"""How far a district may differ from the city (S2-60, 各区、县(市)可制定具体实施细则). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounds:
    """Within what a district may set a value of its own: numbers from ``minimum`` to ``maximum``, codes of ``choices``.

    Where nothing is named, any value of the parameter's kind.
    """

    minimum: Fraction | None = None
    maximum: Fraction | None = None
    choices: tuple[str, ...] = ()

    def allow(self, value: Any) -> bool:
        """Whether ``value``, as its parameter reads it, keeps within; every number and every code in it must."""
        if value is None:
            return self == Bounds()
        parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
        return all(self._allows(part) for part in parts)

    def _allows(self, part: Any) -> bool:
        if isinstance(part, str):
            return not self.choices or part in self.choices
        if isinstance(part, bool) or not isinstance(part, int | Decimal | Fraction):
            return True
        number = Fraction(part)
        return (self.minimum is None or number >= self.minimum) and (self.maximum is None or number <= self.maximum)
