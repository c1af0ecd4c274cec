"""Workbooks out of openpyxl without its temporary files: what stands in them about people never lies on a disk."""

import io
from collections.abc import Iterable, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def saved(book: Workbook) -> io.BytesIO:
    """The .xlsx file of ``book``."""
    return _Writer(book).saved()


def written(book: Workbook, *rows: Iterable[Sequence[Any]]) -> io.BytesIO:
    """The .xlsx file of ``book``, made ``write_only``, with these rows in its sheets, one after the other. Memory: the
    compressed file."""
    writer = _Writer(book)
    for place, (sheet, of_sheet) in enumerate(zip(book.worksheets, rows, strict=True), 1):
        writer.append(sheet, of_sheet, place=place)
    return writer.saved()


class _Writer(ExcelWriter):
    """openpyxl writes a sheet into a file of its own and packs that; this one writes it into the archive at once."""

    def __init__(self, book: Workbook) -> None:
        self.file = io.BytesIO()
        self.archive = ZipFile(self.file, "w", ZIP_DEFLATED)
        super().__init__(book, self.archive)

    def saved(self) -> io.BytesIO:
        self.write_data()
        self.archive.close()
        self.file.seek(0)
        return self.file

    def append(self, sheet: Any, rows: Iterable[Sequence[Any]], *, place: int) -> None:
        sheet._id = place  # in the archive
        with self._part(sheet) as part:
            sheet._writer = WorksheetWriter(sheet, out=part)
            sheet._writer.write_top()
            for row in rows:
                sheet.append(row)
            sheet.close()

    def write_worksheet(self, ws: Any) -> None:
        if self.workbook.write_only:
            writer = ws._writer
        else:
            with self._part(ws) as part:
                writer = WorksheetWriter(ws, out=part)
                writer.write()
        ws._rels = writer._rels
        self.manifest.append(ws)

    def _part(self, sheet: Any) -> Any:
        return self.archive.open(sheet.path[1:], "w", force_zip64=True)
