"""What was typed into the search box, kept with the session under a word that says nothing.

So a name or an ID number stands in no address, no browser's history and no log, and the page of what was found can
still be gone back to and loaded anew. In the session, a row of the database, the words are sealed.
"""

import secrets
from typing import Any

from accounts import crypto
from accounts.fields import active_key, field_keys

KEPT = 20  # searches of one session
PLACE = "session.searches"


def keep(session: Any, words: str) -> str:
    """The token under which ``words`` are found again as long as the session lasts and not too many follow."""
    kept = session.get(PLACE, {})
    token = secrets.token_urlsafe(9)
    kept[token] = crypto.seal(words, key=active_key(), place=PLACE)
    session[PLACE] = dict(list(kept.items())[-KEPT:])
    return token


def words_of(session: Any, token: str) -> str | None:
    """The words kept under ``token``; None where they are no more."""
    sealed = session.get(PLACE, {}).get(token)
    try:
        return crypto.unseal(sealed, keys=field_keys(), place=PLACE) if sealed else None
    except crypto.ValueUnreadable:
        return None
