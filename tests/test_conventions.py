"""House rules a linter does not know."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLResolver, get_resolver, reverse

import ui.views
from accounts.lists.views import ScopedListView
from config.context import MENU, PHONE_BAR
from tests.routes import PUBLIC, endpoints, pages, some_address

APPS = (
    "ui", "accounts", "policy", "approvals", "households", "assistance",
    "subsidies", "loans", "communities", "reports", "desk",
)  # fmt: skip
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "update", "delete"}
DOORS = {"views.py", "api.py", "tasks.py", "calendars.py"}
NAMELESS = {"utils.py", "helpers.py", "common.py", "misc.py", "base.py"}

FILES = sorted(path for app in APPS for path in Path(app).rglob("*.py") if "migrations" not in path.parts)
OURS = sorted([*FILES, *Path("config").rglob("*.py")])
MIGRATIONS = sorted(path for app in APPS for path in Path(app).glob("migrations/[0-9]*.py"))


def nodes(path):
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def method_calls(path, names):
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node


def is_write(call):
    """Whether a call writes rows. ``save``, ``update`` and ``delete`` of models, managers and querysets take
    keywords alone; those of dicts, sets, hashes, workbooks, storages and caches take an argument by position."""
    return call.func.attr not in {"save", "update", "delete"} or not call.args


def writes(path):
    acts = path.name in {"actions.py", "audit.py"} or "actions" in path.parts
    return [] if acts else [f"{path}:{call.lineno}" for call in method_calls(path, WRITES) if is_write(call)]


def test_only_actions_write():
    assert [call for path in FILES for call in writes(path)] == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("rows.filter(a=1).update(b=2)", True),
        ("case.save(update_fields=['step'])", True),
        ("Case.objects.create()", True),
        ("totals.update({'a': 1})", False),
        ("digest.update(b'')", False),
        ("workbook.save(path)", False),
    ],
)
def test_a_write_is_told_from_a_namesake(code, expected):
    assert is_write(ast.parse(code).body[0].value) is expected


def is_door(path):
    return path.name in DOORS or {"views", "api", "management"} & set(path.parts)


def test_only_doors_read_the_clock():
    assert [f"{path}:{call.lineno}" for path in FILES if not is_door(path) for call in clock_reads(path)] == []


def clock_reads(path):
    """``now()``, ``today()``, and ``localdate()`` or ``localtime()`` that are not given a moment."""
    yield from method_calls(path, {"now", "today"})
    yield from (call for call in method_calls(path, {"localdate", "localtime"}) if not call.args)


def test_no_signals():
    """Of Django's; those of Celery in config start a worker."""
    assert [
        path for path in FILES if "@receiver" in path.read_text(encoding="utf-8") or path.name == "signals.py"
    ] == []


def test_no_model_overrides_save():
    assert [
        f"{path}:{node.lineno}"
        for path in FILES
        if path.name == "models.py" or "models" in path.parts
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ] == []


def test_every_file_has_a_name_of_its_own():
    assert [path for path in OURS if path.name in NAMELESS and "settings" not in path.parts] == []


def test_files_stay_small():
    files = [*OURS, *Path("scripts").rglob("*.py"), *Path("tests").rglob("*.py")]
    assert {path: n for path in files if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400} == {}


def test_functions_stay_small():
    functions = [
        (path, node)
        for path in OURS
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert {f"{path}:{node.name}": n for path, node in functions if (n := lines(node)) > 40} == {}


def lines(function):
    """Lines from the decorators' end to the last, the docstring not counted."""
    total = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return total
    docstring = function.body[0]
    return total - (docstring.end_lineno - docstring.lineno + 1)


@pytest.mark.parametrize("path", MIGRATIONS, ids=str)
def test_migrations_import_none_of_our_code(path):
    imported = {alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes(path) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported}.isdisjoint(APPS)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_page_has_a_name_and_no_two_share_one():
    names = list(all_names(get_resolver()))
    assert [name for name in names if name.endswith("None")] == []
    assert len(names) == len(set(names))


def all_names(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from all_names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(pages()) - PUBLIC - endpoints()))
def test_a_visitor_who_is_not_signed_in_is_sent_to_sign_in(client, name):
    """A page nobody thought about is closed, not open."""
    for method in (client.get, client.post):
        response = method(some_address(name))
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("accounts:sign_in"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(endpoints()))
def test_a_program_without_a_token_is_told_so(client, name):
    for method in (client.get, client.post):
        response = method(some_address(name))
        assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")


def test_every_list_notes_what_is_searched_and_taken_away():
    views = [getattr(entry.callback, "view_class", None) for entry in all_patterns(get_resolver())]
    lists = [view for view in views if view is not None and issubclass(view, ui.views.ScopedListView)]
    assert [view for view in lists if not issubclass(view, ScopedListView)] == []


def all_patterns(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from all_patterns(entry)
        else:
            yield entry


@pytest.mark.parametrize("entry", [*MENU, *PHONE_BAR], ids=lambda entry: entry.title)
def test_the_menu_leads_to_pages_that_exist(entry):
    assert reverse(entry.page)


def test_no_test_takes_its_tools_from_another_test():
    """What two files of tests need has a home of its own: a test that moves breaks nobody."""
    imports = ((path, node) for path in Path("tests").rglob("*.py") for node in nodes(path))
    found = [(path, node.module) for path, node in imports if isinstance(node, ast.ImportFrom) and node.module]
    assert [f"{path}: {module}" for path, module in found if module.rpartition(".")[2].startswith("test_")] == []
