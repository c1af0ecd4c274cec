"""The keys of ``tests/cases/README.md``: of every topic, of those not served too."""

from collections.abc import Iterator, Mapping
from typing import Any

from desk.rulecases.shapes import DATE, TEXT, UNKNOWN_KEY, Block, Problem, Scalar, one_of
from policy.parameters import ALL, ValueOfWrongKind

from .casework import CATEGORIES, DEADLINE, HOUSEHOLD, IDENTIFIER, REFUSAL, RETIREMENT
from .payments import LOAN, SUBSIDY
from .returns import CERTIFICATION, EP8
from .words import NAMED_IN_PARAMETERS, PARAMETERS

TOPICS: Mapping[str, tuple[Block, Block]] = {
    "identifier": IDENTIFIER,
    "category": CATEGORIES,
    "household": HOUSEHOLD,
    "deadline": DEADLINE,
    "refusal": REFUSAL,
    "subsidy": SUBSIDY,
    "retirement": RETIREMENT,
    "loan": LOAN,
    "certification": CERTIFICATION,
    "ep8": EP8,
}
MAPPING = Scalar("a mapping", lambda value: isinstance(value, dict))


def problems(case: Mapping[str, Any]) -> list[Problem]:
    """Where a case departs from the README. Keys nobody knows come first, and alone if there are any."""
    topic = case.get("topic")
    given, expect = TOPICS.get(topic if isinstance(topic, str) else "", (MAPPING, MAPPING))
    whole = Block(
        {
            **dict.fromkeys(("id", "title", "source"), TEXT),
            "topic": one_of(*TOPICS),
            "as_of": DATE,
            "parameters": MAPPING,
            "given": given,
            "expect": expect,
        },
        ("id", "topic", "as_of", "given", "expect"),
    )
    found = [*whole.problems(case, ""), *_parameter_problems(case.get("parameters"))]
    return [problem for problem in found if problem.is_unknown_key] or found


def _parameter_problems(stated: Any) -> Iterator[Problem]:
    for key, value in stated.items() if isinstance(stated, dict) else ():
        path = f"parameters.{key}"
        if key not in PARAMETERS:
            yield Problem(path, UNKNOWN_KEY, key)
            continue
        for number, entry in enumerate(dated(value) or [{"value": value}]):
            place = f"{path}[{number}]" if dated(value) else path
            if dated(value):
                yield from Block({"from": DATE, "value": Scalar("", lambda _: True)}, ("from",)).problems(entry, place)
            yield from _value_problems(key, entry.get("value"), place)


def dated(value: Any) -> list[dict[str, Any]]:
    """The entries of a parameter stated as a list of ``{from, value}``; none if it is stated as a value."""
    is_list = isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
    return value if is_list else []


def _value_problems(key: str, value: Any, path: str) -> Iterator[Problem]:
    named = NAMED_IN_PARAMETERS.get(key)
    if named is not None and isinstance(value, dict):
        strange = [name for name in value if name not in named]
        yield from (Problem(f"{path}.{name}", UNKNOWN_KEY, name) for name in strange)
    try:
        ALL[key].read(value)
    except ValueOfWrongKind:
        yield Problem(path, f"a value of kind {ALL[key].kind.name}", value)
