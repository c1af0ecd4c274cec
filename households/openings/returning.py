"""The faulty lines of a file as a workbook: under the file's own headings, each with the reason at its end."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from households.rosters.headings import OURS, Table, is_ours
from households.rosters.values import words
from ui import workbooks
from ui.exports import HEADING_FILL, REASON_FILL, sheet_name, text_cell

ROW_NUMBER = f"{OURS}原表行号"
WHY = f"{OURS}不能导入的原因"


def returned(tables: Sequence[Table], reasons: Mapping[tuple[str, int], str]) -> io.BytesIO:
    """The lines that ``reasons`` (by sheet and line) are given of. It is a file of the same kind itself: put right, it
    can be given as it is."""
    book = Workbook(write_only=True)
    parts = []
    for number, table in enumerate(tables, 1):
        lines = [line for line in table.lines if (table.sheet.name[:100], line.number) in reasons]
        if lines:
            sheet = book.create_sheet(sheet_name(table.sheet.name, f"Sheet{number}"))
            parts.append(_rows(sheet, table, lines, reasons))
    return workbooks.written(book, *parts)


def _rows(
    sheet: Any, table: Table, lines: Sequence[Any], reasons: Mapping[tuple[str, int], str]
) -> Iterator[list[Any]]:
    places = [place for place, title in enumerate(table.heading.titles) if not is_ours(title)]
    titles = [*(table.heading.titles[place] for place in places), WHY, ROW_NUMBER]
    sheet.freeze_panes = "A2"
    for number, title in enumerate(titles, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 60 if title == WHY else 20
    yield [text_cell(sheet, title, HEADING_FILL, bold=True) for title in titles]
    for line in lines:
        raw = [words(line.raw[place]) if place < len(line.raw) else "" for place in places]
        why = reasons[table.sheet.name[:100], line.number]
        yield [
            *(text_cell(sheet, text) for text in raw),
            text_cell(sheet, why, REASON_FILL),
            text_cell(sheet, str(line.number)),
        ]
