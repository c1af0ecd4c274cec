"""Short words that carry a colour: statuses and deadlines. Pure."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "info", "ok", "warn", "bad"]

SOON_DAYS = 7  # a reading aid only: from here on a deadline is amber; no law speaks of it


@dataclass(frozen=True)
class Mark:
    """A status in words; ``tone`` only repeats in colour what the words say."""

    words: str
    tone: Tone = "plain"

    def __str__(self) -> str:
        return self.words


def due_mark(due: dt.date | None, today: dt.date) -> Mark | None:
    """还剩 12 天, 今天到期 or 已逾期 3 天, in calendar days; None where nothing is due."""
    if due is None:
        return None
    left = (due - today).days
    if left < 0:
        return Mark(f"已逾期 {-left} 天", "bad")
    if left == 0:
        return Mark("今天到期", "warn")
    return Mark(f"还剩 {left} 天", "warn" if left <= SOON_DAYS else "info")


@dataclass(frozen=True)
class Event:
    """A line of a timeline. ``url`` leads to the record, empty where there is none to see; ``topic`` says what it is
    part of, where one timeline holds several."""

    when: dt.date | dt.datetime
    title: str
    detail: str = ""
    tone: Tone = "plain"
    url: str = ""
    topic: str = ""
