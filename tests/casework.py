"""Cases for tests of casework: families and people the rules find, and the climb up the chain."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from approvals.workflow import Decision
from households.actions import certification
from households.actions.assessment import assess
from households.actions.registrations import NewRegistration, register
from households.enums import FactKind, RegistrationKind
from households.models import Certification, Household, Person
from households.models.findings import Origin
from tests import factories
from tests.setting import SHANGHAI, City

MONDAY = dt.datetime(2026, 9, 7, 9, tzinfo=SHANGHAI)  # the notice runs to Monday the 14th
NOTICE_ENDED = MONDAY + dt.timedelta(days=8)
JULY = dt.date(2026, 7, 1)


@transaction.atomic
def household_of(city, *people, area=None, worker=None, at=MONDAY):
    """A household whose members are registered unemployed since July, assessed."""
    home = factories.HouseholdFactory(area=area or city.community)
    for number, values in enumerate(people or ({},)):
        person = factories.PersonFactory(**({"name": f"李{number}", "born": dt.date(1972, 1, 5)} | values))
        relation = "head" if number == 0 else "other"
        factories.MembershipFactory(household=home, person=person, relation=relation)
        factories.registered(person, RegistrationKind.UNEMPLOYED, JULY)
    assess(household=home, actor=worker or city.worker, at=at, origin=Origin.ACT)
    return home


@transaction.atomic
def disabled_person(city, *, with_age=False, **values):
    """Somebody of category C03 and a spouse at work, so that the household is no zero-employment family."""
    born = dt.date(1972, 1, 5) if with_age else dt.date(1990, 1, 5)
    home = factories.HouseholdFactory(area=city.community)
    person = factories.PersonFactory(**({"name": "王残", "born": born} | values))
    factories.MembershipFactory(household=home, person=person)
    factories.registered(person, RegistrationKind.UNEMPLOYED, JULY)
    factories.fact(person, FactKind.DISABILITY_CERTIFICATE, dt.date(2020, 1, 1))
    spouse = factories.PersonFactory(name="王工", born=dt.date(1988, 1, 1))
    factories.MembershipFactory(household=home, person=spouse, relation="spouse")
    factories.registered(spouse, RegistrationKind.ENTERPRISE, JULY)
    assess(household=home, actor=city.worker, at=MONDAY, origin=Origin.ACT)
    return home, person


def applied(city: City, home: Household, person: Person | None = None, at: dt.datetime = MONDAY) -> Certification:
    return certification.apply_for_certification(household=home, person=person, worker=city.worker, at=at)


def decided(case: Certification, officer: User, decision=Decision.APPROVE, comment="", at=MONDAY) -> Certification:
    return certification.decide(certification=case, actor=officer, decision=decision, comment=comment, at=at)


def in_notice(city: City, home: Household, person: Person | None = None) -> Certification:
    """A case whose notice runs from MONDAY."""
    return decided(applied(city, home, person), city.worker)


def certified(city: City, home: Household, person: Person | None = None) -> Certification:
    """A case that has climbed to the district, on the first day after its notice."""
    case = in_notice(city, home, person)
    for officer in (city.street_officer, city.district_officer):
        case = decided(case, officer, at=NOTICE_ENDED)
    return case


def works(city: City, person: Person, kind: RegistrationKind, since: dt.date, at: dt.datetime) -> None:
    """An employment, or the loss of it, registered by the worker."""
    register(person=person, registration=NewRegistration(kind, since), worker=city.worker, at=at)
