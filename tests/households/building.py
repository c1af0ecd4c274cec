"""Many households at once, for what must not grow with them."""

import datetime as dt
from collections.abc import Sequence

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.fields import resident_id_digest
from accounts.models import Area
from households.enums import FactKind, RegistrationKind, Relation, RetirementTrack, Sex
from households.models import Couple, Fact, Household, Membership, Person, Registration, Responsibility
from tests.factories import made_up_id

SINCE_2020 = DateRange(dt.date(2020, 1, 1), None)
LAID_OFF_ON = dt.date(2025, 8, 15)
CERTIFICATE_ENDS = dt.date(2026, 10, 15)
FAMILIES = 8  # kinds of situations, in turn: at work, out of work, unable, with a certificate that ends


def many_households(community: Area, count: int) -> list[Household]:
    """``count`` households of two adults and a child each, in FAMILIES kinds of situations."""
    homes = Household.objects.bulk_create(Household(area=community, address=f"和平路{n}号") for n in range(count))
    Responsibility.objects.bulk_create(
        Responsibility(household=home, area=community, validity=SINCE_2020) for home in homes
    )
    family = [
        [_person(n, Sex.MALE, 1964 + n % 30), _person(n, Sex.FEMALE, 1972 + n % 20), _person(n, Sex.MALE, 2006 + n % 8)]
        for n in range(count)
    ]
    Person.objects.bulk_create(person for people in family for person in people)
    Membership.objects.bulk_create(
        Membership(household=home, person=person, relation=relation, validity=SINCE_2020)
        for home, people in zip(homes, family, strict=True)
        for person, relation in zip(people, (Relation.HEAD, Relation.SPOUSE, Relation.CHILD), strict=True)
    )
    Couple.objects.bulk_create(
        Couple(household=home, first=people[0], second=people[1], validity=SINCE_2020)
        for home, people in zip(homes, family, strict=True)
    )
    _situations(family)
    return homes


def _person(number: int, sex: Sex, year: int) -> Person:
    born = dt.date(year, 1 + number % 12, 1 + number % 28)
    id_number = made_up_id(born, sex)
    track = RetirementTrack.M60 if sex == Sex.MALE else RetirementTrack.F50
    return Person(
        name=f"王{number}",
        sex=sex,
        born=born,
        id_number=id_number,
        id_digest=resident_id_digest(id_number),
        phone="13900000000",
        retirement_track=track,
    )


def _situations(family: Sequence[Sequence[Person]]) -> None:
    registrations, facts = [], []
    for number, (head, spouse, child) in enumerate(family):
        kind = number % FAMILIES
        worked = DateRange(dt.date(2020, 1, 1), LAID_OFF_ON)
        unemployed = DateRange(LAID_OFF_ON, None)
        for person in (head, spouse):
            if kind == 0 and person is spouse:
                continue
            registrations.append(Registration(person=person, kind=RegistrationKind.ENTERPRISE, validity=worked))
            now = RegistrationKind.FLEXIBLE if kind in (1, 2) else RegistrationKind.UNEMPLOYED
            registrations.append(Registration(person=person, kind=now, validity=unemployed))
        facts.append(Fact(person=child, kind=FactKind.STUDENT, validity=DateRange(dt.date(2020, 9, 1), None)))
        if kind == 3:
            certified = DateRange(dt.date(2020, 1, 1), CERTIFICATE_ENDS)
            facts.append(Fact(person=head, kind=FactKind.DISABILITY_CERTIFICATE, validity=certified))
        if kind == 4:
            facts.append(Fact(person=spouse, kind=FactKind.UNABLE_TO_WORK, validity=SINCE_2020))
    Registration.objects.bulk_create(registrations)
    Fact.objects.bulk_create(facts)
