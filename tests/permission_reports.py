"""Who opens which page of figures."""

from collections.abc import Callable
from typing import Any

from tests.permission_words import CASES, FIGURES, PUBLISHERS, Expected, fixed, sheet
from tests.world import World

PLAIN: dict[str, tuple[Expected, Callable[[World], dict[str, Any]]]] = {
    "reports:month": (Expected(FIGURES), fixed()),
}
SCOPED: dict[str, Expected] = {
    "reports:return": Expected(FIGURES, "get", sheet()),
    "reports:publish": Expected(PUBLISHERS, "get post", sheet()),
    "reports:workbook": Expected(CASES, "get", sheet()),
    "reports:rows": Expected(CASES, "get", sheet(line="01")),
}
