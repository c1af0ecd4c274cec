"""我的待办 of a worker with 300 cases and of an officer of the whole city: what it asks the database against plain
counts of the same kinds of rows, and how long the page takes somebody alone, and eight people at once."""

from typing import Any

from bench.measuring import Extra, Line, execute, repeated, run_sql, statements_of
from bench.serving import page_times, server, sessions

CASES = 300
WORKER_MS, OFFICER_MS = 150, 300


def lines() -> list[Line]:
    worker, cases = _worker()
    return [
        _line(f"worker with {cases} cases", worker, WORKER_MS),
        _line("city officer", "shiju", OFFICER_MS),
    ]


def _worker() -> tuple[str, int]:
    """Whose community has most nearly so many open cases, and how many."""
    from django.db.models import Count

    from accounts.enums import Role
    from accounts.models import User
    from households.models import HardToEmploySpell

    rows = HardToEmploySpell.objects.open().order_by().values_list("household__area").annotate(n=Count("pk"))
    area, cases = min(rows, key=lambda row: abs(row[1] - CASES))
    worker = User.objects.filter(area=area, role=Role.COMMUNITY_WORKER, is_active=True).order_by("pk")[0]
    return worker.username, cases


def _line(who: str, username: str, most_ms: int) -> Line:
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from accounts.models import User

    user = User.objects.select_related("area").get(username=username)
    assert user.area is not None
    address = reverse("desk:my_work")
    asked: dict[str, Any] = {"path": f"{user.area.path}%", "user": user.pk, "on": timezone.localdate()}
    client = Client()
    client.force_login(user)
    statements = statements_of(lambda: client.get(address, HTTP_HOST="localhost"))

    def beside() -> list[Extra]:
        with server() as port:
            visitors = sessions(username)
            return [
                page_times(port, some, lambda visitor: [address], most_ms=most_ms) for some in (visitors[:1], visitors)
            ]

    return Line(
        f"my work, {who} ({len(statements)} statements)",
        None,
        "Django puts the questions of every kind of work together anew for each page, PostgreSQL plans them anew",
        lambda number: repeated(lambda: run_sql("my_work", asked)),
        lambda number: repeated(lambda: execute(statements)),
        extra=beside,
    )
