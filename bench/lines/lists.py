"""The first page of the long lists: all its statements together against the plain SQL of the same rows, and how long
the page takes eight people at once."""

from bench.measuring import Extra, Line, execute, repeated, run_sql, statements_of
from bench.serving import page_times, server, sessions

LISTS = {"households": "households:list", "people": "households:people"}
OFFICERS = ("shequ", "jiedao", "shiju")


def lines() -> list[Line]:
    return [_line(name, route, username) for name, route in LISTS.items() for username in OFFICERS]


def _line(name: str, route: str, username: str) -> Line:
    from django.test import Client
    from django.urls import reverse

    from accounts.models import User

    user = User.objects.select_related("area").get(username=username)
    assert user.area is not None
    address, place = reverse(route), {"path": f"{user.area.path}%"}
    client = Client()
    client.force_login(user)
    statements = statements_of(lambda: client.get(address, HTTP_HOST="localhost"))

    def beside() -> list[Extra]:
        with server() as port:
            return [page_times(port, sessions(username), lambda visitor: [address])]

    return Line(
        f"{name}, first page, {username} ({len(statements)} statements)",
        3,
        "the statements around the list: session, account, what is counted and what stands beside each row",
        lambda number: repeated(lambda: run_sql(f"list_{name}", place)),
        lambda number: repeated(lambda: execute(statements)),
        extra=beside,
    )
