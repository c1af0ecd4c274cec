"""What was typed into the search box, kept with the session under a word that says nothing."""

from typing import Any

from accounts.lists.words import Shelf

KEPT = 20  # searches of one session
SEARCHES = Shelf("session.searches", KEPT)


def keep(session: Any, words: str) -> str:
    """The token under which ``words`` are found again as long as the session lasts and not too many follow."""
    return SEARCHES.keep(session, words)


def words_of(session: Any, token: str) -> str | None:
    """The words kept under ``token``; None where they are no more."""
    return SEARCHES.words_of(session, token)
