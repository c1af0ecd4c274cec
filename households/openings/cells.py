"""What the cells of a line mean, column by column; and of words that stand for codes, which code."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from accounts.identifiers import employer_number
from households.rosters import values
from households.rosters.headings import Field, normal
from households.rosters.reading import Cell
from households.rosters.values import ValueRefused

from .shape import Column, Meanings, Values

_BETWEEN = re.compile(r"[、,，;；/|+\s]+")

ID_NUMBER = Column(
    Field("id_number", "身份证号", ("身份证号码", "公民身份号码", "证件号码", "证件号", "本人身份证号")),
    values.words,  # judged with the day of the opening
    is_required=True,
)
NAME = Column(Field("name", "姓名", ("人员姓名", "本人姓名", "户主姓名", "持证人", "户主")), values.said)


def day(cell: Cell) -> str:
    """A whole day in ISO form; "" for an empty cell. Raises ValueRefused."""
    found = values.day(cell)
    if found is None:
        return ""
    if not found.is_whole:
        raise ValueRefused("只写了年月，请写明年月日，如 2010-03-12。")
    return found.day.isoformat()


def brief(cell: Cell) -> str:
    return values.text(cell, 100)


def long(cell: Cell) -> str:
    return values.text(cell, 300)


def employer(cell: Cell) -> str:
    """An employer's number. Raises ValueRefused."""
    found = employer_number(values.said(cell))
    if found.fault:
        raise ValueRefused(found.fault)
    return found.number


def understood(columns: Iterable[Column], cells: Mapping[str, Cell], meanings: Meanings, *, on: dt.date) -> Values:
    """What a line says. Raises ValueRefused with every fault of the line, each after the title of its column."""
    found: Values = {}
    faults = []
    for column in columns:
        try:
            found[column.key] = _value(column, cells.get(column.key, ""), meanings, on)
        except ValueRefused as refused:
            faults.append(f"{column.title}：{refused}")
    if faults:
        raise ValueRefused("".join(faults))
    return found


def _value(column: Column, cell: Cell, meanings: Meanings, on: dt.date) -> object:
    if column is ID_NUMBER:
        return values.id_number(cell, on=on).normalized
    read = column.read(cell)
    if column.is_required and not read:
        raise ValueRefused("不能为空。")
    if not column.codes:
        return read
    codes = [_code(column, word, meanings) for word in words_of(column, cell)]
    return codes if column.is_list else (codes[0] if codes else "")


def words_of(column: Column, cell: Cell) -> Sequence[str]:
    """The words of a cell of codes."""
    said = values.said(cell)
    if not column.is_list:
        return [said] if said else []
    return [word for word in _BETWEEN.split(said) if word]


def _code(column: Column, word: str, meanings: Meanings) -> str:
    code = meant(column, word, meanings.codes.get(column.key, {}))
    if not code:
        raise ValueRefused(f"“{word[:20]}”没有对应到本系统的代码：请在“列对应”中选定，或在文件中改正。")
    return code


def meant(column: Column, word: str, told: Mapping[str, str]) -> str:
    """The code a word means: as was told ("" for one whose lines are not wanted), or where it is our own word or code;
    "" where nobody knows."""
    own = {normal(name): code for code, label in column.codes.items() for name in (code, label)}
    return told[word] if word in told else own.get(normal(word), "")
