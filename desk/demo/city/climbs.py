"""How an application fares on its way up, by the working calendar, until the day on which the city stands. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from approvals.workflow import Decision, Status
from policy.deadlines import ONE_DAY, Calendar

REVIEW_DAYS, OBJECTED_AFTER = 10, 2
REASONS = {
    Decision.RETURN: "缺少失业登记证明，请补充后再报。",
    Decision.REFUSE: "入户核实有成员在外务工，不符合条件。",
    Decision.UPHOLD: "经核查，异议属实。",
}
ARTICLE = "哈人社发〔2010〕230号 第三条"


class Fate(Enum):
    """What becomes of an application where time allows."""

    APPROVED = "approved"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class Stop:
    """A step: the working days for its decision, and those of the public notice after it."""

    days: int
    notice: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision; ``step`` counts from 1."""

    step: int
    round: int
    decision: Decision
    opened_on: dt.date
    due_on: dt.date
    on: dt.date
    days_late: int

    @property
    def comment(self) -> str:
        return REASONS.get(self.decision, "")

    @property
    def article(self) -> str:
        return ARTICLE if self.decision in (Decision.REFUSE, Decision.UPHOLD) else ""


@dataclass(slots=True)
class Climb:
    """Where an application stands. ``review_of`` is the refusal that is being reviewed."""

    status: Status = Status.PENDING
    step: int | None = None
    opens_on: dt.date | None = None
    due_on: dt.date | None = None
    round: int = 1
    decided: list[Decided] = field(default_factory=list)
    notice: tuple[dt.date, dt.date] | None = None
    objected_on: dt.date | None = None
    review_of: Decided | None = None

    @property
    def approved_on(self) -> dt.date | None:
        return self.decided[-1].on if self.status is Status.APPROVED else None


class Climbing:
    """Sends applications up, up to the day ``until``."""

    def __init__(self, calendar: Calendar, until: dt.date) -> None:
        self.calendar, self.until = calendar, until
        self._due: dict[tuple[dt.date, int], dt.date] = {}

    def due(self, start: dt.date, days: int) -> dt.date:
        """As the calendar says; asked for the same few days over and over."""
        known = self._due.get((start, days))
        if known is None:
            known = self._due[start, days] = self.calendar.due(start, days)
        return known

    def working_day(self, day: dt.date) -> dt.date:
        """The day itself where it is worked, or the next that is."""
        return self.due(day - ONE_DAY, 1)

    def climb(self, stops: Sequence[Stop], start: dt.date, lags: Sequence[int], fate: Fate) -> Climb:
        """An application submitted on ``start``, decided at each step after its lag."""
        climb, opens_on = Climb(), start
        for step, (stop, lag) in enumerate(zip(stops, lags, strict=True), 1):
            due_on = self.due(opens_on, stop.days)
            on = self.due(self.working_day(opens_on), lag)
            if on > self.until:
                climb.step, climb.opens_on, climb.due_on = step, opens_on, due_on
                return climb
            if step == min(2, len(stops)) and fate not in (Fate.APPROVED, Fate.OBJECTED):
                return self._against(climb, fate, self._decided(step, Decision.REFUSE, opens_on, due_on, on))
            climb.decided.append(self._decided(step, Decision.APPROVE, opens_on, due_on, on))
            opens_on = on
            if stop.notice:
                climb.notice = (on, self.due(on, stop.notice))
                opens_on = climb.notice[1] + ONE_DAY
                objected_on = on + OBJECTED_AFTER * ONE_DAY
                if fate is Fate.OBJECTED and objected_on <= self.until:
                    return self._objected(climb, stop, objected_on)
        climb.status = Status.APPROVED
        return climb

    def _decided(
        self, step: int, decision: Decision, opened_on: dt.date, due_on: dt.date, on: dt.date, *, round: int = 1
    ) -> Decided:
        late = self.calendar.late(due_on, on) if on > due_on else 0
        return Decided(step, round, decision, opened_on, due_on, on, late)

    def _against(self, climb: Climb, fate: Fate, refusal: Decided) -> Climb:
        if fate is Fate.WITHDRAWN:
            climb.status = Status.WITHDRAWN
        elif fate is Fate.RETURNED:
            climb.status, climb.step = Status.RETURNED, refusal.step
            returned = (refusal.opened_on, refusal.due_on, refusal.on)
            climb.decided.append(self._decided(refusal.step, Decision.RETURN, *returned))
        else:
            climb.status = Status.REFUSED
            climb.decided.append(refusal)
            self._review(climb, refusal)
        return climb

    def _review(self, climb: Climb, refusal: Decided) -> None:
        """Whoever was refused in the last days asks for a review the day after, of what has a step above it."""
        asked_on = refusal.on + ONE_DAY
        due_on = self.due(asked_on, REVIEW_DAYS)
        if asked_on <= self.until <= due_on and climb.notice:
            climb.status, climb.step, climb.round = Status.IN_REVIEW, refusal.step + 3, 2
            climb.opens_on, climb.due_on, climb.review_of = asked_on, due_on, refusal

    def _objected(self, climb: Climb, stop: Stop, objected_on: dt.date) -> Climb:
        """The notice meets an objection: it is looked into, and holds."""
        due_on = self.due(objected_on, stop.days)
        climb.objected_on, climb.round = objected_on, 2
        if due_on > self.until:
            climb.status, climb.step, climb.opens_on, climb.due_on = Status.OBJECTED, 1, objected_on, due_on
        else:
            climb.status = Status.REFUSED
            climb.decided.append(self._decided(1, Decision.UPHOLD, objected_on, due_on, due_on, round=2))
        return climb
