"""Which column holds what: the line of headings found among titles and notes, its words told by their synonyms."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounts.identifiers import halfwidth

from .reading import Cell, Sheet

SEARCHED = 30  # lines from the top among which the headings stand
FEWEST = 2  # known headings that make a line of headings
OURS = "【原因】"  # begins the headings that were added when faulty lines were given back
_NOISE = re.compile(r"[\s*★☆:：、.．·_\-—/]+")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_NO_DATA = re.compile(
    r"^(合\s*计|总\s*计|小\s*计|共\s*计|累计|总人数|总户数|注\s*[:\d]|备注|说明|附注|填表|填报|制表|制单|审核|复核|负责人|单位负责|经办|"
    r"联系人|联系电话|日期|报表|(19|20)\d\d年)"
)
LONGEST_NAME = 15  # words alone in their line that are longer are a note
FEW = 6  # cells of a total with its numbers, or of a signature with its day


@dataclass(frozen=True)
class Field:
    """What a column may hold: ``key`` for us, ``title`` and ``synonyms`` as people head it."""

    key: str
    title: str
    synonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, *self.synonyms)


@dataclass(frozen=True)
class Heading:
    """The line of headings of a sheet, counted from 0. ``columns`` says in which column each field stands, ``titles``
    how every column is headed; ``doubled`` are fields that two columns claim."""

    line: int
    columns: Mapping[str, int]
    titles: tuple[str, ...]
    doubled: tuple[str, ...] = ()

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings of columns nobody reads."""
        used = set(self.columns.values())
        return tuple(
            title for place, title in enumerate(self.titles) if title and place not in used and not is_ours(title)
        )


