"""Of the world in four areas: a request about one's data, a hand-over, a death and a merge."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Area, User
from households.enums import Applicant, DataRequestKind
from households.models import DataRequest, Handover, Household, Membership, Person, PersonMerge
from tests import factories
from tests.world_cases import NOW, TODAY


def request(person: Person, area: Area, officer: User) -> DataRequest:
    return DataRequest.objects.create(
        person=person,
        area=area,
        kind=DataRequestKind.SEE,
        applicant=Applicant.SELF,
        applicant_name=person.name,
        wish="查阅",
        received_on=TODAY,
        received_by=officer,
        due_on=TODAY,
        due_source="条款",
    )


def handover(household: Household, officer: User) -> Handover:
    """To a community of another district, so that it is seen from here alone."""
    elsewhere = factories.AreaFactory.create(code="990199001001", name="远方社区")
    return Handover.objects.create(
        household=household,
        from_area=household.area,
        to_area=elsewhere,
        on=TODAY,
        reason="搬家",
        proposed_by=officer,
        proposed_at=NOW,
    )


def dead(household: Household, officer: User) -> Person:
    """Somebody whose death is registered."""
    person = factories.PersonFactory.create(name="故人", dead_on=TODAY)
    Membership.objects.create(household=household, person=person, validity=DateRange(dt.date(2020, 1, 1), TODAY))
    person.deaths.create(on=TODAY, evidence="死亡证明", registered_by=officer, registered_at=NOW)
    return person


def merge(person: Person, officer: User) -> PersonMerge:
    return PersonMerge.objects.create(
        survivor=person,
        duplicate=factories.PersonFactory.create(name="重复登记"),
        area=officer.area,
        community=officer.area,
        reason="同一人",
        proposed_by=officer,
        proposed_at=NOW,
    )
