"""Asking one case, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.db import transaction

from .reading import Case, Unreadable
from .shapes import Problem
from .topics import SERVED
from .values import Difference, differences, shown


class Verdict(Enum):
    PASSED = "PASS"
    FAILED = "FAIL"
    NOT_SERVED = "NOT SERVED"


@dataclass(frozen=True)
class Outcome:
    """The verdict on one case, the lines that say so, and what was found against it."""

    verdict: Verdict
    lines: tuple[str, ...]
    found: tuple[Problem | Difference, ...] = ()


def ask(case: Case | Unreadable) -> Outcome:
    """Ask a case in a transaction that leaves nothing behind. Every failing key has a line of its own."""
    if isinstance(case, Unreadable):
        return _failed(case.id, case.problems)
    if case.topic not in SERVED:
        return _plain(Verdict.NOT_SERVED, case)
    try:
        with transaction.atomic():
            answers = SERVED[case.topic](case)
            transaction.set_rollback(True)
    except Exception as refusal:  # whatever one case meets, the others are still to be asked
        return _failed(case.id, [Problem("given", "facts the register accepts", f"{type(refusal).__name__} {refusal}")])
    found = list(differences(case.expect, answers))
    return _failed(case.id, found) if found else _plain(Verdict.PASSED, case)


def _plain(verdict: Verdict, case: Case) -> Outcome:
    return Outcome(verdict, (f"{verdict.value} {case.id}",))


def _failed(name: str, found: Sequence[Problem | Difference]) -> Outcome:
    lines = (f"FAIL {name} {one.path}: expected {shown(one.expected)}, got {shown(one.got)}" for one in found)
    return Outcome(Verdict.FAILED, tuple(lines), tuple(found))
