"""预警预报 of a big city, as the daily watch raised it: ahead of promises and of the end of contracts."""

import datetime as dt
from dataclasses import dataclass

from accounts.enums import AreaLevel
from assistance.enums import AlertKind
from assistance.models import Alert
from desk.demo.city.homes import Home, Promised, Spell
from policy.deadlines import ONE_DAY
from policy.parameters import ALERT_DAYS, ALERT_TERM_WORKDAYS, ZF_WARN_DAYS

from .hands import Hands, at

ANSWERED, WORDS = 0.8, "已上门核实，正在办理。"


@dataclass(frozen=True, slots=True)
class _Warning:
    """``gone_on``: the day on which the watch found its cause gone, None while it lasts."""

    kind: AlertKind
    person: int | None
    about: int
    step: int
    happens_on: dt.date
    detail: str
    raised_on: dt.date
    gone_on: dt.date | None


class Warnings:
    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    def of_promise(self, home: Home, promised: Promised) -> None:
        """Each reminder ahead of the last day, and one on it, until somebody is at work."""
        if promised.due_on is None:
            return
        due_on, over_on = promised.due_on, promised.over_on
        steps = sorted((*self.hands.rules.value(ZF_WARN_DAYS, promised.on).value, 0), reverse=True)
        for step, following in zip(steps, (*steps[1:], None), strict=True):
            since = max(due_on - step * ONE_DAY, promised.on)
            days = [over_on] if over_on else []
            if following is not None:
                days.append(due_on - following * ONE_DAY)
            gone_on = min(days, default=None)
            if since > self.hands.until or (gone_on is not None and gone_on <= since):
                continue
            words = f"距应安置日期 {due_on} 不足 {step} 天" if step else f"应安置日期 {due_on} 已到"
            about = (AlertKind.PROMISE, None, promised.case, step, due_on, words)
            self._raise(home, _Warning(*about, since, gone_on))

    def of_contract(self, home: Home, spell: Spell) -> None:
        """A contract that ends while the person is in status still."""
        last, job = spell.contract_until, spell.job
        if last is None or job is None:
            return
        near = self.hands.rules.value(ALERT_DAYS, job.first).value * ONE_DAY
        since, gone_on = last - near, last + near + ONE_DAY
        if spell.exited_on is not None:
            gone_on = min(gone_on, spell.exited_on + ONE_DAY)
        if since > self.hands.until or gone_on <= since:
            return
        words = f"劳动合同 {job.employer} 至 {last}".replace("  ", " ")
        about = (AlertKind.CONTRACT, spell.somebody.key, job.key, 0, last, words)
        self._raise(home, _Warning(*about, since, gone_on))

    def _raise(self, home: Home, warning: _Warning) -> None:
        hands = self.hands
        gone_on = warning.gone_on if warning.gone_on is not None and warning.gone_on <= hands.until else None
        answered_on = hands.worked_after(warning.raised_on, 0, 6) if hands.often(ANSWERED) else None
        if answered_on is not None and (answered_on > hands.until or (gone_on is not None and answered_on >= gone_on)):
            answered_on = None
        last = answered_on or (gone_on - ONE_DAY if gone_on else hands.until)
        stands = self._climb(warning.raised_on, last)
        done = (home.seat.worker, at(answered_on), WORDS, None) if answered_on else (None, None, "", gone_on)
        about = (warning.about, warning.step, warning.happens_on, warning.detail, warning.raised_on)
        hands.sheets[Alert].add(warning.kind, home.key, warning.person, *about, *stands, *done)

    def _climb(self, raised_on: dt.date, last: dt.date) -> tuple[int, dt.date, dt.date]:
        """At which level it stood on the day ``last``, since when, and by when that one was to answer."""
        level, level_on = AreaLevel.COMMUNITY, raised_on
        days = self.hands.rules.value(ALERT_TERM_WORKDAYS, raised_on).value
        answer_by = self.hands.climbing.due(level_on, days)
        while level < AreaLevel.CITY and answer_by < last:
            level, level_on = AreaLevel(level + 1), answer_by + ONE_DAY
            answer_by = self.hands.climbing.due(level_on, days)
        return level, level_on, answer_by