@dataclass(frozen=True)
class Line:
    """A line of data: ``number`` as the spreadsheet shows it, ``cells`` by field, ``raw`` as they stand."""

    number: int
    cells: Mapping[str, Cell]
    raw: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A sheet understood. ``skipped`` are lines that are no data, by number, with the words they begin with."""

    sheet: Sheet
    heading: Heading
    lines: tuple[Line, ...]
    skipped: Mapping[int, str] = field(default_factory=dict)


def normal(words: str) -> str:
    """A heading without what makes no difference: width, spaces, line breaks, stars, punctuation, case."""
    return _NOISE.sub("", halfwidth(words)).upper()


def is_ours(title: str) -> bool:
    return halfwidth(title).startswith(OURS)


def find(sheet: Sheet, fields: Iterable[Field], mapping: Mapping[str, str] | None = None) -> Heading | None:
    """The headings of a sheet: the line with most of what is known. None where no line has enough.

    ``mapping`` says of headings, as they stand, which field they mean (none for ""), and goes before every synonym.
    """
    known = {normal(name): item.key for item in fields for name in item.names}
    told = {normal(title): key for title, key in (mapping or {}).items()}
    lines = [_words(sheet, line) for line in range(min(SEARCHED, len(sheet.rows)))]
    found = [_understood(line, lines, known, told) for line in range(len(lines))]
    best = max(found, key=lambda heading: len(heading.columns), default=None)
    if best is None or len(best.columns) < FEWEST:
        return None
    return replace(best, line=_last_line(sheet, best))


def _last_line(sheet: Sheet, heading: Heading) -> int:
    """The last line that the headings take up, where they are merged over several."""
    places = set(heading.columns.values())
    merged = (bottom for top, left, bottom, _ in sheet.merged if left in places and top <= heading.line <= bottom)
    return max(merged, default=heading.line)


def table(sheet: Sheet, heading: Heading, keys: Sequence[str], *, numbering: str = "") -> Table:
    """The lines of data below the headings. A line is one that has something in a column of ``keys``; ``numbering`` is
    a column of running numbers, which alone make no line. What is merged over several lines stands in each of them.
    """
    inherited = _inherited(sheet)
    lines, skipped = [], {}
    for line in range(heading.line + 1, len(sheet.rows)):
        row = sheet.rows[line]
        if _is_data(row, heading, keys, numbering):
            whole = [inherited.get((line, place), cell) for place, cell in enumerate(row)]
            cells = {key: whole[place] if place < len(whole) else "" for key, place in heading.columns.items()}
            lines.append(Line(line + 1, cells, tuple(whole)))
        elif (words := _first_words(row, heading.columns.get(numbering))) and not _repeats(row, heading):
            skipped[line + 1] = words
    return Table(sheet, heading, tuple(lines), skipped)


def _words(sheet: Sheet, line: int) -> list[str]:
    """The line as words, with what is merged across it in every column."""
    row = [" ".join(str(cell).split()) if isinstance(cell, str) else "" for cell in sheet.rows[line]]
    for top, left, bottom, right in sheet.merged:
        if top <= line <= bottom and left < len(sheet.rows[top]):
            row += [""] * (right + 1 - len(row))
            row[left : right + 1] = [" ".join(str(sheet.rows[top][left]).split())] * (right + 1 - left)
    return row


def _understood(line: int, lines: Sequence[list[str]], known: Mapping[str, str], told: Mapping[str, str]) -> Heading:
    own, above = lines[line], lines[line - 1] if line else []
    claims: dict[str, list[int]] = defaultdict(list)
    grouped: set[int] = set()
    for place, title in enumerate(own):
        group = above[place] if place < len(above) and above[place] != title else ""
        key = _key(group + title, known, told) if group else ""
        key = key or _key(title, known, told)
        if key and title and not is_ours(title):
            claims[key].append(place)
            if group:
                grouped.add(place)
    columns, doubled = {}, []
    for key, places in claims.items():
        lone = [place for place in places if place not in grouped] if len(places) > 1 else places
        columns[key] = (lone or places)[0]
        if len(lone or places) > 1:
            doubled.append(key)
    return Heading(line, columns, tuple(own), tuple(doubled))


def _key(words: str, known: Mapping[str, str], told: Mapping[str, str]) -> str:
    """The field a heading means, as it stands or without what it says in brackets."""
    for form in (normal(words), normal(_BRACKETS.sub("", halfwidth(words)))):
        if form in told:
            return told[form]
        if form in known:
            return known[form]
    return ""


def _inherited(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    """What stands in the first line of areas merged over several, by place, for the lines below."""
    return {
        (line, left): sheet.rows[top][left]
        for top, left, bottom, _ in sheet.merged
        if top < len(sheet.rows) and left < len(sheet.rows[top])
        for line in range(top + 1, min(bottom + 1, len(sheet.rows)))
    }


def _is_data(row: Sequence[Cell], heading: Heading, keys: Sequence[str], numbering: str) -> bool:
    if not any(_has(row, heading.columns.get(key)) for key in keys) or _repeats(row, heading):
        return False
    words = _first_words(row, None)
    filled = sum(_has(row, place) for place in range(len(row)) if place != heading.columns.get(numbering))
    if filled == 1 and len(words) > LONGEST_NAME:
        return False
    return filled > FEW or not _NO_DATA.match(words)


def _has(row: Sequence[Cell], place: int | None) -> bool:
    return place is not None and place < len(row) and (not isinstance(row[place], str) or bool(str(row[place]).strip()))


def _repeats(row: Sequence[Cell], heading: Heading) -> bool:
    """Whether the headings stand here once more, as at the top of a printed page."""
    said = Counter(normal(cell) for cell in row if isinstance(cell, str) and cell.strip())
    heads = Counter(normal(title) for title in heading.titles if title)
    return bool(said) and not said - heads and sum(said.values()) >= FEWEST


def _first_words(row: Sequence[Cell], numbering: int | None) -> str:
    """The first words of a line, shortened; a running number is none."""
    for place, cell in enumerate(row):
        found = halfwidth(cell).strip() if isinstance(cell, str) else ""
        if found and not (place == numbering and found.isdigit()):
            return found[:40]
    return ""
