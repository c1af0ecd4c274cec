"""The workbook of a return, filled in through its layout."""

import datetime as dt
import io
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ui import workbooks
from ui.exports import BORDER, HEADING_FILL, guarded

from .layout import Layout
from .queries.sheets import Sheet

DRAFT = "草稿（未发布）"


def workbook(sheet: Sheet, *, exporter: str, at: dt.datetime) -> io.BytesIO:
    """The return as an .xlsx file: published figures if it was published, else those of now, marked 草稿（未发布）."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet.layout.sheet
    _headings(page, sheet, f"{exporter}　{timezone.localtime(at):%Y-%m-%d %H:%M}")
    _titles(page, sheet)
    _figures(page, sheet)
    page.freeze_panes = f"{sheet.layout.columns.figure}{sheet.layout.heading_row + 1}"
    page.page_setup.orientation = page.ORIENTATION_LANDSCAPE if sheet.below else page.ORIENTATION_PORTRAIT
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return workbooks.saved(book)


def file_name(sheet: Sheet) -> str:
    """The name under which the workbook is handed out: return, month, area code."""
    return f"{sheet.layout.code.split('-')[0]}_{sheet.period.label}_{sheet.area.code}.xlsx"


def state_of(sheet: Sheet) -> str:
    """Published, when and by whom; or that it is a draft."""
    publication = sheet.publication
    if publication is None:
        return DRAFT
    return f"已上报（{publication.published_by}，{timezone.localtime(publication.published_at):%Y-%m-%d %H:%M}）"


def _headings(page: Worksheet, sheet: Sheet, exporter: str) -> None:
    told = {
        "area": sheet.area.name,
        "label": sheet.period.label,
        "first": sheet.period.first,
        "last": sheet.period.last,
        "state": state_of(sheet),
        "exporter": exporter,
        "hash": sheet.publication.content_hash if sheet.publication else "—",
    }
    for heading in sheet.layout.headings:
        cell = page[heading.cell]
        cell.value = guarded(heading.text.format_map(told))
        if heading.style == "title":
            cell.font, cell.alignment = Font(bold=True, size=16), Alignment(horizontal="center")
        if heading.merge:
            page.merge_cells(heading.merge)


def _child_columns(layout: Layout, count: int) -> list[str]:
    first = column_index_from_string(layout.columns.first_child)
    return [get_column_letter(first + number) for number in range(count)]


def _titles(page: Worksheet, sheet: Sheet) -> None:
    layout = sheet.layout
    titles = {getattr(layout.columns, key): title for key, title in layout.column_titles.items()}
    letters = _child_columns(layout, len(sheet.below))
    titles |= {
        letter: state.area.name if state.publication else f"{state.area.name}（未上报）"
        for letter, state in zip(letters, sheet.below, strict=True)
    }
    for letter, title in titles.items():
        cell = page[f"{letter}{layout.heading_row}"]
        cell.value = guarded(title)
        cell.font, cell.fill, cell.border = Font(bold=True), HEADING_FILL, BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[letter].width = layout.widths.get(letter, 12)


def _figures(page: Worksheet, sheet: Sheet) -> None:
    layout = sheet.layout
    letters = _child_columns(layout, len(sheet.below))
    for row in sheet.rows:
        values: dict[str, Any] = {
            layout.columns.code: row.line.code,
            layout.columns.label: "　" * row.line.indent + row.line.label,
            layout.columns.unit: row.line.unit,
            layout.columns.figure: row.own.value,
            layout.columns.adjustment: row.own.adjustment,
        }
        values |= {letter: entry.value for letter, entry in zip(letters, row.below, strict=True)}
        for letter, value in values.items():
            cell = page[f"{letter}{row.line.row}"]
            cell.value, cell.border = guarded(value), BORDER
            cell.number_format = "@" if isinstance(value, str) else "#,##0"
