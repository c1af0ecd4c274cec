"""What becomes of the families of a big city, from their first survey to the day on which the city stands."""

import datetime as dt
from typing import Any

from accounts.fields import resident_id_digest
from households.enums import FamilyKind, IncomeSource, NoCaseReason, RegistrationKind
from households.models import (
    Couple,
    Fact,
    Household,
    Membership,
    NoCase,
    Person,
    Registration,
    Residence,
    Responsibility,
)
from households.models.findings import Origin
from households.names import search_columns
from policy.deadlines import ONE_DAY, add_months
from policy.parameters import SURVEY_NO_CASE_MONTHS

from .cases import Casework
from .findings import Findings
from .homes import Home
from .offices import Seat
from .people import Somebody
from .response import Assistance
from .sheets import span
from .surveys import Surveyor

WAGES = {
    RegistrationKind.ENTERPRISE: 2600,
    RegistrationKind.FLEXIBLE: 1800,
    RegistrationKind.PUBLIC_WELFARE_POST: 1700,
    RegistrationKind.SELF_EMPLOYED: 2200,
}
EXPLAINED = 0.25  # of those found and not applied for


class Lives:
    """Settles families in communities, one after another, from ``first`` on."""

    def __init__(self, casework: Casework, surveyor: Surveyor, assistance: Assistance, first: dt.date) -> None:
        self.casework, self.surveyor, self.assistance, self.first = casework, surveyor, assistance, first
        self.sheets, self.population, self.until = casework.sheets, casework.population, casework.until
        self.refreshed_on = self.until.replace(day=1)
        seal: Any = Person._meta.get_field
        self.seal_number, self.seal_phone = seal("id_number").sealer(), seal("phone").sealer()

    def settle(self, seat: Seat) -> None:
        """One more family of a community, with its history."""
        days = (self.until - self.first).days
        family = self.population.family(self.first + self.population.number(0, days - 1) * ONE_DAY)
        home = Home(self.sheets[Household].key, seat, family)
        for member in family.members:
            member.key = self._register(member)
        assessed_on = self._judge(home)
        self.sheets[Household].add(seat.area, family.address, family.hukou, family.housing, None, "", assessed_on)
        self._periods(home)
        self.surveyor.visit(home)
        self.assistance.respond(home)

    def _register(self, somebody: Somebody) -> int:
        number = self.population.identities.id_number(somebody.born, somebody.sex)
        phone = self.seal_phone(somebody.phone) if somebody.phone else ""
        wage = next((WAGES[job.kind] for job in somebody.jobs if job.last is None and job.kind in WAGES), None)
        profile = somebody.profile
        return self.sheets[Person].add(
            *(somebody.name, somebody.sex, somebody.born, self.seal_number(number), resident_id_digest(number), phone),
            *(somebody.track, somebody.children_born, wage, IncomeSource.WAGE if wage else ""),
            *(profile["education"], profile["health"], profile["unemployment_reason"], profile["skills"]),
            *(profile["job_wish"], profile["training_wish"]),
            *search_columns(somebody.name).values(),
        )

    def _judge(self, home: Home) -> dt.date:
        """Ask the rules at the first visit, after everything that happened, and at the last refresh. Returns the last
        day they were asked about. Where nobody is out of work they find nothing, and are not asked."""
        visited_on = home.family.visited_on
        last = max(visited_on, self.refreshed_on)
        if not any(member.is_unemployed for member in home.family.members):
            return last
        rules, findings = self.casework.rules, Findings(home.key, self.sheets)
        judgement = rules.judged(home, visited_on)
        findings.settle(judgement, visited_on, Origin.ACT)
        self.casework.take_up(home, judgement)
        days = {day for day in home.days if visited_on < day <= self.until} | {last}
        for day in sorted(days - {visited_on}):
            origin = Origin.ACT if day in home.days else Origin.REFRESH
            findings.settle(rules.judged(home, day), day, origin)
        self._explain(home, findings)
        findings.close_books()
        return max(days)

    def _explain(self, home: Home, findings: Findings) -> None:
        """Why nobody applied, of some of those for whom nothing was applied for."""
        if home.has_case or not findings.standing or self.population.random.random() > EXPLAINED:
            return
        recorded_on = max(finding.first for finding in findings.standing.values())
        recorded_on = max(recorded_on, self.until - self.population.number(0, 80) * ONE_DAY)
        term = self.casework.rules.value(SURVEY_NO_CASE_MONTHS, recorded_on)
        said = (self.population.one_of(list(NoCaseReason)), "入户了解，已记入走访记录。", recorded_on, home.seat.worker)
        held = (*said, add_months(recorded_on, term.value), term.source)
        people: dict[int, list[int]] = {}
        for person, kind in findings.standing:
            if person:
                people.setdefault(person, []).append(kind)
            elif kind == FamilyKind.ZERO_EMPLOYMENT:
                self.sheets[NoCase].add(home.key, None, [], *held)
        for person, categories in people.items():
            self.sheets[NoCase].add(home.key, person, sorted(categories), *held)

    def _periods(self, home: Home) -> None:
        """Who lived where from when on, and the registrations and facts of each."""
        family, seat, since = home.family, home.seat, span(home.family.visited_on)
        self.sheets[Responsibility].add(home.key, seat.area, since)
        self.sheets[Residence].add(home.key, family.address, seat.area, since)
        if family.couple:
            first, second = (family.members[place].key for place in family.couple)
            self.sheets[Couple].add(home.key, first, second, since)
        for member in family.members:
            self.sheets[Membership].add(home.key, member.key, member.relation, since, family.visited_on)
            for job in member.jobs:
                days = span(job.first, job.last + ONE_DAY if job.last else None)
                job.key = self.sheets[Registration].add(member.key, job.kind, days, job.employer, job.recorded_on)
            for known in member.facts:
                said = (known.level, known.evidence, known.employer, known.disability, known.grade)
                self.sheets[Fact].add(member.key, known.kind, span(known.first), *said)
