"""Certificates of a big city: issued to people in status, and inspected in each year's round."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.fields import certificate_digest
from approvals.workflow import Status
from households.enums import InspectionResult
from households.models import Certificate, CertificateRecord, CertificateSeat, Inspection, InspectionRound
from households.models.certificates import ISSUING
from policy.deadlines import ONE_DAY
from policy.parameters import CERTIFICATE_KIND

from .cases import Casework, file_decisions
from .climbs import Fate
from .offices import Seat

NOTICE, ARTICLE = "黑社保发[2004]7号", "三(二)1"
OPENS, CLOSES = (9, 1), (11, 30)  # month and day
HOLD_ONE, INSPECTED, LAPSED = 0.55, 0.6, 0.05


@dataclass(frozen=True, slots=True)
class _Round:
    key: int
    opens_on: dt.date
    closes_on: dt.date


class Cards:
    """Gives certificates to those whose status the casework opened."""

    def __init__(self, casework: Casework, system: int, document: int, first: dt.date) -> None:
        self.casework, self.system, self.document, self.first = casework, system, document, first
        self.sheets, self.until = casework.sheets, casework.until
        self.rounds: dict[int, list[_Round]] = {}
        field: Any = Certificate._meta.get_field("serial")
        self.seal = field.sealer()

    def open_rounds(self, seat: Seat) -> None:
        """The rounds of a district, one each year, opened by its officer."""
        if seat.district in self.rounds:
            return
        found = self.rounds.setdefault(seat.district, [])
        for year in range(self.first.year, self.until.year + 1):
            opens_on, closes_on = dt.date(year, *OPENS), dt.date(year, *CLOSES)
            if self.first <= opens_on <= self.until:
                at = f"{opens_on} 09:00:00+08"
                key = self.sheets[InspectionRound].add(
                    seat.district, year, opens_on, closes_on, self.document, ARTICLE, seat.desks[2], at
                )
                found.append(_Round(key, opens_on, closes_on))

    def give_out(self) -> None:
        """One certificate to about every other person who came into status since the last time."""
        random, number = self.casework.population.random.random, self.casework.population.number
        for _, somebody, home, on, category in self.casework.in_status:
            if random() < HOLD_ONE:
                applied_on = self.casework.climbing.working_day(on + number(3, 40) * ONE_DAY)
                if applied_on <= self.until:
                    self._issue(somebody.key, home.key, home.seat, applied_on, int(category))
        self.casework.in_status.clear()

    def _issue(self, person: int, household: int, seat: Seat, applied_on: dt.date, category: int) -> None:
        casework = self.casework
        lags = tuple(casework.population.number(0, 2) for _ in range(3))
        climb = casework.climbing.climb(casework.stops[ISSUING.code], applied_on, lags, Fate.APPROVED)
        sheet, kind = self.sheets[Certificate], casework.rules.value(CERTIFICATE_KIND, applied_on)
        serial = f"{seat.code[:6]}{sheet.key:010d}" if climb.status is Status.APPROVED else ""
        key = sheet.add(
            *(seat.area, household, person, ISSUING.code, climb.status, climb.step, climb.opens_on, climb.due_on, 1),
            *(
                seat.worker,
                f"{applied_on} 10:00:00+08",
                kind.value,
                kind.source,
                category,
                "身份证、户口簿、失业登记凭证",
            ),
            *((self.seal(serial), certificate_digest(serial)) if serial else ("", None)),
            climb.approved_on,
        )
        file_decisions(self.sheets, (CertificateSeat, CertificateRecord), key, climb, seat.desks)
        if climb.approved_on is not None:
            for held in self.rounds[seat.district]:
                if climb.approved_on < held.opens_on:
                    self._inspect(key, held, seat)

    def _inspect(self, certificate: int, held: _Round, seat: Seat) -> None:
        chance, number = self.casework.population.random.random(), self.casework.population.number
        year, result, lapsed_on = held.opens_on.year, InspectionResult.PENDING, held.closes_on + ONE_DAY
        is_over = held.closes_on < self.until
        on = held.opens_on + number(1, 85) * ONE_DAY
        what: tuple[Any, ...] = (InspectionResult.PENDING, None, "", None, None, "")
        if is_over and chance < LAPSED:
            result = InspectionResult.LAPSED
            why = f"{year} 年度年检于 {held.closes_on} 截止，逾期未检（{NOTICE} {ARTICLE}）"
            what = (result, lapsed_on, why, self.system, lapsed_on, result)
        elif on <= self.until and (is_over or chance < INSPECTED):
            what = (InspectionResult.PASSED, on, "", seat.worker, None, "")
        self.sheets[Inspection].add(certificate, held.key, year, *what)
