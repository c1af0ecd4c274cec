"""The roster of ``tests/cases/ep8.yaml``, row by row, in one community of a small city."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from assistance.enums import Channel
from assistance.models import Offer, Placement, Service, Visit
from households.enums import Category, ExitReason, RegistrationKind
from households.models import Certification, HardToEmploySpell, Membership, Responsibility, ZeroFamilyCase
from policy.deadlines import add_months
from policy.periods import Period, report_month
from reports.actions import publish
from tests import care_rows, factories, offering
from tests.setting import SHANGHAI

LONG_AGO = dt.date(2009, 1, 1)
NOVEMBER = report_month(2010, 11)
DECEMBER = NOVEMBER.next()
KINDS = {
    "enterprise": RegistrationKind.ENTERPRISE,
    "public_welfare_post": RegistrationKind.PUBLIC_WELFARE_POST,
    "flexible": RegistrationKind.FLEXIBLE,
    "self_employed": RegistrationKind.SELF_EMPLOYED,
}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def after(period: Period, days: int = 2) -> dt.datetime:
    """A working hour some days after the period's end."""
    return dt.datetime.combine(period.last + dt.timedelta(days=days), dt.time(9), SHANGHAI)


class Roster:
    """Certified people and families of one community, entered straight into the tables."""

    def __init__(self, community, worker):
        self.community, self.worker = community, worker
        self.people, self.spells, self.homes, self.cases, self.rows = {}, {}, {}, {}, {}

    def home(self, name=None, community=None):
        if name in self.homes:
            return self.homes[name]
        community = community or self.community
        home = factories.HouseholdFactory(area=community)
        Responsibility.objects.filter(household=home).update(validity=DateRange(LONG_AGO, None))
        if name:
            self.homes[name] = home
        return home

    def person(self, name, *, home=None, community=None, **values):
        household = self.home(home, community)
        person = factories.PersonFactory(name=name, **values)
        factories.MembershipFactory(household=household, person=person, validity=DateRange(LONG_AGO, None))
        self.people[name] = person
        return person

    def _certification(self, household, person, on):
        return Certification.objects.create(
            household=household,
            person=person,
            area=household.area,
            chain_code=Certification.chains[-1].code,
            status="approved",
            reasons=[{"code": "C01"}],
            decided_reasons=[{"code": "C01"}],
            facts={},
            certified_on=on,
            drafted_by=self.worker,
            drafted_at=dt.datetime.combine(on, dt.time(9), SHANGHAI),
        )

    def certify(self, name, on, *categories, exit=None):
        """A spell of the person, with its exit as ``(day, reason)``."""
        person = self.people[name]
        household = Membership.objects.get(person=person).household
        numbers = [Category[category] for category in categories or ("C01",)]
        spell = HardToEmploySpell.objects.create(
            person=person,
            household=household,
            certification=self._certification(household, person, day(on)),
            categories=numbers,
            primary=numbers[0],
            certified_on=day(on),
            exited_on=day(exit[0]) if exit else None,
            exit_reason=exit[1] if exit else "",
        )
        self.spells.setdefault(name, spell)
        return spell

    def employ(self, name, kind, since, until=None):
        return factories.registered(self.people[name], KINDS[kind], day(since), day(until) if until else None)

    def unemployed(self, name, since, until=None):
        last = day(until) if until else None
        return factories.registered(self.people[name], RegistrationKind.UNEMPLOYED, day(since), last)

    def place(self, name, kind, since, channel, until=None):
        """An employment with the channel through which it came about."""
        registration = self.employ(name, kind, since, until)
        Placement.objects.create(
            registration=registration,
            channel=Channel[channel],
            source="community",
            workplace="street",
            recorded_by=self.worker,
            recorded_at=dt.datetime.combine(day(since), dt.time(9), SHANGHAI),
        )
        return registration

    def serve(self, name, kind, on, **values):
        made = care_rows.service(self.people[name], self.worker, kind=kind, on=day(on), **values)
        self.rows[Service, made.pk] = name
        return made

    def refer(self, name, on, **values):
        """A post offered, which is the referral to it."""
        made = offering.offer(self.people[name], made_on=day(on), recorded_by=self.worker, **values)
        self.rows[Offer, made.pk] = name
        return made

    def call_back(self, name, registration, on, **values):
        common = {"kind": "self", "outcome": "at_work", "registration": registration, "on": day(on)}
        made = care_rows.visit(self.people[name], self.worker, **common | values)
        self.rows[Visit, made.pk] = name
        return made

    def family(self, name, on, *, end=None):
        household = self.home(name)
        case = ZeroFamilyCase.objects.create(
            household=household,
            certification=self._certification(household, None, day(on)),
            certified_on=day(on),
            due_on=add_months(day(on), 3),
            due_source="哈就办字[2007]12号 三",
            ended_on=day(end[0]) if end else None,
            end_reason=end[1] if end else "",
        )
        self.cases[name] = case
        return case

    def names(self, rows):
        """The names a test knows the rows by, in the order of the rows."""
        known = {
            HardToEmploySpell: {spell.pk: name for name, spell in self.spells.items()},
            ZeroFamilyCase: {case.pk: name for name, case in self.cases.items()},
        }
        people = {person.pk: name for name, person in self.people.items()}
        return [self.rows.get((type(row), row.pk)) or known.get(type(row), people)[row.pk] for row in rows]


@pytest.fixture
def roster(city):
    """An empty roster in the first community."""
    return Roster(city.community, city.worker)


@pytest.fixture
def november(roster):
    """The roster of ``tests/cases/ep8.yaml``."""
    for number in range(1, 14):
        home = {6: "H1", 7: "H1", 8: "H2"}.get(number)
        roster.person(f"P{number:02}", home=home)
    roster.certify("P01", "2010-10-05", "C01")
    roster.certify("P02", "2010-09-01", "C05")
    roster.certify("P03", "2010-10-21", "C03")
    roster.certify("P04", "2010-11-20", "C04")
    roster.certify("P05", "2010-11-21", "C01")
    roster.certify("P06", "2010-08-15", "C02")
    roster.certify("P07", "2010-08-15", "C02")
    roster.certify("P08", "2010-11-05", "C02")
    roster.certify("P09", "2010-07-01", "C01", exit=("2010-11-12", ExitReason.RETIRED))
    roster.certify("P10", "2010-06-01", "C06", exit=("2010-10-30", ExitReason.NO_DESIRE))
    roster.certify("P11", "2010-05-10", "C01")
    roster.certify("P12", "2010-10-28", "C04", "C07")
    roster.certify("P13", "2010-04-01", "C08")
    roster.serve("P02", "guidance", "2010-10-25")
    roster.employ("P01", "flexible", "2010-11-02")
    roster.employ("P06", "public_welfare_post", "2010-11-10")
    roster.employ("P11", "enterprise", "2010-10-20")
    roster.employ("P12", "enterprise", "2010-11-15")
    roster.employ("P13", "self_employed", "2010-11-03", "2010-11-18")
    roster.family("H1", "2010-08-15")
    roster.family("H2", "2010-11-05")
    return roster


def published(city, period):
    """The month published from the communities up to the city; the publications by office."""
    at = after(period)
    offices = (
        (city.neighbour, city.neighbour_worker),
        (city.community, city.worker),
        (city.street, city.street_officer),
        (city.district, city.district_officer),
        (city.city, city.statistician),
    )
    return {area.name: publish(area=area, period=period, actor=actor, at=at) for area, actor in offices}
