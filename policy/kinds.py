"""What a parameter is, what its value is, and how it stands in JSON. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from .bounds import Bounds


class ValueOfWrongKind(ValueError):
    """The value is not of the parameter's kind."""


@dataclass(frozen=True, slots=True)
class DelaySchedule:
    """A gradual delay of retirement: from the month of ``since``, one month more every ``step`` months, up to ``cap``.

    ``steps`` maps a retirement track to (step, cap), both in months. Without ``since`` nobody is delayed.
    """

    since: dt.date | None
    steps: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One announced exception: a weekday off, or a weekend day worked."""

    day: dt.date
    is_workday: bool
    title: str = ""


class Kind(Enum):
    """What a value is, and how it stands in JSON."""

    COUNT = "整数"  # 3
    RATIO = "比例"  # "0.98", "2/3": read exactly, as Fraction
    MONEY = "金额"  # "500.00", in yuan
    PERCENT = "百分数"  # "95.00"
    FLAG = "是否"  # true
    DAY = "日期"  # "2026-08-20"
    CODE = "代码"  # "CUMULATIVE_ACROSS_SCHEMES"
    CODES = "代码列表"  # ["student", "soldier"]
    COUNTS = "整数表"  # [30, 15, 7] or {"M60": 60}
    PERCENTS = "百分数表"  # {"training": "100.00"}
    MONEYS = "金额表"  # {"cleaning": "150.00"}, in yuan
    TABLE = "分档表"  # {"9.5": "1248.00"}: rate → yuan; the rates are read as numbers
    DELAY = "延迟安排"  # {} or {"from": "2025-01", "M60": [4, 36]}
    BOUNDS = "自定范围"  # {}, {"min": "2", "max": "4"} or {"choices": ["4050"]}
    CALENDAR = "节假日安排"  # {"2026-10-01": [false, "国庆节"], "2026-10-10": [true, ""]}: day → worked, title

    def read(self, value: Any) -> Any:
        """The value as Python computes with it. Raises ValueOfWrongKind."""
        try:
            return _READERS[self](value)
        except (TypeError, ValueError, ArithmeticError, AttributeError, KeyError) as error:
            raise ValueOfWrongKind(f"{value!r} 不是{self.value}") from error


def _of(kind: type, value: Any) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(value)
    return value


def _number(value: Any) -> Decimal:
    number = Decimal(_of(str, value))
    if not number.is_finite():
        raise ValueError(value)
    return number


def _ratio(value: Any) -> Fraction:
    if isinstance(value, bool):
        raise TypeError(value)
    return Fraction(str(value))


def _codes(value: Any) -> tuple[str, ...]:
    return tuple(_of(str, code) for code in _of(list, value))


def _counts(value: Any) -> tuple[int, ...] | dict[str, int]:
    if isinstance(value, list):
        return tuple(_of(int, count) for count in value)
    return {key: _of(int, count) for key, count in value.items()}


def _table(value: Any) -> dict[Decimal, Decimal]:
    return {_number(str(rate)): _number(amount) for rate, amount in value.items()}


def _delay(value: Any) -> DelaySchedule:
    if not _of(dict, value):
        return DelaySchedule(None, {})
    since = dt.date.fromisoformat(f"{value['from']}-01")
    return DelaySchedule(since, {track: _step(*pair) for track, pair in value.items() if track != "from"})


def _step(step: Any, cap: Any) -> tuple[int, int]:
    if _of(int, step) < 1 or _of(int, cap) < 0:
        raise ValueError(f"{step}, {cap}")
    return step, cap


def _bounds(value: Any) -> Bounds:
    if set(value) - {"min", "max", "choices"}:
        raise ValueError(value)
    first, last = (_ratio(value[name]) if name in value else None for name in ("min", "max"))
    if first is not None and last is not None and last < first:
        raise ValueError(value)
    return Bounds(first, last, _codes(value.get("choices", [])))


def _calendar(value: Any) -> tuple[CalendarDay, ...]:
    days = {dt.date.fromisoformat(day): (_of(bool, works), _of(str, title)) for day, (works, title) in value.items()}
    return tuple(CalendarDay(day, *days[day]) for day in sorted(days))


_READERS = {
    Kind.COUNT: lambda value: _of(int, value),
    Kind.RATIO: _ratio,
    Kind.MONEY: _number,
    Kind.PERCENT: _number,
    Kind.FLAG: lambda value: _of(bool, value),
    Kind.DAY: dt.date.fromisoformat,
    Kind.CODE: lambda value: _of(str, value),
    Kind.CODES: _codes,
    Kind.COUNTS: _counts,
    Kind.PERCENTS: lambda value: {key: _number(percent) for key, percent in value.items()},
    Kind.MONEYS: lambda value: {key: _number(amount) for key, amount in value.items()},
    Kind.TABLE: _table,
    Kind.DELAY: _delay,
    Kind.BOUNDS: _bounds,
    Kind.CALENDAR: _calendar,
}


class ParameterNotInForce(LookupError):
    """The law gives no value for this parameter on this day."""


_CODES_IN: Mapping[Kind, Callable[[Any], set[str]]] = {
    Kind.CODE: lambda code: {code},
    Kind.CODES: set,
    Kind.BOUNDS: lambda bounds: set(bounds.choices),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named policy parameter.

    ``title`` is what the officers call it, ``unit`` is shown wherever the value is. ``default`` is JSON, or a tuple
    of (from, JSON) where it changed; None means that nothing is set. ``choices`` are the codes a CODE or CODES may
    name. Only a ``nullable`` parameter may be in force with the value None (未设定).
    """

    key: str
    title: str
    unit: str
    kind: Kind = Kind.COUNT
    default: Any = field(default=None, compare=False)
    nullable: bool = False
    choices: tuple[str, ...] = ()

    def read(self, value: Any) -> Any:
        """The value as Python computes with it. Raises ValueOfWrongKind."""
        if value is None and self.nullable:
            return None
        read = self.kind.read(value)
        named = _CODES_IN.get(self.kind, lambda _: set())(read)
        if self.choices and not named <= set(self.choices):
            raise ValueOfWrongKind(f"{value!r} 不在{self.title}的可选值（{'、'.join(self.choices)}）之中")
        return read

    def default_on(self, on: dt.date) -> Any:
        """The default as Python computes with it. Raises ParameterNotInForce before the first of dated defaults."""
        if isinstance(self.default, tuple):
            return self.read(self.in_force(self.default, on))
        return self.read(self.default)

    def in_force(self, dated: Iterable[tuple[dt.date, Any]], on: dt.date) -> Any:
        """Of (from, value) pairs the value of the latest ``from`` not after ``on``. Raises ParameterNotInForce."""
        known = [entry for entry in dated if entry[0] <= on]
        if not known:
            raise ParameterNotInForce(f"{self.title}（{self.key}）在 {on} 没有取值")
        return max(known, key=lambda entry: entry[0])[1]


@dataclass(frozen=True, slots=True)
class Value:
    """A value in force, already read by its kind, and the article that set it.

    ``source`` is what is shown: document number and article.
    """

    parameter: Parameter
    value: Any
    source: str
    document_number: str = ""
    article: str = ""
