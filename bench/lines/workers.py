"""The refresh of a district by two workers against one: processes of their own that take parts of the same run."""

import datetime as dt
import os
import subprocess
import sys
from typing import IO, Any

from bench.city import PROJECT
from bench.measuring import Line

DISTRICT = "230102"
WORKER = """
import sys, django
django.setup()
from django.db import connection
from django.utils import timezone
from households.actions.refresh import work_on
from households.models import RefreshRun
connection.ensure_connection()
print("ready", flush=True)
for key in sys.stdin:
    work_on(RefreshRun.objects.get(pk=int(key)), clock=timezone.now)
    print("done", flush=True)
"""


def lines() -> list[Line]:
    from accounts.models import Area
    from households.models import RefreshRun

    district = Area.objects.get(code=DISTRICT)
    last = RefreshRun.objects.order_by("-on").values_list("on", flat=True).first()
    crew = [_hired(), _hired()]
    _go(_begun(district, last), crew)  # whatever is kept in memory is kept there now
    return [
        Line(
            "refresh of a district, nothing to change: 2 workers against 1 (as floor)",
            1.7,
            "two workers and PostgreSQL share the cores of one machine",
            lambda number: _go(_begun(district, last), crew[:1]),
            lambda number: _go(_begun(district, last), crew),
            at_least=True,
        )
    ]


def _hired() -> "subprocess.Popen[str]":
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=PROJECT,
        env=dict(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _heard(worker, "ready")
    return worker


def _heard(worker: "subprocess.Popen[str]", word: str) -> None:
    said: IO[str] | None = worker.stdout
    assert said is not None
    if said.readline().strip() != word:
        raise RuntimeError("a worker died")


def _begun(district: Any, on: dt.date | None) -> int:
    from django.utils import timezone

    from accounts.actions import system_user
    from households.actions.refresh import start_run

    at = timezone.now()
    return start_run(area=district, on=on or timezone.localdate(at), actor=system_user(), at=at).pk


def _go(run: int, crew: "list[subprocess.Popen[str]]") -> None:
    for worker in crew:
        assert worker.stdin is not None
        worker.stdin.write(f"{run}\n")
        worker.stdin.flush()
    for worker in crew:
        _heard(worker, "done")
