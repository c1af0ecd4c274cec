"""Words that may name somebody, kept with the session under a word that says nothing.

So a name or an ID number stands in no address, no browser's history and no log, and a page that was led to by it can
still be gone back to and loaded anew. In the session, a row of the database, the words are sealed.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django_filters import CharFilter, FilterSet

from accounts import crypto
from accounts.fields import active_key, field_keys

LONGEST = 200  # characters kept of what was typed: no name, number or address is longer
MARK = "~"  # before a token in an address, where words might stand as well


@dataclass(frozen=True)
class Shelf:
    """A place in the session for the latest ``most`` words."""

    place: str
    most: int

    def keep(self, session: Any, words: str) -> str:
        """The token under which ``words`` are found again as long as the session lasts and not too many follow."""
        token = secrets.token_urlsafe(9)
        sealed = crypto.seal(words, key=active_key(), place=self.place)
        session[self.place] = dict([*session.get(self.place, {}).items(), (token, sealed)][-self.most :])
        return token

    def keep_once(self, session: Any, words: str) -> str:
        """``keep``, under the token they have already if they are kept."""
        kept = session.get(self.place, {})
        known = next((token for token, sealed in kept.items() if self._opened(sealed) == words), None)
        return known or self.keep(session, words)

    def words_of(self, session: Any, token: str) -> str | None:
        """The words kept under ``token``; None where they are no more."""
        sealed = session.get(self.place, {}).get(token)
        return self._opened(sealed) if sealed else None

    def _opened(self, sealed: str) -> str | None:
        try:
            return crypto.unseal(sealed, keys=field_keys(), place=self.place)
        except crypto.ValueUnreadable:
            return None


FILTERS = Shelf("session.filters", 40)


def private_fields(filterset: type[FilterSet] | None) -> list[str]:
    """The fields of a filter form into which a name, a number or a phone may be typed: every one that takes words but
    its ``open_words``, which can name nobody."""
    if filterset is None:
        return []
    is_open = getattr(filterset, "open_words", ())
    return [name for name, one in filterset.base_filters.items() if isinstance(one, CharFilter) and name not in is_open]


def put_away(told: QueryDict, fields: Collection[str], session: Any) -> QueryDict:
    """What a filter form was sent with, as it may stand in an address: tokens for the words in ``fields``."""
    address = told.copy()
    for name in fields:
        if name in address:
            words = str(address[name]).strip()[:LONGEST]
            address[name] = MARK + FILTERS.keep_once(session, words) if words else ""
    return address


def taken_out(address: QueryDict, fields: Collection[str], session: Any) -> tuple[QueryDict, list[str]]:
    """What ``put_away`` was told, and the fields whose words are kept no more. Words that stand in the address
    themselves, typed into it by hand, are taken as they are."""
    told, lost = address.copy(), []
    for name in fields:
        if (typed := str(told.get(name, ""))).startswith(MARK):
            words = FILTERS.words_of(session, typed.removeprefix(MARK))
            told[name] = words or ""
            lost += [] if words else [name]
    return told, lost
