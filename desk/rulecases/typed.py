"""Rule cases as officers type them: parts in YAML, each checked at its place."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from .reading import Case, Unreadable, case_of
from .schema import problems
from .sentences import problem_sentence
from .shapes import Problem

PARTS = ("given", "expect", "parameters")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there
LONGEST = 20_000  # characters of a part; a roster of a whole community is shorter


@dataclass(frozen=True)
class TypedCase:
    """What an officer typed; ``given``, ``expect`` and ``parameters`` are YAML."""

    title: str
    topic: str
    source: str
    as_of: dt.date
    given: str
    expect: str
    parameters: str = ""
    note: str = ""


class PartUnreadable(Exception):
    """A part that is no mapping in YAML; the message is for the officer."""


def read_part(text: str) -> dict[str, Any]:
    """The mapping a part states, empty where nothing is typed. Raises PartUnreadable."""
    if len(text) > LONGEST:
        raise PartUnreadable(f"不能超过 {LONGEST} 个字。")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, LOADER)):
            raise PartUnreadable("不能用“&”“*”引用，请把内容写全。")
        found = yaml.load(text, LOADER)  # noqa: S506  (both are safe)
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else ""
        raise PartUnreadable(f"{line}看不懂：请检查缩进、冒号后的空格、引号和括号是否成对。") from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise PartUnreadable("看不懂：日期应存在，不能有特殊字符。") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise PartUnreadable("应写成“名称: 值”，冒号后留一个空格。")
    return found


def faults_of(typed: TypedCase) -> Mapping[str, list[str]]:
    """What is wrong, as sentences by the field they stand in; empty where the case can be asked."""
    parts: dict[str, Any] = {}
    faults: dict[str, list[str]] = defaultdict(list)
    for part in PARTS:
        try:
            parts[part] = read_part(getattr(typed, part))
        except PartUnreadable as unreadable:
            faults[part].append(str(unreadable))
    if faults:
        return faults
    for problem in problems(_raw(typed, parts)):
        field = problem.path.partition(".")[0]
        faults[field if field in PARTS else "given"].append(problem_sentence(problem))
    if not parts["expect"]:
        faults["expect"].append("请至少写一项应有结果。")
    return faults


def typed_case(typed: TypedCase, label: str) -> Case | Unreadable:
    """The case as it is asked."""
    try:
        raw = _raw(typed, {part: read_part(getattr(typed, part)) for part in PARTS})
    except PartUnreadable as unreadable:
        return Unreadable(label, [Problem("given", "YAML", str(unreadable))])
    found = problems(raw)
    return Unreadable(label, found) if found else case_of(raw, label)


def _raw(typed: TypedCase, parts: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": typed.title, "topic": typed.topic, "as_of": typed.as_of, **parts}
