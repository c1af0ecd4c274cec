"""Certificates for tests: applied for, issued, inspected."""

import datetime as dt
import itertools

from approvals.workflow import Decision
from households.actions import certificates, inspections
from households.models import Certificate, InspectionRound, Person
from policy.models import Document
from tests.casework import MONDAY, household_of
from tests.setting import City

_serials = itertools.count(2301030011000001)
CLOSES = dt.date(2026, 9, 30)


def out_of_work(city: City, name: str = "周证", area=None) -> Person:
    """Somebody registered unemployed, in no status."""
    return household_of(city, {"name": name}, area=area).memberships.get().person


def applied_for(city: City, person: Person, at: dt.datetime = MONDAY) -> Certificate:
    return certificates.apply_for_certificate(
        person=person, category=None, evidence="身份证、失业登记凭证", worker=city.worker, at=at
    )


def decided(case: Certificate, officer, decision=Decision.APPROVE, at=MONDAY, **said) -> Certificate:
    written = certificates.Said(**said)
    return certificates.decide(application=case, actor=officer, decision=decision, said=written, at=at)


def issued_to(city: City, person: Person, at: dt.datetime = MONDAY, serial: str = "") -> Certificate:
    """A certificate that climbed to the district."""
    case = applied_for(city, person, at)
    for officer in (city.worker, city.street_officer):
        case = decided(case, officer, at=at)
    return decided(case, city.district_officer, at=at, serial=serial or str(next(_serials)))


def round_opened(city: City, at: dt.datetime = MONDAY, **values) -> InspectionRound:
    """A round of the district from the day of ``at`` to the end of September."""
    plan = {
        "area": city.district,
        "year": 2026,
        "opens_on": at.date(),
        "closes_on": CLOSES,
        "document": Document.objects.get(number="黑社保发[2004]7号"),
        "article": "三(二)1",
    } | values
    return inspections.open_round(plan=inspections.RoundPlan(**plan), officer=city.district_officer, at=at)
