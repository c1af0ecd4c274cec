"""From a file to rows: batch by batch, each judged and written in one transaction, so that reading can be taken up."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from itertools import islice

from django.db import transaction

from accounts import audit
from accounts.models import Area, User
from households.models import Opening, OpeningFile, OpeningRow, OpeningStatus, RowOutcome
from households.openings import book
from households.openings.cells import understood
from households.openings.finding import find_people
from households.openings.shape import Candidate, Ground, Kind, Meanings
from households.rosters.headings import Line, Table
from households.rosters.values import ValueRefused, words

from .preparing import FIXED, OpeningRefused

BATCH = 500
ANEW = "该文件正在由另一个任务读取，或列对应已改动，本任务停止。"


def look_into(*, file: OpeningFile, kind: Kind, content: bytes) -> list[Table]:
    """Note how the file is headed, and what stands in its columns of codes. Raises WorkbookRefused, and OpeningRefused
    where the file was taken out, or the opening presented, meanwhile."""
    found = book.tables(content, kind, book.meanings_for(file))
    file.headings, file.lines = book.headings_of(found, kind), sum(len(table.lines) for table in found)
    still_there = OpeningFile.objects.filter(pk=file.pk, opening__status=OpeningStatus.PREPARING)
    if not still_there.update(headings=file.headings, lines=file.lines):
        raise OpeningRefused(FIXED)
    return found


def read(
    *,
    file: OpeningFile,
    kind: Kind,
    tables: Sequence[Table],
    officer: User,
    at: dt.datetime,
    report: Callable[[int, int, str], None],
) -> int:
    """Make rows of all lines that are none yet; a second run changes nothing. Returns how many rows the file has.

    ``report`` is told after each batch how many lines are done; it may raise, to stop. Raises OpeningRefused where the
    opening is no longer in preparation, or the file is read by somebody else or anew meanwhile.
    """
    meanings = book.meanings_for(file)
    lines = [(table.sheet.name, line) for table in tables for line in table.lines]
    done = file.rows.count()  # in the order of the file, batch by batch
    ahead = iter(lines[done:])
    while batch := list(islice(ahead, BATCH)):
        _read_batch(file, kind, batch, meanings=meanings, behind=done)
        done += len(batch)
        report(done, len(lines), f"已读到第 {batch[-1][1].number} 行")
    with transaction.atomic():
        opening = _in_preparation(file)
        if file.rows.count() != len(lines):
            raise OpeningRefused(ANEW)
        if file.opening.files.filter(pk=file.pk, read_at=None).update(read_at=at):
            audit.record(event="opening.file_read", subject=opening, actor=officer, at=at, kind=kind.code, rows=done)
    return done


@transaction.atomic
def _read_batch(
    file: OpeningFile, kind: Kind, batch: Sequence[tuple[str, Line]], *, meanings: Meanings, behind: int
) -> None:
    """Make rows of a batch that has ``behind`` rows before it, unless somebody reads the file anew meanwhile."""
    opening = _in_preparation(file)
    if file.rows.count() != behind:
        raise OpeningRefused(ANEW)
    candidates = [_candidate(kind, sheet, line, meanings, opening) for sheet, line in batch]
    judge_all(candidates, kind, Ground(opening))
    _refuse_repeated(candidates, opening, kind)
    OpeningRow.objects.bulk_create(_row(file, opening, kind, one) for one in candidates)


def _in_preparation(file: OpeningFile) -> Opening:
    rows = Opening.objects.select_for_update(of=("self",)).select_related("area")
    opening = rows.get(pk=file.opening_id)
    if opening.status != OpeningStatus.PREPARING or not opening.files.filter(pk=file.pk).exists():
        raise OpeningRefused(FIXED)
    return opening


def _candidate(kind: Kind, sheet: str, line: Line, meanings: Meanings, opening: Opening) -> Candidate:
    try:
        values = understood(kind.columns, line.cells, meanings, on=opening.cut_over_on)
    except ValueRefused as refused:
        one = Candidate(sheet, line.number, {key: words(cell)[:100] for key, cell in line.cells.items()})
        one.refuse(str(refused))
        return one
    return Candidate(sheet, line.number, values)


def judge_all(candidates: Sequence[Candidate], kind: Kind, ground: Ground) -> None:
    """Find out of each line whom it is about and whether it can be entered; what was refused before stays so."""
    find_people([one for one in candidates if not one.outcome], ground.opening)
    kind.judge([one for one in candidates if not one.outcome], ground)
    for one in candidates:
        one.outcome = one.outcome or RowOutcome.READY


def _refuse_repeated(candidates: Sequence[Candidate], opening: Opening, kind: Kind) -> None:
    """A thing is entered by its first line: the same said again is noted, something else said of it is refused."""
    ready = [one for one in candidates if one.outcome == RowOutcome.READY]
    there = OpeningRow.objects.filter(opening=opening, kind=kind.code, outcome=RowOutcome.READY)
    first: dict[str, tuple[int, dict]] = {}
    for row in there.filter(key__in={one.key for one in ready}):
        first[row.key] = row.line, json.loads(row.values)
    taken = set(there.filter(also__in={one.also for one in ready if one.also}).values_list("also", flat=True))
    for one in ready:
        if one.key in first:
            line, values = first[one.key]
            if values == one.values:
                one.outcome, one.reason = RowOutcome.REPEATED, f"与本次已导入的第 {line} 行相同。"
            else:
                one.refuse(f"与本次已导入的第 {line} 行是同一事项而内容不同，请核对后只留一行。")
        elif one.also and one.also in taken:
            one.refuse("同一号码在本次导入的文件中已属于另一人，请核对。")
        else:
            first[one.key] = one.line, one.values
            taken.add(one.also)


def _row(file: OpeningFile, opening: Opening, kind: Kind, one: Candidate) -> OpeningRow:
    return OpeningRow(
        opening=opening,
        file=file,
        kind=kind.code,
        sheet=one.sheet[:100],
        line=one.line,
        values=json.dumps(one.values, ensure_ascii=False),
        person=one.person,
        household_id=one.home.household_id if one.home else None,
        community=_community(one, opening),
        since=one.since,
        key=one.key,
        also=one.also,
        outcome=one.outcome,
        reason=one.reason[:500],
    )


def _community(one: Candidate, opening: Opening) -> Area | None:
    """Which answers for it today; none of another opening's."""
    area = one.home.household.area if one.home else None
    return area if area is not None and area.path.startswith(opening.area.path) else None
