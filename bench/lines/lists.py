"""The first page of the long lists: all its statements together against the plain SQL of the same rows, and how long
the page takes eight people at once."""

from typing import Any

from bench.measuring import Line, run_sql
from bench.serving import page_times, server, signed_in

LISTS = {"households": "households:list", "people": "households:people"}
OFFICERS = ("shequ", "jiedao", "shiju")
REPEATED = 10  # a page's statements take milliseconds


def lines() -> list[Line]:
    return [_line(name, route, username) for name, route in LISTS.items() for username in OFFICERS]


def _line(name: str, route: str, username: str) -> Line:
    from django.urls import reverse

    from accounts.models import User

    user = User.objects.select_related("area").get(username=username)
    assert user.area is not None
    address, place = reverse(route), {"path": f"{user.area.path}%"}
    statements = _statements(username, address)

    def beside() -> list[tuple[str, str, bool]]:
        with server() as port:
            return [page_times(port, signed_in(username), [address])]

    return Line(
        f"{name}, first page, {username} ({len(statements)} statements)",
        3,
        "the statements around the list: session, account, what is counted and what stands beside each row",
        lambda number: _repeat(lambda: run_sql(f"list_{name}", place)),
        lambda number: _repeat(lambda: _execute(statements)),
        extra=beside,
    )


def _statements(username: str, address: str) -> list[tuple[str, Any]]:
    """What the page asks the database."""
    from django.db import connection
    from django.test import Client

    from accounts.models import User

    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    client = Client()
    client.force_login(User.objects.get(username=username))
    client.get(address, HTTP_HOST="localhost")  # whatever is kept in memory is kept there now
    with connection.execute_wrapper(note):
        answer = client.get(address, HTTP_HOST="localhost")
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return [(sql, params) for sql, params in asked if sql.startswith("SELECT")]


def _execute(statements: list[tuple[str, Any]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def _repeat(work: Any) -> None:
    for _ in range(REPEATED):
        work()
