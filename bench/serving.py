"""The product's pages as people load them: gunicorn as in production, eight of them at once."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from .city import PROJECT
from .measuring import percentile_95

WORKERS, USERS, EACH = 3, 8, 25
MOST_MS = 150


@contextlib.contextmanager
def server() -> Iterator[int]:
    """The port of a server of our own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", str(WORKERS)]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error", "--timeout", "120"]
    process = subprocess.Popen(command, cwd=PROJECT, env=dict(os.environ))
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not come up")


def signed_in(username: str) -> str:
    """The cookie of a session of ``username``."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def page_times(port: int, cookie: str, paths: Sequence[str]) -> tuple[str, str, bool]:
    """How long pages take eight people at once: the 95th of a hundred, as a figure beside a line."""
    with ThreadPoolExecutor(USERS) as people:
        list(people.map(lambda _: _load(port, cookie, paths), range(USERS)))  # each worker has read its templates then
        each = list(people.map(lambda _: _load(port, cookie, paths), range(USERS)))
    slow = percentile_95([seconds for times in each for seconds in times]) * 1000
    return f"p95 of {len(paths)} pages, {USERS} at once", f"{slow:.0f} ms", slow <= MOST_MS


def _load(port: int, cookie: str, paths: Sequence[str]) -> list[float]:
    times = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in range(EACH):
        began = time.perf_counter()
        connection.request("GET", paths[number % len(paths)], headers={"Cookie": cookie, "Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{paths[number % len(paths)]} answered {answer.status}")
        times.append(time.perf_counter() - began)
    return times
