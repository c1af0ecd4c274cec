"""``check_cases`` has no rules of its own: what it asks, a screen, a task, the API or another command asks too."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
APPS = ("accounts", "policy", "approvals", "households", "assistance", "reports", "desk", "ui", "config")
RULES = re.compile(r"households/rules/|policy/(deadlines|periods)\.py|accounts/identifiers\.py")
DOORS = re.compile(r"/(views|tasks|api|admin|management|templatetags)(/|\.py)")
CHECK = "desk/management/commands/check_cases.py"


class Sources:
    """Who mentions whom by name: what a file imports or defines, and methods wherever they are called."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.mentions: dict[tuple[str, str], set[str]] = {}  # (file, name) → names; that of a method after a dot
        for file, source in sources.items():
            tree = ast.parse(source)
            imports = [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
            parts = list(_parts(tree))
            known = {alias.asname or alias.name: alias.name for alias in imports} | {name: name for name, _ in parts}
            for name, node in parts:
                self.mentions.setdefault((file, name), set()).update(_mentioned(node, known))

    def rules(self, doors: Iterable[str], words: Iterable[str] = ()) -> set[tuple[str, str]]:
        """The public rules that are come to from these files, and from what templates name."""
        by_name: dict[str, list[tuple[str, str]]] = {}
        for file, name in self.mentions:
            by_name.setdefault(name, []).append((file, name))
        found: set[tuple[str, str]] = set()
        todo = [node for node in self.mentions if node[0] in doors]
        todo += [node for word in words for node in by_name.get(f".{word}", ())]
        while todo:
            node = todo.pop()
            if node not in found:
                found.add(node)
                todo += [other for name in self.mentions[node] for other in by_name.get(name, ())]
        return {(file, name) for file, name in found if RULES.match(file) and name.lstrip(".")[:1] not in ("", "_")}


def _parts(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """What a file defines: functions, classes, constants, and the methods of its classes."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
        name = getattr(node, "name", "") or getattr(targets[0], "id", "")
        yield name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f".{part.name}", part) for part in node.body if isinstance(part, ast.FunctionDef))


def _mentioned(part: ast.AST, known: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(part):
        if isinstance(node, ast.Name) and node.id in known:
            yield known[node.id]
        elif isinstance(node, ast.Attribute):
            yield f".{node.attr}"
            if isinstance(node.value, ast.Name) and node.value.id in known:
                yield node.attr


def _read() -> dict[str, str]:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _only_checked(sources: dict[str, str], words: Iterable[str] = ()) -> set[tuple[str, str]]:
    others = {file: text for file, text in sources.items() if file != CHECK and not file.startswith("desk/rulecases/")}
    doors = {file for file in others if DOORS.search(file)}
    return Sources(sources).rules({CHECK}) - Sources(others).rules(doors, words)


def test_every_rule_asked_by_check_cases_serves_a_screen_or_a_task():
    templates = [path.read_text(encoding="utf-8") for path in ROOT.glob("*/templates/**/*.html")]
    templates += [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    assert _only_checked(_read(), {word for text in templates for word in re.findall(r"\.(\w+)", text)}) == set()


def test_a_rule_that_only_check_cases_asks_is_found():
    strange = {
        "policy/periods.py": "def full_moon(day): ...",
        CHECK: "from policy.periods import full_moon\nfull_moon(1)",
    }
    assert _only_checked(_read() | strange) >= {("policy/periods.py", "full_moon")}
