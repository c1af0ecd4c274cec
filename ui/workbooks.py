"""Workbooks out of openpyxl without its temporary files: what stands in them about people never lies on a disk."""

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def saved(book: Workbook) -> io.BytesIO:
    """The .xlsx file of ``book``."""
    return _Writer(book).saved()


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

    def write_worksheet(self, ws: Any) -> None:
        with self.archive.open(ws.path[1:], "w", force_zip64=True) as part:
            writer: Any = WorksheetWriter(ws, out=part)
            writer.write()
        ws._rels = writer._rels
        self.manifest.append(ws)
