"""People and households of a case, with what is known of them on its day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.fields import resident_id_digest
from households.enums import FactKind, Hukou, RegistrationKind, RetirementTrack, Sex
from households.models import Couple, Fact, Household, Membership, Person, Registration, Responsibility
from policy.deadlines import ONE_DAY

from .ground import LONG_AGO, Ground

BORN = dt.date(1975, 6, 1)
PERIODS = {
    "laid_off": FactKind.LAID_OFF,
    "business_licence": FactKind.BUSINESS_LICENCE,
    "disability_certificate": FactKind.DISABILITY_CERTIFICATE,
    "low_income": FactKind.LOW_INCOME,
    "land_loss": FactKind.LAND_LOSS,
    "military_spouse": FactKind.MILITARY_SPOUSE,
    "single_parent": FactKind.SINGLE_PARENT,
}
# field → (what is not the ordinary case, the fact that says so)
CONDITIONS = {
    "hukou": ("rural", FactKind.RURAL_HUKOU),
    "local": (False, FactKind.NOT_LOCAL),
    "able_to_work": (False, FactKind.UNABLE_TO_WORK),
    "willing_to_work": (False, FactKind.UNWILLING_TO_WORK),
    "martyr_dependant": (True, FactKind.MARTYR_DEPENDANT),
}
Days = tuple[dt.date, dt.date | None]


def add_household(ground: Ground, *, community: str | None = None, hukou: str = Hukou.URBAN) -> Household:
    area = ground.community(community)
    household = Household.objects.create(area=area, address="算例", hukou=hukou)
    Responsibility.objects.create(household=household, area=area, validity=DateRange(None, None))
    return household


def add_person(ground: Ground, stated: Mapping[str, Any], household: Household) -> Person:
    """The person ``stated``, of ``household`` for the time stated, as known by the day of the case."""
    born, sex = stated.get("born", BORN), Sex(stated.get("sex", Sex.MALE))
    number = ground.id_number(born, sex)
    usual = RetirementTrack.M60 if sex == Sex.MALE else RetirementTrack.F50
    person = Person.objects.create(
        name=stated.get("id", "算例")[:50],
        sex=sex,
        born=born,
        id_number=number,
        id_digest=resident_id_digest(number),
        retirement_track=stated.get("retirement_track", usual),
        retirement_override=stated.get("retirement_override"),
        retirement_evidence="算例" if stated.get("retirement_override") else "",
        children_born=stated.get("children", []),
    )
    stay = stated.get("in_household", {})
    Membership.objects.create(household=household, person=person, validity=days(stay.get("from"), stay.get("to")))
    register(ground, person, RegistrationKind.UNEMPLOYED, stated.get("unemployment", ()))
    for kind in RegistrationKind:
        employments = [period for period in stated.get("employment", ()) if period["kind"] == kind.name.lower()]
        register(ground, person, kind, employments)
    Fact.objects.bulk_create(Fact(person=person, **values) for values in _facts(ground, stated))
    return person


def register(ground: Ground, person: Person, kind: RegistrationKind, periods: Iterable[Mapping[str, Any]]) -> None:
    """Registrations of one kind, those that are known by the day of the case. A period stated twice is one."""
    known = dict.fromkeys(_known(ground, periods))
    Registration.objects.bulk_create(
        Registration(person=person, kind=kind, validity=days(first, last)) for first, last in known
    )


def employ(person: Person, first: dt.date, last: dt.date | None) -> None:
    """An employment in an enterprise from ``first`` to ``last``, known whatever day is asked about."""
    person.registrations.create(kind=RegistrationKind.ENTERPRISE, validity=days(first, last))


def lose(person: Person, kind: FactKind, since: dt.date) -> None:
    """The loss of ability or wish from ``since`` on."""
    person.facts.create(kind=kind, validity=days(since, None))


def leave_merged_company(person: Person) -> None:
    """One of the 并轨 workers, since long ago."""
    person.facts.create(kind=FactKind.MERGED, validity=days(LONG_AGO, None), employer="算例")


def marry(household: Household, one: Person, other: Person, period: Mapping[str, dt.date]) -> None:
    validity = days(period.get("from"), period.get("to"))
    Couple.objects.create(household=household, first=one, second=other, validity=validity)


def _facts(ground: Ground, stated: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, (value, kind) in CONDITIONS.items():
        if stated.get(name) == value:
            yield {"kind": kind, "validity": days(LONG_AGO, None)}
    if "model_worker" in stated:
        yield {"kind": FactKind.MODEL_WORKER, "validity": days(LONG_AGO, None), "level": stated["model_worker"]}
    for name, kind in PERIODS.items():
        for first, last in _known(ground, [stated[name]] if name in stated else []):
            yield {"kind": kind, "validity": days(first, last)}
    for role in {period["role"] for period in stated.get("roles", ())}:
        held = [period for period in stated["roles"] if period["role"] == role]
        for first, last in _merged(_known(ground, held)):
            yield {"kind": FactKind[role.upper()], "validity": days(first, last)}


def _known(ground: Ground, periods: Iterable[Mapping[str, Any]]) -> Iterator[Days]:
    """The periods that have begun by the day of the case; their ends are known with them."""
    for period in periods:
        first = period.get("from", LONG_AGO)
        if first <= ground.as_of:
            yield first, period.get("to")


def _merged(periods: Iterable[Days]) -> list[Days]:
    """The same days without overlaps: one role held twice at a time is held once."""
    merged: list[Days] = []
    for first, last in sorted(periods, key=lambda days: (days[0], days[1] or dt.date.max)):
        before = merged[-1] if merged else None
        if before is None or (before[1] is not None and before[1] < first):
            merged.append((first, last))
        elif before[1] is not None and (last is None or last > before[1]):
            merged[-1] = (before[0], last)
    return merged


def days(first: dt.date | None, last: dt.date | None) -> DateRange:
    """Both days included, as the database keeps them. Raises ValueError for a last day before the first."""
    if first is not None and last is not None and last < first:
        raise ValueError(f"{last} is before {first}")
    return DateRange(first, last + ONE_DAY if last is not None and last < dt.date.max else None)
