"""How an act refuses: at a field of the form, and in time where a constraint of the database would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, transaction
from psycopg.errors import ExclusionViolation, UniqueViolation

TAKEN = (UniqueViolation, ExclusionViolation)
TRIES = 3
Given = TypeVar("Given")


class FieldRefused(Exception):
    """An act is refused; the message is for whoever asked, ``field`` the form field meant, None for the whole."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@contextmanager
def refused_if_taken(refusal: Exception) -> Iterator[None]:
    """Raise ``refusal`` where a key, or days, that are written within are somebody's already; nothing of it is kept.

    Whoever looks before writing may be too late, the constraint never is. What breaks another one is our own mistake,
    and rises.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, TAKEN):
            raise
        raise refusal from error


def tried_again(act: Callable[[], Given], refusal: Exception) -> Given:
    """What ``act`` gives, in one transaction; done anew where somebody took a key or days of it in the meantime.

    Raises ``refusal`` where that goes on.
    """
    for _ in range(TRIES):
        try:
            with refused_if_taken(refusal):
                return act()
        except type(refusal) as refused:
            if refused is not refusal:
                raise
    raise refusal
