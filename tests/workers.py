"""Real workers that a test may kill, and how it waits for them."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

PATIENCE = 150  # seconds


def started_worker(environment: dict[str, str], log: Path) -> subprocess.Popen:
    """A worker ready for its first job, which writes into ``log``."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO", "-c", "1", "-P", "solo"]
    process = subprocess.Popen(
        [*command, "--without-gossip", "--without-mingle"],
        cwd=settings.BASE_DIR,
        env=environment | {"PROCESS_KIND": "worker", "LOG_LEVEL": "INFO"},
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
    )
    wait_until(lambda: " ready" in log.read_text(), log)
    return process


def wait_until(holds: Callable[[], Any], log: Path) -> None:
    """Until ``holds``; where it takes too long, what the worker wrote is shown."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def in_another_connection(ask: Callable[[], Any]) -> Any:
    """What ``ask`` gives in a thread, which has a connection and transactions of its own."""
    got = []

    def run() -> None:
        got.append(ask())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return got[0]
