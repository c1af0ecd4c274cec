"""What a case may say, as data: which keys stand where, and what their values are."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

UNKNOWN_KEY = "a key of the README"


@dataclass(frozen=True, slots=True)
class Problem:
    """Where a case departs from its shape: the path of keys, what was expected there, and what stands there."""

    path: str
    expected: str
    got: Any

    @property
    def is_unknown_key(self) -> bool:
        return self.expected == UNKNOWN_KEY


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; null stands for a value that is not there."""

    title: str
    accepts: Callable[[Any], bool]

    def problems(self, value: Any, path: str) -> Iterator[Problem]:
        if value is not None and not self.accepts(value):
            yield Problem(path, self.title, value)


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping of named keys, some of which must be there."""

    keys: Mapping[str, "Shape"]
    needs: tuple[str, ...] = ()

    def problems(self, value: Any, path: str) -> Iterator[Problem]:
        if value is None:
            return
        if not isinstance(value, dict):
            yield Problem(path, "a mapping", value)
            return
        for key in self.needs:
            if value.get(key) is None:
                yield Problem(_join(path, key), "a value", None)
        for key, item in value.items():
            if key in self.keys:
                yield from self.keys[key].problems(item, _join(path, key))
            else:
                yield Problem(_join(path, key), UNKNOWN_KEY, key)


@dataclass(frozen=True, slots=True)
class Many:
    """A list of items of one shape, none of them null."""

    item: "Shape"

    def problems(self, value: Any, path: str) -> Iterator[Problem]:
        if value is None:
            return
        if not isinstance(value, list):
            yield Problem(path, "a list", value)
            return
        for number, item in enumerate(value):
            place = f"{path}[{number}]"
            if item is None:
                yield Problem(place, "a value", None)
            yield from self.item.problems(item, place)


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys are the case's own (ids, rates, years), each matching ``key``."""

    item: "Shape"
    key: re.Pattern[str] = re.compile(".+")

    def problems(self, value: Any, path: str) -> Iterator[Problem]:
        if value is None:
            return
        if not isinstance(value, dict):
            yield Problem(path, "a mapping", value)
            return
        for key, item in value.items():
            if isinstance(key, str) and self.key.fullmatch(key):
                yield from self.item.problems(item, _join(path, key))
            else:
                yield Problem(_join(path, key), UNKNOWN_KEY, key)


Shape = Scalar | Block | Many | Table


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _matches(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def one_of(*codes: str) -> Scalar:
    return Scalar(" or ".join(codes), lambda value: isinstance(value, str) and value in codes)


DATE = Scalar("a date", lambda value: type(value) is dt.date)
MONTH = Scalar('a month such as "2010-10"', _matches(r"[0-9]{4}-(0[1-9]|1[0-2])"))
AMOUNT = Scalar('an amount such as "1021.10"', _matches(r"-?[0-9]+(\.[0-9]+)?"))
PERCENT = Scalar('a percentage such as "7.20"', _matches(r"-?[0-9]+(\.[0-9]+)?|—"))
COUNT = Scalar("a whole number", lambda value: type(value) is int)
FLAG = Scalar("true or false", lambda value: type(value) is bool)
TEXT = Scalar("a text", lambda value: isinstance(value, str))
NUMBER = Scalar("a number", lambda value: type(value) is int or AMOUNT.accepts(value))
PERIOD = Block({"from": DATE, "to": DATE})
MONTHS = Block({"from": MONTH, "to": MONTH})


def with_keys(block: Block, keys: Mapping[str, Shape], *, needs: tuple[str, ...] = ()) -> Block:
    """``block`` and more keys."""
    return Block({**block.keys, **keys}, (*block.needs, *needs))
