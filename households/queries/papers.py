"""The paper around a certification, as its page and its prints show it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from households.enums import Category, Material
from households.models import Certification, HomeVisit, MaterialShown
from households.queries.terms import HeldByDistrict
from households.rules.materials import Item, MaterialState, Shown, checklist, needed
from policy import parameters
from policy.models import Held
from policy.parameters import ParameterNotInForce

FRESHNESS = (parameters.CERT_MATERIAL_MONTHS,)


@dataclass(frozen=True)
class Papers:
    """``source`` is the article of the months a paper stays fresh; empty where none is in force."""

    items: list[Item]
    visits: list[HomeVisit]
    source: str

    @property
    def missing(self) -> int:
        """How many papers are missing or stale."""
        return sum(item.state is not MaterialState.FRESH for item in self.items)

    @property
    def shortage(self) -> str:
        return f"材料缺或过期 {self.missing} 份"

    @property
    def doubts(self) -> list[str]:
        """What is wanting for a decision, in words."""
        return [
            *([self.shortage] if self.missing else []),
            *([] if self.is_verified else ["尚无属实的入户核实记录"]),
        ]

    @property
    def is_verified(self) -> bool:
        """Whether the last visit found what was applied for."""
        return bool(self.visits) and self.visits[-1].outcome == HomeVisit.Outcome.VERIFIED


def papers_of(certification: Certification, on: dt.date) -> Papers:
    """The list of materials as it stands on the day ``on``, on the last day of the case once it is decided, and the
    visits in order of time. Needs ``area`` on the certification."""
    return papers_of_all([certification], on)[certification.pk]


def papers_of_all(
    certifications: Sequence[Certification], on: dt.date, held: HeldByDistrict | None = None
) -> dict[int, Papers]:
    """``papers_of`` many by primary key: the queries do not grow with their number, but with their districts. ``held``
    knows at least ``FRESHNESS`` on that day."""
    held = held or HeldByDistrict(FRESHNESS, on)
    shown: dict[int, dict[Material, Shown]] = defaultdict(dict)
    for row in MaterialShown.objects.filter(application__in=certifications).order_by("seen_on", "pk"):
        shown[row.application_id][Material(row.material)] = Shown(row.issued_on, row.seen_on)
    visits: dict[int, list[HomeVisit]] = defaultdict(list)
    visited = HomeVisit.objects.filter(application__in=certifications).select_related("recorded_by")
    for visit in visited.order_by("visited_on", "pk"):
        visits[visit.application_id].append(visit)
    found = {}
    for one in certifications:
        months, source = _months(held.of(one.area))
        items = checklist(needed(categories_of(one)), shown[one.pk], months, one.certified_on or on)
        found[one.pk] = Papers(items, visits[one.pk], source)
    return found


def _months(held: Held) -> tuple[Mapping[Any, int], str]:
    try:
        term = held[parameters.CERT_MATERIAL_MONTHS.key]
    except ParameterNotInForce:
        return {}, ""
    return term.value, term.source


def categories_of(certification: Certification) -> set[Category]:
    """The categories applied for: the person's, or those of a family's counted members."""
    facts = certification.facts["members"]
    keys = [certification.person_id] if certification.person_id else certification.facts["countable"]
    return {Category[code] for key in keys for code in facts.get(str(key), {}).get("categories", ())}
