"""The arithmetic of EP8: what its lines are to each other. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Figures = Mapping[str, int]

# (a line, the lines added up, the lines taken away): 哈人社发〔2010〕230号 第七条(二), the draft form EP8-DRAFT-1
SUMS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("02", tuple(f"{line:02}" for line in range(3, 13)), ()),
    ("13", ("14", "15", "16", "17", "18"), ()),
    ("19", ("01", "02"), ("13",)),
    ("19", ("20", "21"), ()),
    ("29", ("30", "31", "32", "33"), ()),
    ("44", ("40", "41"), ("42", "43")),
    ("53", ("53.1", "53.2", "53.3", "53.4"), ()),
)
# (a line, the lines that it is no more than, added up): nobody is served without a service
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("28", tuple(f"{line}" for line in range(22, 28))),
    *((part, ("29",)) for part in ("34", "35", "36", "37", "38", "53")),
    ("45", ("44",)),
    ("47", ("47.1", "47.2")),  # somebody may be subsidised by both in one month of the return
    ("47.1", ("47",)),
    ("47.2", ("47",)),
)
# An opening is the closing of the month before: opening line, closing line.
OPENINGS = {"01": "19", "40": "44"}
# States on a day, and the running total of the year, take later corrections up by themselves; months add up events.
STATES = frozenset({"01", "19", "20", "21", "39", "40", "44", "45"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one check holds; ``sentence`` says what is compared with what, ``lines`` are the lines it is about."""

    holds: bool
    sentence: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What an opening must be: last month's published closing, and the adjustment made to it."""

    closing: int
    adjustment: int

    @property
    def value(self) -> int:
        return self.closing + self.adjustment


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What the old system's last return closed with, and by how much the rows taken over were known to differ."""

    closing: int
    difference: int


def first_openings(figures: Figures, taken_over: Mapping[str, TakenOver]) -> tuple[Outcome, ...]:
    """Whether the openings of the first month after an old system are what that system closed with. No condition of
    publishing: what has changed since it was accepted, as a merge, is right and shows here."""
    found = []
    for line, told in taken_over.items():
        holds = figures[line] == told.closing + told.difference
        sentence = (
            f"第{line}行（{figures[line]}）{'等于' if holds else '应等于'}旧系统期末第{OPENINGS[line]}行"
            f"（{told.closing}）加接收时已说明的差异（{told.difference:+}）"
        )
        found.append(Outcome(holds, sentence, (line,)))
    return tuple(found)


def checks(figures: Figures, openings: Mapping[str, Opening] | None = None) -> tuple[Outcome, ...]:
    """Every check of the return on ``figures`` (line → figure); of the openings, those that ``openings`` states. Of a
    form that has not all the lines of today, the checks between those it has."""
    found = [_sum(figures, *rule) for rule in SUMS if figures.keys() >= {rule[0], *rule[1], *rule[2]}]
    found += [_part(figures, part, whole) for part, whole in PARTS if figures.keys() >= {part, *whole}]
    found += [_opening(figures, line, opening) for line, opening in (openings or {}).items()]
    return tuple(found)


def checks_hold(figures: Figures, openings: Mapping[str, Opening] | None = None) -> bool:
    """Whether all checks hold."""
    return all(outcome.holds for outcome in checks(figures, openings))


def _sum(figures: Figures, line: str, plus: Sequence[str], minus: Sequence[str]) -> Outcome:
    expected = sum(figures[one] for one in plus) - sum(figures[one] for one in minus)
    holds = figures[line] == expected
    words = _added(plus) + "".join(f"－第{one}行" for one in minus)
    sentence = f"第{line}行（{figures[line]}）{'等于' if holds else '应等于'}{words}（{expected}）"
    return Outcome(holds, sentence, (line, *plus, *minus))


def _part(figures: Figures, part: str, whole: Sequence[str]) -> Outcome:
    limit = sum(figures[one] for one in whole)
    holds = figures[part] <= limit
    words = "不大于" if holds else "不应大于"
    return Outcome(holds, f"第{part}行（{figures[part]}）{words}{_added(whole)}（{limit}）", (part, *whole))


def _added(lines: Sequence[str]) -> str:
    """More than two lines that are added up follow each other in the form."""
    if len(lines) > 2:
        return f"第{lines[0]}至{lines[-1]}行之和"
    return "＋".join(f"第{one}行" for one in lines)


def _opening(figures: Figures, line: str, opening: Opening) -> Outcome:
    holds = figures[line] == opening.value
    sentence = (
        f"第{line}行（{figures[line]}）{'等于' if holds else '应等于'}上期上报的第{OPENINGS[line]}行"
        f"（{opening.closing}）加调整（{opening.adjustment:+}）"
    )
    return Outcome(holds, sentence, (line,))
