"""From the bytes of a file to sheets of cells: .xlsx, .xls, and .csv in UTF-8, UTF-16 or GB18030."""

import csv
import datetime as dt
import io
import json
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

from .unpacking import DAMAGED, PASSWORD, SPAN

Cell = str | float | bool | dt.date
"""What stands in a cell: words ("" where nothing does), a number, yes or no, a day or a moment. A number in an .xlsx or
.xls is a float always; in a .csv all are words."""

UNPACKING = Path(__file__).with_name("unpacking.py")
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOOK_IN_ZIP = "xl/workbook.xml"
BOOK_BEGINS = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # of an .xls: BOF of the globals, of its eighth version
LOCK, LOCK_WITHIN = 0x002F, 4  # FILEPASS
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta")
OTHERS = (b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xff\xd8\xff", b"\x89PNG", b"MZ", b"\x7fELF")
SEPARATORS = ("\t", ",", ";", "，")

NO_BOOK = "这不是 Excel 工作簿，也不是 CSV 文本：请用 Excel 或 WPS 打开原表，另存为 .xlsx 后再传。"
DISGUISED = "这个文件是网页或 XML，只是扩展名像表格：请用 Excel 或 WPS 打开，另存为 .xlsx 后再传。"
PROTECTED = "工作簿设有打开密码，系统读不出内容：请在 Excel 中取消密码后再传。"
BROKEN = "工作簿已损坏、不完整或内容过大，无法打开：请用 Excel 或 WPS 打开检查，另存为新的 .xlsx 后再传。"
EMPTY = "文件里没有任何内容，请重新选择。"


class WorkbookRefused(Exception):
    """The file cannot be read; the message is one sentence for whoever chose it."""


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: its rows from the first on, of unequal length, and its merged areas as (first row, first column,
    last row, last column), all counted from 0."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Book:
    """What a file holds. ``kind`` is "xlsx", "xls" or "csv"; ``hidden`` are the names of sheets that were not read."""

    kind: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def read(content: bytes) -> Book:
    """The sheets of a file, known by what it holds and not by its name. Raises WorkbookRefused.

    Limits: ROSTER_MAX_BYTES, ROSTER_MAX_UNPACKED_BYTES, ROSTER_MAX_CELLS of a sheet and ROSTER_MAX_ROWS of all.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise WorkbookRefused(EMPTY)
    if len(content) > settings.ROSTER_MAX_BYTES:
        limit = settings.ROSTER_MAX_BYTES // 2**20
        raise WorkbookRefused(f"文件超过 {limit} MB 的上限，请按社区分成几个文件，或删去图片后再传。")
    kind = _kind(content)
    book = _unpacked(content, kind) if kind != "csv" else Book("csv", (Sheet("", _split(_decoded(content))),))
    rows = sum(len(sheet.rows) for sheet in book.sheets)
    if rows > settings.ROSTER_MAX_ROWS:
        raise WorkbookRefused(f"表中超过 {settings.ROSTER_MAX_ROWS:,} 行，一次导入不了，请按社区分成几个文件。")
    if not rows:
        raise WorkbookRefused(EMPTY)
    return book


def _kind(content: bytes) -> str:
    if content.startswith(ZIP):
        _look_into_zip(content)
        return "xlsx"
    if content.startswith(OLE):
        if ENCRYPTED in content or _is_locked(content):
            raise WorkbookRefused(PROTECTED)
        return "xls"
    if any(mark in content[:1024].lower() for mark in MARKUP):
        raise WorkbookRefused(DISGUISED)
    if content.startswith(OTHERS):
        raise WorkbookRefused(NO_BOOK)
    return "csv"


def _look_into_zip(content: bytes) -> None:
    """Refuse what is no .xlsx, or says itself that it unpacks beyond the limit; whoever lies about it meets the limit
    of memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WorkbookRefused(BROKEN) from error
    if BOOK_IN_ZIP not in {part.filename for part in parts}:
        raise WorkbookRefused(NO_BOOK)
    if sum(part.file_size for part in parts) > settings.ROSTER_MAX_UNPACKED_BYTES:
        limit = settings.ROSTER_MAX_UNPACKED_BYTES // 2**20
        raise WorkbookRefused(f"文件解开后超过 {limit} MB，可能不是正常的名册：请只留名册所在的工作表，另存后再传。")


def _is_locked(content: bytes) -> bool:
    """Whether an .xls is encrypted: the record that says so is among the first of its book."""
    place = content.find(BOOK_BEGINS)
    for _ in range(LOCK_WITHIN):
        if place < 0 or place + 4 > len(content):
            break
        record, length = struct.unpack_from("<HH", content, place)
        if record == LOCK:
            return True
        place += 4 + length
    return False


def _unpacked(content: bytes, kind: str) -> Book:
    limits = (settings.ROSTER_MEMORY_BYTES, settings.ROSTER_SECONDS, settings.ROSTER_MAX_CELLS)
    try:
        done = subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-I", str(UNPACKING), *map(str, limits)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=settings.ROSTER_SECONDS * 2,
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookRefused(BROKEN) from error
    if done.returncode:
        raise WorkbookRefused(BROKEN)
    found = json.loads(done.stdout)
    if "error" in found:
        raise WorkbookRefused(_why(found))
    return Book(kind, tuple(_sheet(sheet) for sheet in found["sheets"]), tuple(found["hidden"]))


def _why(found: dict[str, Any]) -> str:
    if found["error"] == SPAN:
        sheet, height = found["sheet"], found["height"]
        return f"工作表“{sheet}”一直占到第 {height:,} 行，范围过大：请删去名册以外的行和列，另存后再传。"
    return {PASSWORD: PROTECTED, DAMAGED: BROKEN}[found["error"]]


def _sheet(found: dict[str, Any]) -> Sheet:
    rows = [[_cell(value) for value in row] for row in found["rows"]]
    return Sheet(found["name"], rows, tuple((a, b, c, d) for a, b, c, d in found["merged"]))


def _cell(value: Any) -> Cell:
    if not isinstance(value, list):
        return value
    moment = dt.datetime.fromisoformat(value[0])
    return moment if moment.time() != dt.time.min else moment.date()


def _decoded(content: bytes) -> str:
    """A .csv as words. What neither encoding explains, or holds characters no text has, is something else."""
    ways = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in ways:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(character < " " and character not in "\t\r\n\f\v" for character in set(words)):
            return words
    raise WorkbookRefused(NO_BOOK)


def _split(words: str) -> list[list[Cell]]:
    head = words[:4096]
    separator = max(SEPARATORS, key=head.count)
    try:
        rows = csv.reader(io.StringIO(words, newline=""), delimiter=separator)
        return [list(row) for row in islice(rows, settings.ROSTER_MAX_ROWS + 1)]
    except csv.Error as error:
        raise WorkbookRefused(BROKEN) from error
