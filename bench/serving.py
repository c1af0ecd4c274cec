"""The product's pages as people load them: gunicorn as in production, eight of them at once."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .city import PROJECT
from .measuring import Extra, percentile_95

WORKERS, USERS, EACH = 3, 8, 25
MOST_MS = 150


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in: the cookie, and the tokens of what was searched for."""

    cookie: str
    searches: tuple[str, ...] = ()


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


def sessions(username: str, words: Sequence[str] = ()) -> list[Visitor]:
    """A session of ``username`` for each who loads pages at once, in which these ``words`` were searched for."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import User
    from desk import searches

    user, visitors = User.objects.get(username=username), []
    for _ in range(USERS):
        client = Client()
        client.force_login(user)
        session = client.session
        tokens = tuple(searches.keep(session, one) for one in words)
        session.save()
        visitors.append(Visitor(f"{settings.SESSION_COOKIE_NAME}={session.session_key}", tokens))
    return visitors


def page_times(
    port: int, visitors: Sequence[Visitor], paths: Callable[[Visitor], Sequence[str]], *, most_ms: int = MOST_MS
) -> Extra:
    """How long pages take so many people at once: the 95th of a hundred, as a figure beside a line. Each loads the
    ``paths`` of a visitor in turn."""
    with ThreadPoolExecutor(USERS) as people:
        for _ in range(2):  # before it counts, each worker has read its templates
            each = list(people.map(lambda one: _load(port, one.cookie, paths(one)), visitors))
    slow = percentile_95([seconds for times in each for seconds in times]) * 1000
    together = f"{len(visitors)} at once" if len(visitors) > 1 else "alone"
    return f"p95, {together}", f"{slow:.0f} ms", slow <= most_ms


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
