"""Long lists as .xlsx, written straight into the compressed file: fast, in the memory of one batch of rows, and without
a temporary file, for what stands in them about people never lies open on a disk.

One sheet of lines above a table; what a cell looks like follows from its number format. Official forms, with cells of
many kinds, are openpyxl's (``workbooks``).
"""

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

BATCH = 500
LEVEL = 1  # of compression: a third larger than the best, in a fifth of the time
TITLE, PLAIN, HEADING, WORDS, FORMATS = 1, 0, 2, 3, 4  # styles; those of the columns' formats follow
EPOCH = dt.date(1899, 12, 30)  # from which a workbook counts days
SECONDS = 86_400
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML, whatever else is asked for

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
}
_SIDES = "".join(
    f'<{side} style="thin"><color rgb="FFC8CDD5"/></{side}>' for side in ("left", "right", "top", "bottom")
)
_FONTS = (
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="14"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
)
_FILLS = (
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEAEEF4"/></patternFill></fill></fills>'
)


@dataclass(frozen=True)
class Layout:
    """What stands around the rows. ``above`` are lines of one cell each, the first of them the title; ``spans`` are the
    names over the headings, each over so many columns, () where there are none; ``widths`` are in characters and
    ``formats`` the number formats of the columns, for what is no text."""

    name: str
    above: Sequence[str]
    spans: Sequence[tuple[str, int]]
    headings: Sequence[str]
    widths: Sequence[float]
    formats: Sequence[str]

    @property
    def lines(self) -> int:
        """How many lines stand above the first row."""
        return len(self.above) + bool(self.spans) + 1


def written(layout: Layout, rows: Iterable[Sequence[Any]]) -> io.BytesIO:
    """The .xlsx file: words, numbers, days, moments without a zone, or None to a cell."""
    file = io.BytesIO()
    formats = list(dict.fromkeys(layout.formats))
    styles = [FORMATS + formats.index(wanted) for wanted in layout.formats]
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for path, xml in _PARTS.items():
            archive.writestr(path, _XML + xml)
        archive.writestr("xl/workbook.xml", _XML + _book(layout.name))
        archive.writestr("xl/styles.xml", _XML + _styles(formats))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write((_XML + _top(layout)).encode())
            waiting = iter(rows)
            while batch := list(islice(waiting, BATCH)):
                part.write("".join([_row(row, styles) for row in batch]).encode())
            part.write(f"</sheetData>{_merges(layout)}</worksheet>".encode())
    file.seek(0)
    return file


def _row(row: Sequence[Any], styles: Sequence[int]) -> str:
    return f"<row>{''.join([_cell(value, style) for value, style in zip(row, styles, strict=True)])}</row>"


def _cell(value: Any, style: int) -> str:
    if isinstance(value, str):
        return _text(value, WORDS)
    if value is None:
        return f'<c s="{style}"/>'
    if isinstance(value, bool):
        return f'<c s="{style}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float | Decimal):
        return f'<c s="{style}"><v>{value}</v></c>'
    if isinstance(value, dt.date):
        return f'<c s="{style}"><v>{_days(value)}</v></c>'
    return _text(str(value), WORDS)


def _text(words: str, style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(words)}</t></is></c>'


def _escaped(words: str) -> str:
    if not words.isprintable():
        words = _FORBIDDEN.sub("", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _days(value: dt.date) -> float | int:
    if isinstance(value, dt.datetime):
        into = value.hour * 3600 + value.minute * 60 + value.second
        return (value.date() - EPOCH).days + into / SECONDS
    return (value - EPOCH).days


# --- Around the rows -----------------------------------------------------------------------------------------------


def letters(column: int) -> str:
    """The name of a column, from 1: A, B … Z, AA."""
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def _top(layout: Layout) -> str:
    """The sheet up to its first row: frozen below the headings."""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(layout.widths, 1)
    )
    below = layout.lines
    pane = f'<pane ySplit="{below}" topLeftCell="A{below + 1}" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    title, *rest = layout.above
    lines = [_text(title, TITLE), *(_text(words, PLAIN) for words in rest)]
    if layout.spans:
        over = [words for title, width in layout.spans for words in (title, *[""] * (width - 1))]
        lines.append("".join(_text(words, HEADING) for words in over))
    lines.append("".join(_text(words, HEADING) for words in layout.headings))
    rows = "".join(f"<row>{line}</row>" for line in lines)
    return f'<worksheet xmlns="{_MAIN}">{view}<cols>{columns}</cols><sheetData>{rows}'


def _merges(layout: Layout) -> str:
    found, first, line = [], 1, len(layout.above) + 1
    for _, width in layout.spans:
        if width > 1:
            found.append(f'<mergeCell ref="{letters(first)}{line}:{letters(first + width - 1)}{line}"/>')
        first += width
    return f'<mergeCells count="{len(found)}">{"".join(found)}</mergeCells>' if found else ""


def _book(name: str) -> str:
    sheet = f'<sheet name="{_escaped(name)}" sheetId="1" r:id="rId1"/>'
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheet}</sheets></workbook>'


def _styles(formats: Sequence[str]) -> str:
    """The cells' styles in the order of their numbers: plain, title, heading, words, then one for each format."""
    numbered = [(200 + place, form) for place, form in enumerate(formats)]
    declared = "".join(f'<numFmt numFmtId="{key}" formatCode="{_escaped(form)}"/>' for key, form in numbered)
    centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    cells = [
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" applyFont="1"/>',
        f'<xf numFmtId="0" fontId="2" fillId="2" borderId="1" applyFont="1" applyAlignment="1">{centred}</xf>',
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" applyNumberFormat="1"/>',
        *(f'<xf numFmtId="{key}" fontId="0" fillId="0" borderId="1" applyNumberFormat="1"/>' for key, _ in numbered),
    ]
    bare = "<border><left/><right/><top/><bottom/></border>"
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(numbered)}">{declared}</numFmts>{_FONTS}{_FILLS}'
        f'<borders count="2">{bare}<border>{_SIDES}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
