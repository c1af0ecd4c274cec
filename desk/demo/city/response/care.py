"""Services and visits to the people of a big city, the call-backs once they are at work, and the second looks."""

import datetime as dt
from typing import Any

from assistance.enums import CALLBACKS, Continuity, Reception, ServiceKind, VisitKind, VisitOutcome, VisitWay
from assistance.models import Recheck, Service, Visit
from desk.demo.city.homes import Home, Spell
from desk.demo.city.people import Job
from desk.demo.helping import SERVED
from policy.deadlines import ONE_DAY
from policy.parameters import CALLBACK_DAYS, VISIT_RECHECK_DAYS, VISIT_RECHECK_SHARE

from .hands import Hands, at

SERVED_EVERY, VISITED_EVERY = (45, 75), (45, 80)  # days
REFUSED, ABSENT, INSURED = 0.06, 0.12, 0.05
CALLED_BACK = 0.96
AT_HOME, AT_WORK, AGREED = "家庭生活正常，仍在求职。", "工作稳定，工资按时发放。", "电话核实，本人确认。"


class Care:
    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    def give(self, home: Home, spell: Spell) -> None:
        """Services and visits while somebody was out of work, call-backs of the work that was found."""
        hands, last = self.hands, min(spell.idle_until or self.hands.until, self.hands.until)
        on = hands.worked_after(spell.on, 3, 50)
        while on <= last:
            self._serve(home, spell, on)
            on = hands.worked_after(on, *SERVED_EVERY)
        on = hands.worked_after(spell.on, 3, 40)
        while on <= last:
            found = VisitOutcome.ABSENT if hands.often(ABSENT) else VisitOutcome.MET
            self._visit(home, spell, (None, VisitKind.HOME, on, VisitWay.DOOR, found, AT_HOME))
            on = hands.worked_after(on, *VISITED_EVERY)
        if spell.job is not None:
            self._call_back(home, spell, spell.job)

    def _serve(self, home: Home, spell: Spell, on: dt.date) -> None:
        hands = self.hands
        kind, detail = hands.one_of(SERVED)
        outcome, continuity = Reception.REFUSED if hands.often(REFUSED) else Reception.ACCEPTED, ""
        if hands.often(INSURED):
            kind, detail, continuity = ServiceKind.INSURANCE, "续缴养老保险", hands.one_of(Continuity.values)
        whose = (spell.somebody.key, home.key)
        hands.sheets[Service].add(*whose, kind, on, outcome, detail, continuity, home.seat.worker, at(on))

    def _call_back(self, home: Home, spell: Spell, job: Job) -> None:
        """Each call-back in its time or a little late; a few are still owed."""
        hands = self.hands
        days = hands.rules.value(CALLBACK_DAYS, job.first).value
        for kind in CALLBACKS:
            on = self.hands.worked_after(job.first + days[kind] * ONE_DAY, -5, 4)
            if on <= hands.until and hands.often(CALLED_BACK):
                self._visit(home, spell, (job.key, kind, on, VisitWay.PHONE, VisitOutcome.AT_WORK, AT_WORK))

    def _visit(self, home: Home, spell: Spell, what: tuple[Any, ...]) -> None:
        hands, on = self.hands, what[2]
        visit = hands.sheets[Visit].add(spell.somebody.key, home.key, *what, home.seat.worker, at(on))
        share = float(hands.rules.value(VISIT_RECHECK_SHARE, on).value) / 100
        if not hands.often(share):
            return
        due_on = on + hands.rules.value(VISIT_RECHECK_DAYS, on).value * ONE_DAY
        checked_on = hands.worked_after(on, 1, 12)
        checked = (
            (home.seat.desks[0], checked_on, True, AGREED) if checked_on <= hands.until else (None, None, None, "")
        )
        hands.sheets[Recheck].add(visit, home.seat.worker, on, due_on, *checked)
