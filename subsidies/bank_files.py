"""银行报盘文件: lines of payments as the bank's format has them. Pure; nothing is looked up here."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from subsidies.payment_enums import FileColumn, FileKind, Totals
from ui import exports, workbooks


@dataclass(frozen=True)
class FileLine:
    """One payment as a bank file tells it."""

    number: str
    serial: int
    account_name: str
    account: str
    bank: str
    amount: Decimal
    purpose: str


@dataclass(frozen=True)
class Layout:
    """How a file is written, as a ``BankFormat`` says."""

    kind: FileKind
    columns: Sequence[FileColumn]
    separator: str
    encoding: str
    has_heading: bool
    totals: Totals

    @property
    def suffix(self) -> str:
        return "xlsx" if self.kind is FileKind.WORKBOOK else "txt"


_CELLS: Mapping[FileColumn, Callable[[FileLine], str]] = {
    FileColumn.NUMBER: lambda line: line.number,
    FileColumn.SERIAL: lambda line: str(line.serial),
    FileColumn.ACCOUNT_NAME: lambda line: line.account_name,
    FileColumn.ACCOUNT: lambda line: line.account,
    FileColumn.BANK: lambda line: line.bank,
    FileColumn.AMOUNT: lambda line: f"{line.amount:.2f}",
    FileColumn.CENTS: lambda line: f"{line.amount * 100:.0f}",
    FileColumn.PURPOSE: lambda line: line.purpose,
}


def rows(lines: Sequence[FileLine], layout: Layout) -> Iterator[list[str]]:
    """The file row by row, with its heading and its control totals: count and sum in the unit of its lines."""
    money = FileColumn.CENTS if FileColumn.CENTS in layout.columns else FileColumn.AMOUNT
    amount = sum((line.amount for line in lines), Decimal("0.00"))
    total = [str(len(lines)), f"{amount * 100:.0f}" if money is FileColumn.CENTS else f"{amount:.2f}"]
    if layout.totals is Totals.FIRST:
        yield total
    if layout.has_heading:
        yield [column.label for column in layout.columns]
    for line in lines:
        yield [_CELLS[column](line) for column in layout.columns]
    if layout.totals is Totals.LAST:
        yield total


def written(lines: Sequence[FileLine], layout: Layout) -> bytes:
    """The file. In a text no cell breaks its line; in a workbook accounts stay words."""
    if layout.kind is FileKind.WORKBOOK:
        book = Workbook(write_only=True)
        sheet: Any = book.create_sheet("报盘")
        cells = ([exports.text_cell(sheet, word) for word in row] for row in rows(lines, layout))
        return workbooks.written(book, cells).getvalue()
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=layout.separator, lineterminator="\r\n")
    writer.writerows([" ".join(word.split()) for word in row] for row in rows(lines, layout))
    return text.getvalue().encode(layout.encoding)
