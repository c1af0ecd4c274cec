"""Workbooks as they come in: .xlsx by openpyxl, .csv, and .xls made by hand, of which nothing here can write one."""

import datetime as dt
import io
import struct

import openpyxl

SECTOR, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
DAY_ZERO = dt.date(1899, 12, 30)
GENERAL, DATE = 15, 16  # cell formats, behind the fifteen of styles


def xlsx(*sheets, merge=(), hidden=()):
    """The bytes of a workbook. Each sheet is a list of rows, or a pair of its name and its rows; ``merge`` are areas of
    the first such as "A1:D1"."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, 1):
        name, rows = sheet if isinstance(sheet, tuple) else (f"Sheet{number}", sheet)
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        page.sheet_state = "hidden" if name in hidden else "visible"
    for area in merge:
        book.worksheets[0].merge_cells(area)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def csv_text(rows, separator=","):
    return "\r\n".join(separator.join(map(str, row)) for row in rows) + "\r\n"


def xls(rows, name="名册", *, is_protected=False):
    """The bytes of an Excel 97 workbook of one sheet of words, numbers and days."""
    return _compound(_stream(rows, name, is_protected))


def _stream(rows, name, is_protected):
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    sheet += b"".join(
        _cell(line, place, value)
        for line, row in enumerate(rows)
        for place, value in enumerate(row)
        if value not in ("", None)
    )
    sheet += _record(0x000A, b"")
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if is_protected:
        head += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    head += b"".join(_format(0) for _ in range(DATE)) + _format(14)
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    size = len(head) + 4 + 6 + len(title) + 4
    head += _record(0x0085, struct.pack("<IH", size, 0) + title) + _record(0x000A, b"")
    return head + sheet


def _record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def _format(number):
    return _record(0x00E0, struct.pack("<HHH", 0, number, 0) + bytes(14))


def _cell(line, place, value):
    if isinstance(value, dt.date):
        return _record(0x0203, struct.pack("<HHHd", line, place, DATE, (value - DAY_ZERO).days))
    if isinstance(value, int | float):
        return _record(0x0203, struct.pack("<HHHd", line, place, GENERAL, value))
    words = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
    return _record(0x0204, struct.pack("<HHH", line, place, GENERAL) + words)


def _compound(stream):
    """The stream as the only file of a compound document: the table of sectors, the directory, the stream."""
    stream = stream.ljust(4096, b"\0")  # a shorter one would lie elsewhere
    count = -(-len(stream) // SECTOR)
    table = [FAT, END, *range(3, 2 + count), END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    directory = _entry("Root Entry", 5, child=1, start=END, size=0)
    directory += _entry("Workbook", 2, child=FREE, start=2, size=len(stream))
    return head + sectors + directory.ljust(SECTOR, b"\0") + stream.ljust(count * SECTOR, b"\0")


def _entry(name, kind, *, child, start, size):
    words = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ", words.ljust(64, b"\0"), len(words), kind, 1, FREE, FREE, child, 0, start, size
    )
