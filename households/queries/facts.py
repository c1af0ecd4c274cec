"""From rows to the facts the rules judge: a fixed number of statements, in two round trips, however many households.

A refresh reads every fact of a city this way, so rows come as the driver gives them and what many have in common, a
range of days or a registration, is read once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from households.enums import FactKind, HonourLevel, Hukou, RegistrationKind, RetirementTrack, Sex
from households.models import Person
from households.queries.keys import array_of
from households.rules.facts import ALWAYS, HouseholdFacts, PersonFacts, Registration, Span
from households.rules.family import FamilyTerms, is_idle

ONE_DAY = dt.timedelta(days=1)
ALIKE = 50_000  # ranges remembered

_HOMES = "SELECT id, hukou FROM households_household WHERE id = ANY(%s::bigint[])"
_MEMBERSHIPS = """
    SELECT household_id, person_id, validity::text FROM households_membership WHERE household_id = ANY(%s::bigint[])
    ORDER BY household_id, id
"""
_CASES = """
    SELECT household_id, certified_on, ended_on FROM households_zerofamilycase WHERE household_id = ANY(%s::bigint[])
    ORDER BY certified_on
"""
_COUPLES = """
    SELECT household_id, first_id, second_id, validity::text FROM households_couple
    WHERE household_id = ANY(%s::bigint[]) ORDER BY id
"""
_PEOPLE = """
    SELECT id, name, sex, born, retirement_track, retirement_override, children_born, dead_on FROM households_person
    WHERE id = ANY(%s::bigint[]) AND merged_into_id IS NULL
"""
_REGISTRATIONS = """
    SELECT person_id, kind, validity::text FROM households_registration WHERE person_id = ANY(%s::bigint[]) ORDER BY id
"""
_FACTS = """
    SELECT person_id, kind, level, validity::text FROM households_fact WHERE person_id = ANY(%s::bigint[]) ORDER BY id
"""
_REGISTERED = """
    SELECT household_id, registration.kind, registration.validity::text FROM households_membership member
    JOIN households_registration registration USING (person_id) WHERE household_id = ANY(%s::bigint[])
"""
_LAID_OFF = f"""
    SELECT household_id, fact.validity::text FROM households_membership member
    JOIN households_fact fact USING (person_id)
    WHERE household_id = ANY(%s::bigint[]) AND fact.kind = {FactKind.LAID_OFF.value}
"""  # noqa: S608  (a number of ours)
_OPEN_CASES = """
    SELECT household_id FROM households_zerofamilycase WHERE household_id = ANY(%s::bigint[]) AND ended_on IS NULL
"""


def _rows(keys: str, *statements: str) -> list[list[tuple[Any, ...]]]:
    """The rows of each of the statements, which all take the same keys, in one round trip."""
    with connection.cursor() as cursor:
        cursor.execute(";".join(statements), [keys] * len(statements))
        return [cursor.fetchall() for position, _ in enumerate(statements) if not position or cursor.nextset()]


def span_of(days: DateRange) -> Span:
    """A range of days as the rules take it: both days included."""
    return Span(days.lower or ALWAYS, days.upper - ONE_DAY if days.upper else None)


@lru_cache(ALIKE)
def _span(written: str) -> Span:
    """The same of a range as PostgreSQL writes it, such as ``[2020-01-01,)``."""
    lower, upper = written[1:-1].split(",")
    read = dt.date.fromisoformat
    return span_of(DateRange(read(lower) if lower else None, read(upper) if upper else None))


@lru_cache(ALIKE)
def _registration(kind: int, written: str) -> Registration:
    return Registration(RegistrationKind(kind), _span(written))


def household_facts(households: Collection[int]) -> dict[int, HouseholdFacts]:
    """The facts of each of these households by its key, for whatever day the rules are asked about. Who was merged into
    somebody else is nobody's member."""
    cases, pairs, memberships, homes = _rows(array_of(households), _CASES, _COUPLES, _MEMBERSHIPS, _HOMES)
    zero_spans: dict[int, tuple[Span, ...]] = {}
    for home, certified_on, ended_on in cases:
        zero_spans[home] = (*zero_spans.get(home, ()), Span(certified_on, ended_on))
    couples: dict[int, tuple[Any, ...]] = {}
    for home, first, second, days in pairs:
        couples[home] = (*couples.get(home, ()), (first, second, _span(days)))
    people = _people(array_of({key for _, key, _ in memberships}))
    members: dict[int, list[Any]] = defaultdict(list)
    for home, key, days in memberships:
        if key in people:
            person, dead_on = people[key]
            if home in zero_spans:
                person = person._replace(zero_family=zero_spans[home])
            members[home].append((person, _until_death(_span(days), dead_on)))
    return {
        home: HouseholdFacts(_HUKOUS[hukou], tuple(members.get(home, ())), couples.get(home, ()))
        for home, hukou in homes
    }


def worth_asking(households: Collection[int], terms: FamilyTerms, on: dt.date) -> set[int]:
    """Which of these households the rules may find something of on the day ``on``, or have a case to end: those where
    anybody who ever lived there is idle, and those of an open case. All their facts are read of the few alone."""
    registered, laid_off, cases = _rows(array_of(households), _REGISTERED, _LAID_OFF, _OPEN_CASES)
    found = {home for (home,) in cases}
    found |= {home for home, days in laid_off if is_idle((), (_span(days),), terms, on=on)}
    idle = {
        (kind, days): is_idle((_registration(kind, days),), (), terms, on=on)
        for kind, days in {(kind, days) for _, kind, days in registered}
    }
    return found | {home for home, kind, days in registered if idle[kind, days]}


def person_facts(people: Collection[int]) -> dict[int, PersonFacts]:
    """The facts of each of these people by key, homes aside; who was merged into somebody else has none."""
    return {key: facts for key, (facts, _) in _people(array_of(people)).items()} if people else {}


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


_HUKOUS = {hukou.value: hukou for hukou in Hukou}
_SEXES = {sex.value: sex for sex in Sex}
_TRACKS = {track.value: track for track in RetirementTrack}
_KINDS = {kind.value: kind for kind in FactKind}
_NONE: Mapping[FactKind, tuple[Span, ...]] = {}


def _people(keys: str) -> dict[int, tuple[PersonFacts, dt.date | None]]:
    """These people by key, each with the day of death, but for who was merged into somebody else."""
    registered, stated, described = _rows(keys, _REGISTRATIONS, _FACTS, _PEOPLE)
    registrations: dict[int, tuple[Registration, ...]] = {}
    for person, number, days in registered:
        registrations[person] = (*registrations.get(person, ()), _registration(number, days))
    facts: dict[int, dict[FactKind, tuple[Span, ...]]] = {}
    honours: dict[int, tuple[tuple[HonourLevel, Span], ...]] = {}
    for person, number, level, days in stated:
        kind, span, own = _KINDS[number], _span(days), facts.setdefault(person, {})
        own[kind] = (*own.get(kind, ()), span)
        if kind is FactKind.MODEL_WORKER:
            honours[person] = (*honours.get(person, ()), (HonourLevel(level), span))
    people = {}
    for key, name, sex, born, track, override, children, dead_on in described:
        ours = (registrations.get(key, ()), facts.get(key, _NONE), honours.get(key, ()), tuple(children))
        people[key] = PersonFacts(key, _SEXES[sex], born, _TRACKS[track], override, *ours, name=name), dead_on
    return people
