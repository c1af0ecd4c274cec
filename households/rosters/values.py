"""What stands in one cell, as the value that is meant; or the sentence that tells its writer what is wrong."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from accounts import identifiers
from accounts.identifiers import halfwidth

from .reading import Cell

Meant = TypeVar("Meant")

LOST_DIGITS = (
    "身份证号在表中是数字，第16位起已被表格程序改成0，不能采用：请先把该列设为“文本”格式，再对照证件重新填写18位号码。"
)
DAY_ZERO = dt.date(1899, 12, 30)  # of the serial days of a spreadsheet, as they are after February 1900
LATEST_SERIAL = 73_050  # the end of 2099
CENT, ROUNDING = Decimal("0.01"), Decimal("0.000001")  # what a number in a cell is off by is no fraction of a cent
LONGEST_NAME = 50
WHOLE_DIGITS = 15  # that a number in a cell keeps
YEARS = range(1900, 2100)
YES = {"是", "有", "对", "√", "✓", "✔", "Y", "YES", "1", "享受", "持有", "属于"}
NO = {"", "否", "无", "没有", "不是", "×", "X", "N", "NO", "0", "-", "—", "/", "\\", "未享受"}
NOTHING = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "不详"}
OPEN = {"至今", "长期", "现在", "今", "目前"}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_SPACES = re.compile(r"\s+")
_CJK = re.compile(r"(?<=[\u2e80-\U0003ffff])\s+(?=[\u2e80-\U0003ffff])")
_DOT = re.compile(r"\s*[·•・]\s*")  # in the names of several peoples
_EXPONENT = re.compile(r"^\d(\.\d+)?E\+?\d+$", re.IGNORECASE)
_DAY = re.compile(
    r"^(\d{4})\s*[年./\-、,]\s*(\d{1,2})(?:\s*[月./\-、,]\s*(?:(\d{1,2})\s*[日号.]?)?)?(?:[T\s]+\d{1,2}:\d\d(?::\d\d)?.*)?$"
)
_DIGITS_DAY = re.compile(r"^(19|20)(\d\d)(\d\d)(\d\d)?$")
_YEAR = re.compile(r"^(\d{4})年?$")
_NUMERAL_YEAR = re.compile(r"^[〇零○一二三四五六七八九]{4}年")
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WRITTEN = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")


class ValueRefused(Exception):
    """The cell cannot be taken; the message is for whoever wrote it."""


@dataclass(frozen=True)
class Day:
    """A day as written; of a month alone its first, and ``is_whole`` is False."""

    day: dt.date
    is_whole: bool = True


def words(cell: Cell) -> str:
    """The cell as it is meant: full-width as ASCII, no invisible characters, one space where there were more, none
    between Chinese characters. A whole number without its decimal point, a day in ISO form."""
    match cell:
        case bool():
            return "是" if cell else "否"
        case float() | int():
            return str(int(cell)) if float(cell).is_integer() else repr(cell)
        case dt.datetime():
            return cell.isoformat(" ")
        case dt.date():
            return cell.isoformat()
    text = _SPACES.sub(" ", halfwidth(_INVISIBLE.sub("", cell))).strip().lstrip("'‘’`")
    if text.startswith('="') and text.endswith('"'):  # how some systems keep a number as words
        text = text[2:-1]
    return _CJK.sub("", text)


def said(cell: Cell) -> str:
    """``words``, and "" for what stands for nothing, such as a stroke or 无."""
    text = words(cell)
    return "" if text in NOTHING else text


def text(cell: Cell, longest: int) -> str:
    """Words of at most ``longest`` characters. Raises ValueRefused."""
    found = said(cell)
    if len(found) > longest:
        raise ValueRefused(f"内容有 {len(found)} 个字，最多 {longest} 个字，请缩短。")
    return found


def name(cell: Cell) -> str:
    """The name of a person. Raises ValueRefused."""
    found = _DOT.sub("·", said(cell))
    if not found:
        raise ValueRefused("请填写姓名。")
    if any(character.isdigit() for character in found):
        raise ValueRefused("姓名中有数字，请核对是否填错了列。")
    if len(found) > LONGEST_NAME:
        raise ValueRefused("姓名过长，请核对是否填错了列。")
    return found


def id_number(cell: Cell, *, on: dt.date) -> identifiers.ResidentId:
    """What a resident ID number says; "" and a reason never. Raises ValueRefused.

    A cell that holds a number keeps 15 digits: an old number is whole in it, a present one is lost.
    """
    found = _SPACES.sub("", words(cell)).replace("-", "")
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if _EXPONENT.match(found) or (is_number and len(found) > WHOLE_DIGITS):
        raise ValueRefused(LOST_DIGITS)
    if found in NOTHING:
        raise ValueRefused("请填写身份证号。")
    judged = identifiers.resident_id(found.replace("×", "X").replace("*", "X"), on=on)
    if judged.reason is not None:
        raise ValueRefused(identifiers.SENTENCES[judged.reason])
    return judged


def day(cell: Cell) -> Day | None:
    """The day in a cell, however it is written; None where there is none, or what is meant goes on.

    A number may be a serial day of the spreadsheet, or the digits of a day or month. Raises ValueRefused.
    """
    if isinstance(cell, dt.datetime):
        return Day(cell.date())
    if isinstance(cell, dt.date):
        return Day(cell)
    if isinstance(cell, float) and int(cell) in YEARS and words(cell).endswith(".1"):
        raise ValueRefused(f"“{cell}”在表中是数字，看不出是1月还是10月，请设为“文本”格式后重新填写。")
    found = _arabic(said(cell))
    if not found or found in OPEN:
        return None
    read = _DAY.match(found) or _DIGITS_DAY.match(found)
    if read is not None:
        return _checked(found, read)
    if _YEAR.match(found) and int(found[:4]) in YEARS:
        raise ValueRefused(f"“{found}”只写了年份，请写明年月日，如 1970-03-12。")
    return Day(_serial(found))


def _checked(found: str, read: re.Match[str]) -> Day:
    parts = read.groups()
    year = parts[0] + parts[1] if read.re is _DIGITS_DAY else parts[0]
    month, of_month = parts[2:4] if read.re is _DIGITS_DAY else parts[1:3]
    try:
        made = dt.date(int(year), int(month), int(of_month or 1))
    except ValueError:
        raise ValueRefused(f"“{found}”不是存在的日期，请核对。") from None
    if made.year not in YEARS:
        raise ValueRefused(f"“{found}”的年份不对，请核对。")
    return Day(made, is_whole=of_month is not None)


def _serial(found: str) -> dt.date:
    try:
        number = float(found)
    except ValueError:
        number = 0
    if not YEARS.stop < number <= LATEST_SERIAL:
        raise ValueRefused(f"“{found[:20]}”看不出是哪一天，请写成如 1970-03-12。")
    return DAY_ZERO + dt.timedelta(days=int(number))


def _arabic(found: str) -> str:
    """A day in Chinese numerals as digits: 一九七〇年三月十二日."""
    if not _NUMERAL_YEAR.match(found):
        return found
    return found[:4].translate(_NUMERALS) + _WRITTEN.sub(lambda part: str(_written(part[0])), found[4:])


def _written(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    value = int(ones.translate(_NUMERALS)) if ones else 0
    return value + (10 * int(tens.translate(_NUMERALS) or 1) if ten else 0)


def phone(cell: Cell) -> str:
    """A telephone number of digits alone; "" where there is none. Raises ValueRefused."""
    found = said(cell)
    if not found:
        return ""
    if _EXPONENT.match(found):
        raise ValueRefused("电话号码在表中是数字且已走样，请先把该列设为“文本”格式，再重新填写。")
    judged = identifiers.phone(found.replace("(", "").replace(")", ""))
    if judged.reason is not None or judged.normalized is None:
        if len(_MOBILE.findall(found)) > 1:
            raise ValueRefused("只能登记一个电话，请留下最常用的。")
        raise ValueRefused(identifiers.PHONE_SENTENCES[str(judged.reason)])
    return judged.normalized


def yes_no(cell: Cell) -> bool:
    """Raises ValueRefused for what is neither."""
    found = words(cell).upper()
    if found in YES:
        return True
    if found in NO:
        return False
    raise ValueRefused(f"“{found[:20]}”看不出是或否，请填“是”或“否”。")


def choice(cell: Cell, meanings: Mapping[str, Meant], shown: str) -> Meant | None:
    """What the words mean by ``meanings``; None for an empty cell. ``shown`` are the words to choose from.
    Raises ValueRefused."""
    found = said(cell).replace(" ", "")
    if not found:
        return None
    if found not in meanings:
        raise ValueRefused(f"“{found[:20]}”不认识，请填：{shown}。")
    return meanings[found]


def amount(cell: Cell) -> Decimal | None:
    """An amount of money in yuan, to the cent; None where there is none. Raises ValueRefused."""
    found = said(cell).replace(",", "").replace(" ", "").removesuffix("元").removeprefix("¥").removeprefix("￥")
    if not found:
        return None
    try:
        made = Decimal(found)
        exact = made.quantize(CENT)
        is_exact = exact >= 0 and abs(made - exact) < ROUNDING
    except InvalidOperation:
        raise ValueRefused(f"“{found[:20]}”不是金额，请只填数字。") from None
    if not is_exact:
        raise ValueRefused(f"“{found[:20]}”不是金额：不能为负，最多两位小数。")
    return exact
