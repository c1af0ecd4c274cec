"""Columns and rows → a workbook, safe to open."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from . import workbooks
from .tables import Column, Group, groups

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
THIN = Side(style="thin", color="C8CDD5")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADING_FILL = PatternFill("solid", fgColor="EAEEF4")
SHEET_NAME_FORBIDS = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def guarded(value: Any) -> Any:
    """``value`` as a workbook may hold it: words that a spreadsheet would compute get a ``'`` before them.

    Control characters, which no workbook may hold, are dropped. Numbers, dates and None pass as they are.
    """
    if not isinstance(value, str):
        return value
    words = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def workbook(columns: Sequence[Column], rows: Iterable[Any], *, title: str, note: str = "") -> io.BytesIO:
    """An .xlsx file of ``rows``: a line with the title, one with ``note``, the headings, under the names of their
    groups if they have any, and the rows.

    Written row by row; what stays in memory is the compressed file.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title.translate(SHEET_NAME_FORBIDS)[:31].strip())
    blocks = groups(columns)
    sheet.freeze_panes = "A5" if blocks else "A4"
    for position, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(position)].width = max(column.cell.width, 2 * len(column.title) + 2)
    top = [[_titled(sheet, title)], [guarded(note)]]
    if blocks:
        top.append([_heading(sheet, words) for block in blocks for words in (block.title, *[""] * (block.span - 1))])
        _merge(sheet, blocks, line=3)
    top.append([_heading(sheet, column.title) for column in columns])
    return workbooks.written(book, chain(top, (list(_cells(sheet, columns, row)) for row in rows)))


def _merge(sheet: Any, blocks: Sequence[Group], *, line: int) -> None:
    first = 1
    for block in blocks:
        last = first + block.span - 1
        if block.span > 1:
            sheet.merged_cells.add(f"{get_column_letter(first)}{line}:{get_column_letter(last)}{line}")
        first = last + 1


def _titled(sheet: Any, title: str) -> Cell:
    cell = WriteOnlyCell(sheet, guarded(title))
    cell.font = Font(bold=True, size=14)
    return cell


def _heading(sheet: Any, title: str) -> Cell:
    cell = WriteOnlyCell(sheet, guarded(title))
    cell.font, cell.fill, cell.border = Font(bold=True), HEADING_FILL, BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cells(sheet: Any, columns: Sequence[Column], row: Any) -> Iterator[Cell]:
    for column in columns:
        cell = WriteOnlyCell(sheet, guarded(column.plain(row)))
        cell.border = BORDER
        cell.number_format = "@" if isinstance(cell.value, str) else column.cell.number_format
        yield cell


def note(
    *, exporter: str, at: dt.datetime, filters: Sequence[str] = (), purpose: str = "", approved_by: str = ""
) -> str:
    """The line under the title: who made the file, when, what for, with whose approval, and of what."""
    parts = ["内部资料，不得外传", f"导出：{exporter}  {timezone.localtime(at):%Y-%m-%d %H:%M}"]
    told = (("用途", purpose), ("批准", approved_by), ("筛选", "；".join(filters)))
    return "  ".join([*parts, *(f"{title}：{words}" for title, words in told if words)])
