"""Reading case files: what stands in them, and what keeps a case from being asked."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .schema import problems
from .shapes import Problem


@dataclass(frozen=True)
class Case:
    """A rule case whose keys are all known. Of ``given`` only what is stated remains: null states nothing.

    ``policy`` are values by key that hold, on all days, in place of the defaults of parameters the case does not state;
    ``stage`` is a made-up city that stands ready with them (``actions.ground.stage``).
    """

    id: str
    topic: str
    as_of: dt.date
    parameters: Mapping[str, Any]
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    policy: Mapping[str, Any] = field(default_factory=dict)
    stage: Any = None


@dataclass(frozen=True)
class Unreadable:
    """A file or a case that cannot be asked, and why."""

    id: str
    problems: list[Problem] = field(default_factory=list)


def read(paths: Iterable[str]) -> list[Case | Unreadable]:
    """Every case of these files and of the ``*.yaml`` in these folders, in order; a file named twice is read once."""
    found: list[Case | Unreadable] = []
    contents: dict[str, Any] = {}
    for path in dict.fromkeys(file for name in paths for file in _files(Path(name))):
        for raw in _cases(path):
            found.append(raw if isinstance(raw, Unreadable) else _case(raw, path, contents))
    return found


def _files(path: Path) -> list[Path]:
    return (sorted(path.glob("*.yaml")) or [path / "*.yaml"]) if path.is_dir() else [path]


def _cases(path: Path) -> Iterator[Any]:
    try:
        cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        yield _unreadable(str(path), "a file that can be read", error.strerror)
        return
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        yield _unreadable(str(path), "YAML", " ".join(str(error).split()))
        return
    if isinstance(cases, list):
        yield from cases
    else:
        yield _unreadable(str(path), "a list of cases", cases)


def _case(raw: Any, path: Path, contents: dict[str, Any]) -> Case | Unreadable:
    if not isinstance(raw, dict):
        return _unreadable(str(path), "a list of cases", raw)
    name = raw.get("id")
    label = name if isinstance(name, str) and name else str(path)
    found = problems(raw)
    if contents.setdefault(label, raw) != raw and isinstance(name, str):
        found.append(Problem("id", "an id of its own", name))
    return Unreadable(label, found) if found else case_of(raw, label)


def case_of(raw: Mapping[str, Any], label: str) -> Case:
    """The case that a mapping without problems states."""
    given = _stated(raw["given"])
    return Case(label, raw["topic"], raw["as_of"], raw.get("parameters") or {}, given, raw["expect"])


def _stated(value: Any) -> Any:
    """``value`` without the keys that are null."""
    if isinstance(value, dict):
        return {key: _stated(item) for key, item in value.items() if item is not None}
    return [_stated(item) for item in value] if isinstance(value, list) else value


def _unreadable(name: str, expected: str, got: Any) -> Unreadable:
    return Unreadable(name, [Problem("file", expected, got)])
