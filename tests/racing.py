"""Two acts at once, each in a connection of its own: the second is told what the first has taken."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

PATIENCE = 30  # seconds
WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def while_uncommitted(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What ``second`` gives, begun after ``first`` has written and before that is committed: it looks, finds nothing,
    writes, and waits for the first. The test is of a ``transactional_db``."""
    written, faults = threading.Event(), []

    def write() -> None:
        try:
            with transaction.atomic():
                first()
                written.set()
                until_somebody_waits()
        except Exception as fault:
            faults.append(fault)
        finally:
            written.set()
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        written.wait(PATIENCE)
        return second()
    finally:
        thread.join()
        assert not faults, faults


def until_somebody_waits() -> None:
    """Until another connection waits for what this one holds."""
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while not cursor.execute(WAITING).fetchone():  # type: ignore[union-attr]  # psycopg's own cursor
            assert time.monotonic() < deadline, "nobody waits"
            time.sleep(0.02)
