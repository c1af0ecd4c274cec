"""What several parts of a page ask about whoever reads it."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def once(officer: Any, question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` gives: of whoever signed in (``OfficerBackend``) asked once in a request, of anybody else each time,
    since a worker or a test knows an officer for longer."""
    answers = getattr(officer, "answers", None)
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return answers[question]  # type: ignore[no-any-return]  # what was asked by the same question
