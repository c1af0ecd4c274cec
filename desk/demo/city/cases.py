"""Certifications of a big city, and what follows from them: promises, statuses, placements, exits, confirmations."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from approvals.workflow import Status
from households.actions.assessment import Judgement
from households.actions.certification import snapshot
from households.enums import Category, ExitReason, FactKind, RegistrationKind
from households.models import (
    Certification,
    CertificationNotice,
    CertificationRecord,
    CertificationReview,
    CertificationSeat,
    Exit,
    ExitRecord,
    ExitSeat,
    HardToEmploySpell,
    HomeVisit,
    MaterialShown,
    MonthlyConfirmation,
    ZeroFamilyCase,
)
from households.models.certifications import CERTIFYING, EXITING
from households.rules.facts import Reason, Span
from households.rules.family import ZeroFamily
from households.rules.materials import needed
from households.rules.promise import due
from households.rules.retirement import retirement
from policy.deadlines import ONE_DAY, add_months
from policy.parameters import NOTICE_WORKDAYS

from .climbs import Climb, Climbing, Fate, Stop
from .homes import Home, Promised, Rules, Spell
from .people import JOBS, Job, Known, Population, Somebody
from .sheets import Sheets, as_json

FAMILIES_APPLY, PEOPLE_APPLY = 0.28, 0.72  # of those the rules find
STABLE_AFTER = 6  # months
FATES = (*[Fate.APPROVED] * 44, *[Fate.REFUSED] * 2, *[Fate.WITHDRAWN] * 2, Fate.RETURNED, Fate.OBJECTED)
VERIFIED = "经入户走访，家庭成员、就业状况与申请一致。"
DECIDED_SOURCE = "社区提出、街道决定"


def file_decisions(
    sheets: Sheets, models: tuple[type, type], application: int, climb: Climb, desks: Sequence[int]
) -> None:
    """Write down who decided what of an application, one seat for each step."""
    seat, record = models
    seats: dict[int, int] = {}
    for made in climb.decided:
        if made.step not in seats:
            seats[made.step] = sheets[seat].add(application, desks[made.step - 1], made.step)
        said = (made.round, made.step, made.decision, made.comment, made.article)
        days = (made.opened_on, made.due_on, made.days_late, f"{made.on} 09:30:00+08")
        sheets[record].add(application, seats[made.step], *said, *days)


class Casework:
    """Applies for what the rules find, and plays what becomes of it up to the last day."""

    def __init__(self, sheets: Sheets, population: Population, rules: Rules, climbing: Climbing, stops: Any) -> None:
        self.sheets, self.population, self.rules, self.climbing = sheets, population, rules, climbing
        self.stops: dict[str, tuple[Stop, ...]] = stops
        self.until = climbing.until
        self.in_status: list[tuple[int, Somebody, Home, dt.date, Category]] = []

    # --- Applying ------------------------------------------------------------------------------------------------

    def take_up(self, home: Home, judgement: Judgement) -> None:
        """Apply for the family, or for one of its people, as the rules found them at the first visit."""
        chance = self.population.random.random
        if judgement.family.zero_family is ZeroFamily.ZERO and chance() < FAMILIES_APPLY:
            grounds = [ground for ground in judgement.family.grounds if ground.code == "ZERO"]
            self._apply(home, judgement, None, grounds)
            return
        for person, verdict in judgement.people.items():
            if verdict.eligible and chance() < PEOPLE_APPLY:
                self._apply(home, judgement, person, list(verdict.grounds.values()))

    def _apply(self, home: Home, judgement: Judgement, person: int | None, grounds: list[Reason]) -> None:
        number, one_of = self.population.number, self.population.one_of
        drafted_on = self.climbing.working_day(home.family.visited_on + number(0, 20) * ONE_DAY)
        if drafted_on > self.until:
            return
        home.has_case = True
        lags = (number(0, 3), number(0, 4), number(0, 6))
        climb = self.climbing.climb(self.stops[CERTIFYING.code], drafted_on, lags, one_of(FATES))
        certified_on = climb.approved_on
        if certified_on is not None and not self._still_holds(home, person, certified_on):
            climb.status, climb.decided = Status.WITHDRAWN, climb.decided[:-1]
            certified_on = None
        reasons = as_json([asdict(ground) for ground in grounds])
        key = self.sheets[Certification].add(
            *(home.seat.area, home.key, person, CERTIFYING.code, climb.status, climb.step, climb.opens_on),
            *(climb.due_on, climb.round, home.seat.worker, f"{drafted_on} 09:30:00+08", reasons),
            *(as_json(snapshot(home.key, judgement)), reasons if certified_on else "[]", certified_on),
        )
        file_decisions(self.sheets, (CertificationSeat, CertificationRecord), key, climb, home.seat.desks)
        self._paper(key, home, climb, drafted_on, judgement)
        if certified_on is not None:
            self._certify(home, key, person, certified_on)

    def _still_holds(self, home: Home, person: int | None, on: dt.date) -> bool:
        judgement = self.rules.judged(home, on)
        if person is None:
            return judgement.family.zero_family is ZeroFamily.ZERO
        return judgement.people[person].eligible

    def _paper(self, key: int, home: Home, climb: Climb, drafted_on: dt.date, judgement: Judgement) -> None:
        """The notice, the objection or the review, the originals shown and the visit; of every fifth case not yet."""
        seat = home.seat
        source = self.rules.value(NOTICE_WORKDAYS, self.until).source
        if climb.notice:
            objection = (
                ("群众反映该户有经营收入。", climb.objected_on, seat.worker) if climb.objected_on else ("", None, None)
            )
            outcome = "upheld" if climb.objected_on and climb.status is Status.REFUSED else ""
            self.sheets[CertificationNotice].add(key, 1, 1, *climb.notice, source, *objection, outcome)
        if climb.review_of:
            asked_on = climb.review_of.on + ONE_DAY
            until = self.climbing.due(climb.review_of.on, 15)
            reason = "本人认为在外务工属临时帮工，不应计为就业。"
            self.sheets[CertificationReview].add(
                key, climb.review_of.step, reason, asked_on, until, source, source, seat.worker
            )
        if key % 5 == 0 and climb.status is not Status.APPROVED:
            return
        held = {category for verdict in judgement.people.values() for category in verdict.categories}
        for material in needed(held):
            issued_on = drafted_on - 20 * ONE_DAY
            self.sheets[MaterialShown].add(key, material, issued_on, seat.worker, drafted_on)
        went = f"{seat.name}经办、楼长"
        outcome = HomeVisit.Outcome.VERIFIED
        self.sheets[HomeVisit].add(key, drafted_on, went, "申请人", outcome, VERIFIED, seat.worker, drafted_on)

    # --- In force ------------------------------------------------------------------------------------------------

    def _certify(self, home: Home, certification: int, person: int | None, on: dt.date) -> None:
        home.days.add(on)
        if person is not None:
            verdict = self.rules.judged(home, on).people[person]
            self._serve(home, certification, home.member(person), verdict, on)
            return
        promise = Span(on)
        home.promises.append(promise)
        judgement = self.rules.judged(home, on)  # once more: its members are of category C02 from this day on
        served = [int(str(key)) for key in judgement.family.countable if judgement.people[int(str(key))].eligible]
        placed = served[0] if served and self.population.random.random() < 0.9 else None
        closed_on = None
        for key in served:
            exit_on = self._serve(home, certification, home.member(key), judgement.people[key], on, placed=placed)
            closed_on = exit_on if key == placed else closed_on
        terms = self.rules.terms(on).promise
        due_on = due(on, terms)
        case = self.sheets[ZeroFamilyCase].add(
            *(home.key, certification, on, due_on, terms.deadline_months.source),
            *(closed_on, ZeroFamilyCase.End.STABLE if closed_on else ""),
        )
        placed_on = min((spell.job.first for spell in home.spells if spell.job), default=None)
        home.promised.append(Promised(case, on, due_on, placed_on, closed_on))
        if closed_on:
            home.promises[-1] = Span(on, closed_on)
            home.days.add(closed_on)
            self._exit(home, None, case, ExitReason.STABLE, closed_on)

    def _serve(
        self, home: Home, certification: int, somebody: Somebody, verdict: Any, on: dt.date, *, placed: int | None = 0
    ) -> dt.date | None:
        """Somebody's status from certification to exit, with its confirmations. Returns the day of a stable exit."""
        reason, exit_on, source = self._fare(home, somebody, on, placed)
        held = sorted(int(category) for category in verdict.categories)
        spell = self.sheets[HardToEmploySpell].add(
            somebody.key, home.key, certification, held, int(verdict.primary), on, exit_on, reason
        )
        if exit_on:
            self._exit(home, spell, None, ExitReason(reason), exit_on, source)
        self._confirm(spell, home.seat.worker, on, exit_on)
        found = next((job for job in somebody.jobs if job.first > on), None)
        home.spells.append(Spell(spell, somebody, held, on, exit_on, found))
        self.in_status.append((spell, somebody, home, exit_on or on, verdict.primary))
        return exit_on if reason == ExitReason.STABLE else None

    def _fare(self, home: Home, somebody: Somebody, on: dt.date, placed: int | None) -> tuple[str, dt.date | None, str]:
        """Why and when a status ends, if it does: by a job that lasts, of the own will, or by the calendar."""
        number = self.population.number
        chance = self.population.random.random()
        if placed == somebody.key or (placed == 0 and chance < 0.45):
            begun_on = on + number(5, 100 if placed else 400) * ONE_DAY
            stable_on = self.climbing.working_day(add_months(begun_on, STABLE_AFTER))
            if begun_on <= self.until:
                self._employ(home, somebody, begun_on)
                return (ExitReason.STABLE, stable_on, "") if stable_on <= self.until else ("", None, "")
        elif chance > 0.95:
            unwilling_on = self.climbing.working_day(on + number(40, 300) * ONE_DAY)
            if unwilling_on <= self.until:
                somebody.facts.append(Known(FactKind.UNWILLING_TO_WORK, unwilling_on, "", "本人签字的声明", ""))
                home.days.add(unwilling_on)
                return ExitReason.NO_DESIRE, unwilling_on, ""
        facts = next(person for person, _ in home.facts().members if person.key == somebody.key)
        date = retirement(facts, self.rules.terms(self.until).category.retirement, on=self.until)
        if on <= date.retirement_date and self.climbing.working_day(date.retirement_date) <= self.until:
            return ExitReason.RETIRED, date.retirement_date, date.source
        return "", None, ""

    def _employ(self, home: Home, somebody: Somebody, on: dt.date) -> None:
        for job in somebody.jobs:
            if job.kind is RegistrationKind.UNEMPLOYED and job.last is None:
                job.last = on - ONE_DAY
        somebody.jobs.append(Job(self.population.one_of(JOBS), on, None, "", on))
        home.days.add(on)

    def _exit(
        self,
        home: Home,
        spell: int | None,
        case: int | None,
        reason: ExitReason,
        on: dt.date,
        source: str = "",
    ) -> None:
        seat = home.seat
        worked = self.climbing.working_day(on)
        climb = self.climbing.climb(self.stops[EXITING.code], worked, (0,), Fate.APPROVED)
        key = self.sheets[Exit].add(
            *(seat.area, home.key, spell, case, EXITING.code, climb.status, None, None, None, 1, seat.worker),
            *(f"{worked} 09:30:00+08", reason, on, "社区入户核实，材料齐全。", source or DECIDED_SOURCE),
        )
        file_decisions(self.sheets, (ExitSeat, ExitRecord), key, climb, seat.desks[1:])

    def _confirm(self, spell: int, worker: int, on: dt.date, exit_on: dt.date | None) -> None:
        """Every month after the certification up to the exit is confirmed; of the present one half is still open."""
        last = min(exit_on or self.until, self.until)
        month = add_months(on.replace(day=1), 1)
        while month <= last:
            open_still = month == self.until.replace(day=1) and self.population.random.random() < 0.5
            confirmed_on = month + self.population.number(2, 26) * ONE_DAY
            if open_still or confirmed_on > self.until:
                self.sheets[MonthlyConfirmation].add(spell, month, None, None)
            else:
                self.sheets[MonthlyConfirmation].add(spell, month, f"{confirmed_on} 09:30:00+08", worker)
            month = add_months(month, 1)
