"""The paper around a certification, as its page and its prints show it."""

import datetime as dt
from dataclasses import dataclass

from households.enums import Category, Material
from households.models import Certification, HomeVisit
from households.rules.materials import Item, MaterialState, Shown, checklist, needed
from policy import parameters
from policy.models import value_on
from policy.parameters import ParameterNotInForce


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
    def is_verified(self) -> bool:
        """Whether the last visit found what was applied for."""
        return bool(self.visits) and self.visits[-1].outcome == HomeVisit.Outcome.VERIFIED


def papers_of(certification: Certification, on: dt.date) -> Papers:
    """The list of materials as it stands on the day ``on``, on the last day of the case once it is decided, and the
    visits in order of time. Needs ``area`` on the certification."""
    shown = {
        Material(row.material): Shown(row.issued_on, row.seen_on)
        for row in certification.materials.order_by("seen_on", "pk")
    }
    try:
        term = value_on(parameters.CERT_MATERIAL_MONTHS, on, certification.area)
    except ParameterNotInForce:
        months, source = {}, ""
    else:
        months, source = term.value, term.source
    items = checklist(needed(categories_of(certification)), shown, months, certification.certified_on or on)
    visits = certification.visits.select_related("recorded_by").order_by("visited_on", "pk")
    return Papers(items, list(visits), source)


def categories_of(certification: Certification) -> set[Category]:
    """The categories applied for: the person's, or those of a family's counted members."""
    facts = certification.facts["members"]
    keys = [certification.person_id] if certification.person_id else certification.facts["countable"]
    return {Category[code] for key in keys for code in facts.get(str(key), {}).get("categories", ())}
