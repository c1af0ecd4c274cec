"""Workbooks that go out: faulty lines with the reason beside each cell, and an empty roster."""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as OutCell
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from ui import workbooks
from ui.exports import HEADING_FILL, REASON_FILL, sheet_name, text_cell

from . import columns
from .grouping import Understood
from .headings import OURS, Table, is_ours
from .members import Fault
from .plans import Plan
from .reading import Cell
from .values import words

FAULTY = PatternFill("solid", fgColor="FFE2E0")
ELSEWHERE = f"{OURS}整行"  # of faults in a column the sheet does not have, or in none
ROW_NUMBER = f"{OURS}原表行号"
SAME_HOUSEHOLD = "本行无误；同户第 {} 行有误，全户改好后一起导入。"


def returned(found: Understood, plans: Iterable[Plan]) -> io.BytesIO | None:
    """The lines of faulty households as ``lines_back`` gives them; None where nothing is faulty."""
    told: dict[int, dict[int, list[Fault]]] = defaultdict(dict)
    for plan in plans:
        for sheet, line in plan.where if plan.faults else ():
            own = [fault for fault in plan.faults if (fault.sheet, fault.line) == (sheet, line)]
            others = sorted({fault.line for fault in plan.faults if fault.line != line})
            same = SAME_HOUSEHOLD.format("、".join(map(str, others)))
            told[sheet][line] = own or [Fault(sheet, line, "", same)]
    return lines_back(found.tables, told) if told else None


def lines_back(tables: Mapping[int, Table], faults: Mapping[int, Mapping[int, Sequence[Fault]]]) -> io.BytesIO:
    """The lines that ``faults`` (by sheet and line) are given of, sheet by sheet under their own headings. The workbook
    can be given itself, once it is put right."""
    book = Workbook(write_only=True)
    parts = [_part(book, tables[sheet], faults[sheet]) for sheet in sorted(faults)]
    return workbooks.written(book, *parts)


def _part(book: Workbook, table: Table, faults: Mapping[int, Sequence[Fault]]) -> Iterator[list[OutCell]]:
    """The sheet of ``table`` in the new book, and its rows."""
    places = [place for place, title in enumerate(table.heading.titles) if not is_ours(title)]
    blamed = {_place(table, fault) for of_line in faults.values() for fault in of_line}
    sheet = book.create_sheet(sheet_name(table.sheet.name, f"名册{len(book.worksheets) + 1}"))
    sheet.freeze_panes = "A2"
    width = len(places) + len(blamed) + 1
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 20
    return _rows(sheet, table, faults, places=places, blamed=blamed)


def _place(table: Table, fault: Fault) -> int | None:
    """The column of the cell at fault; None where the sheet has none."""
    return table.heading.columns.get(fault.field)


def _rows(
    sheet: Any, table: Table, faults: Mapping[int, Sequence[Fault]], *, places: Sequence[int], blamed: set[int | None]
) -> Iterator[list[OutCell]]:
    head: list[OutCell] = []
    for place in places:
        title = table.heading.titles[place]
        head.append(text_cell(sheet, title, HEADING_FILL, bold=True))
        if place in blamed:
            head.append(text_cell(sheet, f"{OURS}{title}", REASON_FILL, bold=True))
    if None in blamed:
        head.append(text_cell(sheet, ELSEWHERE, REASON_FILL, bold=True))
    yield [*head, text_cell(sheet, ROW_NUMBER, HEADING_FILL, bold=True)]
    for line in table.lines:
        if line.number in faults:
            row = _row(sheet, table, line.raw, faults[line.number], places=places, blamed=blamed)
            yield [*row, text_cell(sheet, str(line.number))]


def _row(
    sheet: Any,
    table: Table,
    raw: Sequence[Cell],
    faults: Sequence[Fault],
    *,
    places: Sequence[int],
    blamed: set[int | None],
) -> list[OutCell]:
    why: dict[int | None, str] = {}
    for fault in faults:
        place = _place(table, fault)
        text = f"{columns.TITLES[fault.field]}：{fault.text}" if place is None and fault.field else fault.text
        why[place] = f"{why[place]}\n{text}" if place in why else text
    made = []
    for place in places:
        made.append(text_cell(sheet, words(raw[place]) if place < len(raw) else "", FAULTY if place in why else None))
        if place in blamed:
            made.append(text_cell(sheet, why.get(place, ""), REASON_FILL if place in why else None))
    if None in blamed:
        made.append(text_cell(sheet, why.get(None, ""), REASON_FILL if None in why else None))
    return made


INSTRUCTIONS = (
    "填写说明",
    "1. 一行一人，同一户的人填同一个户号；每户有且只有一名户主。",
    "2. 必填：户号、住址、姓名、身份证号、与户主关系。其余各列不知道的可以留空，不用的列可以整列删去，列的先后不限。",
    "3. 身份证号、电话请先把列设为“文本”格式再填写（本表已设好），否则表格程序会改掉末几位。",
    "4. 日期写成 1970-03-12 这样的年月日；只知道年月的写 1970-03，按当月1日登记。",
    f"5. 就业状况填：{columns.SITUATION_WORDS}。就业和失业的须填起始日期；单位就业和公益性岗位的须填用人单位。",
    "6. 女性请在退休类别中填女工人（50周岁）或女干部（55周岁）。",
    "7. 各项特殊情况填“是”，并在旁边一列填起始日期；农村户口、非本市户籍可不填日期。",
    "8. 街道、区县统一导入多个社区的，须填社区名称或社区代码。",
    "9. 导入前先检查，不会马上登记；有误的行会连同原因一起退回。导入的家庭仍须入户调查。",
)


def empty_roster() -> io.BytesIO:
    """A workbook of headings and instructions, to be filled in."""
    book = Workbook(write_only=True)
    sheet, told = book.create_sheet("名册"), book.create_sheet("填写说明")
    sheet.freeze_panes = "A2"
    titles = [field.title for field in columns.FIELDS if field.key not in ("head", "seq")]
    for column, title in enumerate(titles, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = max(12, 2 * len(title) + 4)
        sheet.column_dimensions[letter].number_format = "@"
    told.column_dimensions["A"].width = 120
    head = [text_cell(sheet, title, HEADING_FILL, bold=True) for title in titles]
    return workbooks.written(book, [head], [[text_cell(told, text)] for text in INSTRUCTIONS])
