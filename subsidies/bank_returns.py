"""银行回盘文件: what the bank says of each payment, read from a workbook or text. Pure of the database."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from households.rosters.reading import Cell, Sheet, WorkbookRefused, read

NUMBER, AMOUNT, RESULT, DAY, REASON = "number", "amount", "result", "day", "reason"
# How banks head their columns.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("流水号", "明细序号", "客户流水号", "编号"),
    AMOUNT: ("金额", "金额（元）", "发放金额", "交易金额", "实发金额"),
    RESULT: ("结果", "处理结果", "状态", "交易状态", "发放结果"),
    DAY: ("日期", "交易日期", "处理日期", "入账日期", "发放日期"),
    REASON: ("原因", "失败原因", "退回原因", "备注"),
}
REQUIRED = (NUMBER, AMOUNT, RESULT)
PAID = ("成功", "已发放", "已入账", "入账", "交易成功", "发放成功")
REJECTED = ("失败", "退回", "退票", "拒绝", "交易失败", "发放失败", "银行退回")
SEARCHED = 10  # rows among which the headings stand
NO_HEADINGS = "文件里找不到表头：需要有一行写着“流水号”“金额”“结果”等列名。"


@dataclass(frozen=True)
class Answer:
    """What a line says of a payment; ``on`` is None where the file does not tell the day."""

    line: int
    number: str
    amount: Decimal
    is_paid: bool
    on: dt.date | None
    reason: str


@dataclass(frozen=True)
class Told:
    """The lines as they were understood, and sentences about those that were not."""

    answers: Sequence[Answer]
    faults: Sequence[str]


class _Fault(Exception):
    """A line that cannot be understood; the message is a sentence."""


def told(content: bytes) -> Told:
    """What a return file says. Raises WorkbookRefused where it cannot be read or has no headings."""
    answers: list[Answer] = []
    faults: list[str] = []
    is_found = False
    for sheet in read(content).sheets:
        heading = _heading(sheet)
        if heading is None:
            continue
        is_found = True
        at, places = heading
        for line, row in enumerate(sheet.rows[at + 1 :], at + 2):
            if not _words(_cell(row, places[NUMBER])):
                continue  # totals and empty lines
            try:
                answers.append(_answer(line, row, places))
            except _Fault as fault:
                faults.append(f"第 {line} 行：{fault}")
    if not is_found:
        raise WorkbookRefused(NO_HEADINGS)
    return Told(answers, faults)


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(sheet.rows[:SEARCHED]):
        titles = [_words(cell) for cell in row]
        places = {
            key: titles.index(title) for key, known in HEADINGS.items() for title in reversed(known) if title in titles
        }
        if all(key in places for key in REQUIRED):
            return at, places
    return None


def _answer(line: int, row: Sequence[Cell], places: Mapping[str, int]) -> Answer:
    result = _words(_cell(row, places[RESULT]))
    if result not in (*PAID, *REJECTED):
        raise _Fault(f"结果“{result[:20]}”看不懂，应为“成功”或“失败”。")
    reason = _words(_cell(row, places.get(REASON)))
    is_paid = result in PAID
    if not is_paid and not reason:
        raise _Fault("退回的没有写明原因。")
    number = re.sub(r"\.0$", "", _words(_cell(row, places[NUMBER]))).upper()
    return Answer(line, number, _amount(_cell(row, places[AMOUNT])), is_paid, _day(row, places), reason[:200])


def _amount(cell: Cell) -> Decimal:
    try:
        amount = Decimal(_words(cell).replace(",", "").replace("，", "")).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise _Fault(f"金额“{_words(cell)[:20]}”不是数字。") from error
    return amount


def _day(row: Sequence[Cell], places: Mapping[str, int]) -> dt.date | None:
    cell = _cell(row, places.get(DAY))
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    words = _words(cell)
    if not words:
        return None
    found = re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:\.0|\s.*)?", words)
    try:
        return dt.date(*map(int, found.groups())) if found else _no_day(words)
    except ValueError:
        return _no_day(words)


def _no_day(words: str) -> dt.date:
    raise _Fault(f"日期“{words[:20]}”不是日期。")


def _cell(row: Sequence[Cell], place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else ""


def _words(cell: Cell) -> str:
    return str(cell).strip().removeprefix("'").strip()
