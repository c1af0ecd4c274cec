"""就业援助工作情况 (人社统EP8号): a made-up city with the people and families stated, counted as the return counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.rulecases.actions.assistance import add_service
from desk.rulecases.actions.families import Held, certify_family, certify_person, end_case
from desk.rulecases.actions.ground import Ground, prepare
from desk.rulecases.actions.people import add_household, add_person
from desk.rulecases.reading import Case
from households.enums import Category
from households.models import Household, ZeroFamilyCase
from households.queries.terms import terms_on
from households.rules.category import CategoryTerms, primary_of
from policy.deadlines import ONE_DAY
from policy.periods import Period
from reports.cells import EP8
from reports.enums import RowKind
from reports.queries import checks_hold, ep8_figures, ep8_rows, overlap, period_of_day, period_of_month
from reports.rules import OPENINGS, Opening

# What of a row is the person's key, where it is not the row's own.
LEADS_TO: Mapping[str, str] = {
    RowKind.SPELL: "person_id",
    **dict.fromkeys((RowKind.SERVICE, RowKind.REFERRAL, RowKind.CALLBACK), "human"),
}


@dataclass
class _Town:
    """The case's people and families by their rows, to name them as the case does."""

    ground: Ground
    period: Period
    terms: CategoryTerms
    homes: dict[str, Household] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    families: dict[int, str] = field(default_factory=dict)

    def ids(self, line: str) -> list[str]:
        """Whom or what the line counts, in the order given: once for every row."""
        kind, rows = EP8[line].base.code, ep8_rows(self.ground.city, self.period, line)
        names, key = self.families if kind == RowKind.CASE else self.people, LEADS_TO.get(kind, "pk")
        order = {pk: place for place, pk in enumerate(names)}
        return [names[pk] for pk in sorted(rows.values_list(key, flat=True), key=order.__getitem__)]


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    period = period_of_month(case.given["period"], ground.city)
    town = _Town(ground, period, terms_on(period.last, ground.city).category)
    households = case.given.get("households", [])
    for person in case.given.get("people", ()):
        _settle(town, person, _first_of(person.get("household"), households))
    for household in sorted(households, key=lambda household: household["certified"]):
        _open(town, household, _first_of(household["id"], households))
    order = {household["id"]: place for place, household in enumerate(households)}
    town.families = dict(sorted(town.families.items(), key=lambda family: order[family[1]]))
    return _counted(town, case.expect)


def _counted(town: _Town, expect: Mapping[str, Any]) -> dict[str, Any]:
    city, period = town.ground.city, town.period
    figures = ep8_figures(city, period)
    found: dict[str, Any] = {
        "figures": {line: figures[line] for line in expect.get("figures") or {}},
        "lists": {line: town.ids(line) for line in expect.get("lists") or {}},
    }
    if "overlap" in expect:
        found["overlap"] = overlap(city, period)
    if "checks_hold" in expect:
        following = {line: Opening(figures[closing], 0) for line, closing in OPENINGS.items()}
        next_period = period_of_day(period.last + ONE_DAY, city)
        found["checks_hold"] = checks_hold(figures) and checks_hold(ep8_figures(city, next_period), following)
    return found


def _first_of(name: str | None, households: Iterable[Mapping[str, Any]]) -> str | None:
    """The family's first case: a later one has the people of the one before it."""
    before = {household["id"]: household.get("previous") for household in households}
    seen: set[str] = set()
    while name is not None and before.get(name) is not None and name not in seen:
        seen.add(name)
        name = before[name]
    return name


def _settle(town: _Town, stated: Mapping[str, Any], family: str | None) -> None:
    """The person in the family's household, or in one of their own, with every status stated."""
    home = town.homes.get(family or "")
    if home is None:
        home = add_household(town.ground, community=stated.get("community"))
        if family is not None:
            town.homes[family] = home
    person = add_person(town.ground, stated, home)
    town.people[person.pk] = stated["id"]
    usual = Category.C05 if family is None else Category.C02
    categories = [Category[code] for code in stated.get("categories", ())] or [usual]
    primary = primary_of(categories, town.terms)
    if primary is None:
        raise ValueError("the order of categories names none of those certified")
    held = Held(categories, primary)
    spells = [stated] if "certified" in stated else []
    for spell in sorted([*spells, *stated.get("spells", ())], key=lambda spell: spell["certified"]):
        certify_person(town.ground, person, home, spell, held)
    for service in stated.get("services", ()):
        add_service(town.ground, person, home, service)


def _open(town: _Town, stated: Mapping[str, Any], family: str | None) -> None:
    """The family's case, closed on the day stated; the one before it is its former case."""
    ground = town.ground
    if stated["certified"] > ground.as_of:
        return
    home = town.homes.get(family or "")
    if home is None:
        home = town.homes[family or ""] = add_household(ground)
    former = home.zero_cases.order_by("-certified_on").first() if "previous" in stated else None
    opened = certify_family(ground, home, stated["certified"], former=former)
    if "exit" in stated and stated["exit"] <= ground.as_of:
        end_case(opened, stated["exit"], ZeroFamilyCase.End.OTHER)
    town.families[opened.pk] = stated["id"]
