"""From rows to the facts the rules judge: a fixed number of statements, however many households."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from households.enums import FactKind, HonourLevel, Hukou, RegistrationKind, RetirementTrack, Sex
from households.models import Couple, Fact, Household, Membership, Person, Registration, ZeroFamilyCase
from households.rules.facts import ALWAYS, HouseholdFacts, PersonFacts, Span
from households.rules.facts import Registration as RegistrationFact

ONE_DAY = dt.timedelta(days=1)


def span_of(days: DateRange) -> Span:
    """A range of days as the rules take it: both days included."""
    return Span(days.lower or ALWAYS, days.upper - ONE_DAY if days.upper else None)


def household_facts(households: Collection[int]) -> dict[int, HouseholdFacts]:
    """The facts of each of these households by its key, for whatever day the rules are asked about. Who was merged into
    somebody else is nobody's member."""
    memberships = list(
        Membership.objects.filter(household__in=households, person__merged_into=None)
        .order_by("household", "pk")
        .values_list("household_id", "person_id", "validity")
    )
    zero_spans: dict[int, list[Span]] = defaultdict(list)
    cases = ZeroFamilyCase.objects.filter(household__in=households).order_by("certified_on")
    for household, certified_on, ended_on in cases.values_list("household_id", "certified_on", "ended_on"):
        zero_spans[household].append(Span(certified_on, ended_on))
    couples: dict[int, list[Any]] = defaultdict(list)
    rows = Couple.objects.filter(household__in=households).order_by("pk")
    for household, first, second, validity in rows.values_list("household_id", "first_id", "second_id", "validity"):
        couples[household].append((first, second, span_of(validity)))
    people = _people(Membership.objects.filter(household__in=households).values("person"))
    members: dict[int, list[Any]] = defaultdict(list)
    for household, person, validity in memberships:
        facts, dead_on = people[person](tuple(zero_spans[household]))
        members[household].append((facts, _until_death(span_of(validity), dead_on)))
    hukous = Household.objects.filter(pk__in=households).values_list("pk", "hukou")
    return {
        household: HouseholdFacts(Hukou(hukou), tuple(members[household]), tuple(couples[household]))
        for household, hukou in hukous
    }


def lone_person(person: Person) -> PersonFacts:
    """What stands on the person alone: all that the date of retirement asks for."""
    return PersonFacts(
        key=person.pk,
        sex=Sex(person.sex),
        born=person.born,
        retirement_track=RetirementTrack(person.retirement_track),
        retirement_override=person.retirement_override,
    )


def _until_death(span: Span, dead_on: dt.date | None) -> Span:
    """A membership ends with death, whether or not anybody ended it."""
    if dead_on is None or (span.last is not None and span.last <= dead_on):
        return span
    return Span(span.first, dead_on)


def _people(keys: Any) -> dict[int, Any]:
    """For each person a function from the family's certified spans to the person's facts and day of death."""
    registrations: dict[int, list[RegistrationFact]] = defaultdict(list)
    for person, kind, validity in _rows(Registration.objects.filter(person__in=keys), "person_id", "kind", "validity"):
        registrations[person].append(RegistrationFact(RegistrationKind(kind), span_of(validity)))
    facts: dict[int, dict[FactKind, tuple[Span, ...]]] = defaultdict(dict)
    honours: dict[int, list[tuple[HonourLevel, Span]]] = defaultdict(list)
    rows = _rows(Fact.objects.filter(person__in=keys), "person_id", "kind", "validity", "level")
    for person, number, validity, level in rows:
        kind, span = FactKind(number), span_of(validity)
        facts[person][kind] = (*facts[person].get(kind, ()), span)
        if kind is FactKind.MODEL_WORKER:
            honours[person].append((HonourLevel(level), span))

    def maker(row: Mapping[str, Any]) -> Any:
        pk = row["pk"]

        def make(zero_family: tuple[Span, ...]) -> tuple[PersonFacts, dt.date | None]:
            made = PersonFacts(
                key=pk,
                name=row["name"],
                sex=Sex(row["sex"]),
                born=row["born"],
                retirement_track=RetirementTrack(row["retirement_track"]),
                retirement_override=row["retirement_override"],
                registrations=tuple(registrations.get(pk, ())),
                facts=facts.get(pk, {}),
                honours=tuple(honours.get(pk, ())),
                children_born=tuple(row["children_born"]),
                zero_family=zero_family,
            )
            return made, row["dead_on"]

        return make

    fields = ("pk", "name", "sex", "born", "retirement_track", "retirement_override", "children_born", "dead_on")
    return {row["pk"]: maker(row) for row in Person.objects.filter(pk__in=keys).values(*fields)}


def _rows(rows: Any, *fields: str) -> Iterable[tuple[Any, ...]]:
    return rows.order_by("pk").values_list(*fields)
