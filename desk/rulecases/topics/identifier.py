"""证件号码: the rule every form asks."""

from typing import Any

from accounts import identifiers
from desk.rulecases.reading import Case


def answers(case: Case) -> dict[str, Any]:
    given = case.given
    if "usci" in given:
        found: Any = identifiers.credit_code(given["usci"])
    elif "phone" in given:
        found = identifiers.phone(given["phone"])
    else:
        found = identifiers.resident_id(given["resident_id"], on=case.as_of, stated_sex=given.get("stated_sex"))
    names = ("valid", "reason", "normalized", "sex", "born", "area", "masked")
    return {name: getattr(found, name, None) for name in names} | {"warnings": list(found.warnings)}
