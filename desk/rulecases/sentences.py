"""What is wrong with a case, and what it was answered, in the officers' words. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.parameters import Kind

from . import shapes
from .shapes import Block, Many, Problem, Scalar, Shape, Table
from .values import Difference, shown

TOPIC_WORDS = {
    "identifier": "证件号码",
    "category": "就业困难人员类别",
    "household": "零就业家庭判断",
    "deadline": "承诺与期限",
    "retirement": "法定退休日期",
    "ep8": "EP8月报",
    "refusal": "拒绝岗位与退出",
    "subsidy": "社会保险补贴",
    "loan": "小额担保贷款",
    "certification": "认定流程",
}
_EXPECTED = {
    shapes.DATE.title: "日期，如 2010-10-15",
    shapes.MONTH.title: '加引号的月份，如 "2010-10"',
    shapes.AMOUNT.title: '加引号的金额，如 "1021.10"',
    shapes.PERCENT.title: '加引号的百分数，如 "7.20"',
    shapes.COUNT.title: "整数",
    shapes.FLAG.title: "true（是）或 false（否）",
    shapes.TEXT.title: "文字（数字要加引号）",
    shapes.NUMBER.title: "数值",
    "a mapping": "一组“名称: 值”",
    "a list": "列表，如 [甲, 乙]，或每行一项、以“- ”开头",
}


def expected_words(expected: str) -> str:
    """What should stand there."""
    if expected.startswith("a value of kind "):
        return f"一个{Kind[expected.removeprefix('a value of kind ')].value}"
    if " or " in expected and expected not in _EXPECTED:
        return f"以下之一：{'、'.join(expected.split(' or '))}"
    return _EXPECTED.get(expected, expected)


def problem_sentence(problem: Problem) -> str:
    """A problem at its place; the first part of its path is the field it stands in."""
    place = problem.path.partition(".")[2] or problem.path
    if problem.is_unknown_key:
        return f"“{place}”：没有这一项，请对照“可以写的项目”。"
    if problem.expected == "a value":
        return f"“{place}”：不能空着。"
    if problem.path == "given" and problem.expected.startswith("facts"):
        return f"所给情况自相矛盾或不完整，登记不了（{shown(problem.got)}）。"
    return f"“{place}”：应为{expected_words(problem.expected)}，写的是“{shown(problem.got)}”。"


def finding_sentence(found: Problem | Difference) -> str:
    """What keeps a case from passing."""
    if isinstance(found, Problem):
        return problem_sentence(found)
    return f"{found.path}：应为 {shown(found.expected)}，实为 {shown(found.got)}。"


def guide(shape: Shape, path: str = "") -> Iterator[tuple[str, str]]:
    """The items that may be written, each with what stands there."""
    if isinstance(shape, Scalar):
        yield path, expected_words(shape.title)
    elif isinstance(shape, Block):
        yield from _items(shape.keys, path)
    elif isinstance(shape, Many):
        yield from guide(shape.item, f"{path}[ ]")
    elif isinstance(shape, Table):
        yield from guide(shape.item, f"{path}.…")


def _items(keys: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, item in keys.items():
        yield from guide(item, f"{path}.{key}" if path else key)
