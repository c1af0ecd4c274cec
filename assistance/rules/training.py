"""培训结果: what of somebody's training counts as a result that may be paid for (政府购买培训成果). Pure.

By 黑社保发[2004]7号 三(四)2: an ordered class is judged by who came to work with the employer that ordered it, within
the days agreed. Any other by who completed it, of a skill with its certificate. A trade and level is learnt once.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Counting(StrEnum):
    """Whether a training counts as a result, and if not, for what."""

    COUNTS = "counts"
    OPEN = "open"
    UNFINISHED = "unfinished"
    NO_CERTIFICATE = "no_certificate"
    TO_BE_PLACED = "to_be_placed"
    NOT_PLACED = "not_placed"
    LEARNT_BEFORE = "learnt_before"


COUNTING_LABELS = {
    Counting.COUNTS: "计为培训成果",
    Counting.OPEN: "尚未结业",
    Counting.UNFINISHED: "未结业，不计",
    Counting.NO_CERTIFICATE: "未取得证书，不计",
    Counting.TO_BE_PLACED: "待订单单位录用",
    Counting.NOT_PLACED: "逾期未由订单单位录用，不计",
    Counting.LEARNT_BEFORE: "同专业同等级已计过，不计",
}


@dataclass(frozen=True)
class TrainingFacts:
    """What is known of one person in one course. ``placed_within_days`` is None of a course nobody ordered.

    ``ordered_work_on``: the first day with the ordering employer since the course was completed.
    """

    ends_in_a_certificate: bool
    placed_within_days: int | None
    has_result: bool
    completed_on: dt.date | None
    has_certificate: bool
    learnt_before: bool = False
    ordered_work_on: dt.date | None = None

    @property
    def place_by(self) -> dt.date | None:
        """The last day on which work with the ordering employer may begin."""
        if self.placed_within_days is None or self.completed_on is None:
            return None
        return self.completed_on + dt.timedelta(days=self.placed_within_days)


def counting(facts: TrainingFacts, on: dt.date) -> Counting:
    """Whether the training counts as a result on the day ``on``."""
    if facts.completed_on is None:
        return Counting.UNFINISHED if facts.has_result else Counting.OPEN
    if facts.learnt_before:
        return Counting.LEARNT_BEFORE
    place_by = facts.place_by
    if place_by is not None:
        if facts.ordered_work_on is not None and facts.ordered_work_on <= min(place_by, on):
            return Counting.COUNTS
        return Counting.TO_BE_PLACED if on <= place_by else Counting.NOT_PLACED
    if facts.ends_in_a_certificate and not facts.has_certificate:
        return Counting.NO_CERTIFICATE
    return Counting.COUNTS
