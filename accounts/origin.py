"""Where the act under way comes from. Set at the door, read by the audit alone: no action passes it on.

A middleware enters ``coming_from`` for every request and a worker for every job; what runs in neither, a command or the
timetable, has no origin.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Origin:
    """``address``: the IP of the requester; ``agent``: browser and system in a few words; ``request``: a key that the
    answer's ``X-Request-ID``, the log lines and all entries of one request share. A job's is ``job-<key>``."""

    address: str = ""
    agent: str = ""
    request: str = ""


NOWHERE = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def current() -> Origin:
    return _current.get()


def through(agent: str) -> None:
    """What stands in for a browser is ``agent``, until the end of the ``coming_from`` around it."""
    _current.set(replace(_current.get(), agent=agent))


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """``origin`` holds inside the block, and in no other thread."""
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)
