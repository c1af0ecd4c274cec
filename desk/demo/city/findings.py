"""疑似 of a big city: begun and ended where the verdicts of the rules differ from one day to the next."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from households.actions.assessment import NOT_DUAL, Judgement, why_not_zero
from households.enums import FamilyKind
from households.models import HouseholdFinding, PersonFinding
from households.models.findings import Origin
from households.rules.facts import Reason
from households.rules.family import ZeroFamily

from .sheets import Sheets, as_json, span


@dataclass(slots=True)
class _Standing:
    first: dt.date
    reasons: Sequence[Reason]
    origin: Origin


@dataclass(slots=True)
class Findings:
    """The findings of one household; ``standing`` is keyed by person and category, or by 0 and the kind of family."""

    household: int
    sheets: Sheets
    standing: dict[tuple[int, int], _Standing] = field(default_factory=dict)

    def settle(self, judgement: Judgement, on: dt.date, origin: Origin) -> None:
        """Begin and end findings as the rules judge on the day ``on``, later than any before."""
        holding = _grounds(judgement)
        for key in [key for key in self.standing if key not in holding]:
            closing = _why_not(key, self.standing[key], judgement)
            self._write(key, self.standing.pop(key), end=on, closing=closing, closing_origin=origin)
        for key, reasons in holding.items():
            self.standing.setdefault(key, _Standing(on, reasons, origin))

    def close_books(self) -> None:
        """Write down what still stands."""
        for key, finding in self.standing.items():
            self._write(key, finding)

    def _write(
        self,
        key: tuple[int, int],
        finding: _Standing,
        *,
        end: dt.date | None = None,
        closing: Sequence[Reason] = (),
        closing_origin: str = "",
    ) -> None:
        person, kind = key
        found = (
            span(finding.first, end),
            as_json([asdict(reason) for reason in finding.reasons]),
            as_json([asdict(reason) for reason in closing]),
            finding.origin,
            closing_origin,
        )
        if person:
            self.sheets[PersonFinding].add(person, self.household, kind, *found)
        else:
            self.sheets[HouseholdFinding].add(self.household, kind, *found)


def _grounds(judgement: Judgement) -> dict[tuple[int, int], Sequence[Reason]]:
    family = judgement.family
    found: dict[tuple[int, int], Sequence[Reason]] = {}
    if family.zero_family is ZeroFamily.ZERO:
        found[0, FamilyKind.ZERO_EMPLOYMENT] = [ground for ground in family.grounds if ground.code == "ZERO"]
    if family.dual:
        found[0, FamilyKind.DUAL_UNEMPLOYED] = [ground for ground in family.grounds if ground.code == "DUAL"]
    for person, verdict in judgement.people.items():
        for category, ground in verdict.grounds.items():
            found[person, int(category)] = (ground,)
    return found


def _why_not(key: tuple[int, int], finding: _Standing, judgement: Judgement) -> Sequence[Reason]:
    person, kind = key
    if not person:
        return why_not_zero(judgement.family) if kind == FamilyKind.ZERO_EMPLOYMENT else (NOT_DUAL,)
    verdict: Any = judgement.people[person]
    if any(reason.code != "NO_CATEGORY" for reason in verdict.reasons):
        return verdict.reasons
    ground = finding.reasons[0]
    return (Reason("CATEGORY_ENDED", f"原认定依据不再成立：{ground.text}", ground.article),)
