"""Columns and rows → a workbook, safe to open."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from . import ledgers
from .tables import Column, as_it_is, as_words, groups

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
THIN = Side(style="thin", color="C8CDD5")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADING_FILL = PatternFill("solid", fgColor="EAEEF4")
REASON_FILL = PatternFill("solid", fgColor="FFF6D6")  # why a line is given back
SHEET_NAME_FORBIDS = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def guarded(value: Any) -> Any:
    """``value`` as a workbook may hold it: words that a spreadsheet would compute get a ``'`` before them.

    Control characters, which no workbook may hold, are dropped. Numbers, dates and None pass as they are.
    """
    if not isinstance(value, str):
        return value
    words = value if value.isprintable() else ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{words}" if words[:1] in FORMULA_STARTS else words


def sheet_name(words: str, default: str) -> str:
    """``words`` as a sheet may be called; ``default`` where nothing is left of them."""
    return words.translate(SHEET_NAME_FORBIDS)[:31].strip() or default


def text_cell(sheet: Any, words: str, fill: PatternFill | None = None, *, bold: bool = False) -> Cell:
    """A cell of a ``write_only`` sheet that a spreadsheet takes for words, whatever they look like."""
    cell = WriteOnlyCell(sheet, guarded(words))
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if fill is not None:
        cell.fill = fill
    if bold:
        cell.font = Font(bold=True)
    return cell


def workbook(columns: Sequence[Column], rows: Iterable[Any], *, title: str, note: str = "") -> io.BytesIO:
    """An .xlsx file of ``rows``: a line with the title, one with ``note``, the headings, under the names of their
    groups if they have any, and the rows.

    Written as the rows come, however many; what stays in memory is the compressed file.
    """
    layout = ledgers.Layout(
        name=sheet_name(title, "Sheet"),
        above=(guarded(title), guarded(note)),
        spans=[(guarded(block.title), block.span) for block in groups(columns)],
        headings=[guarded(column.title) for column in columns],
        widths=[max(column.cell.width, 2 * len(column.title) + 2) for column in columns],
        formats=[column.cell.number_format for column in columns],
    )
    return ledgers.written(layout, cells(columns, rows))


def cells(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[list[Any]]:
    """What the workbook's cells hold, row by row: None, a number, a date, a naive moment or guarded words.

    Written out in one loop that calls for a cell only what changes it: of long lists most of the time is spent here.
    """
    readers = [(column.value, None if column.cell.plain is as_it_is else column.cell.plain) for column in columns]
    for row in rows:
        values: list[Any] = []
        for read, plain in readers:
            value = read(row)
            if value is None or value == "":
                values.append(None)
                continue
            if plain is not None and not (plain is as_words and type(value) is str):
                value = plain(value)
            if isinstance(value, str) and (value[:1] in FORMULA_STARTS or not value.isprintable()):
                value = guarded(value)
            values.append(value)
        yield values


def note(
    *, exporter: str, at: dt.datetime, filters: Sequence[str] = (), purpose: str = "", approved_by: str = ""
) -> str:
    """The line under the title: who made the file, when, what for, with whose approval, and of what."""
    parts = ["内部资料，不得外传", f"导出：{exporter}  {timezone.localtime(at):%Y-%m-%d %H:%M}"]
    told = (("用途", purpose), ("批准", approved_by), ("筛选", "；".join(filters)))
    return "  ".join([*parts, *(f"{title}：{words}" for title, words in told if words)])
