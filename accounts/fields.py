"""Model fields for what must not lie open in the database."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from . import crypto

RESIDENT_ID, CERTIFICATE, RECOVERY_CODE = "resident_id", "certificate", "recovery_code"  # each with digests of its own


@functools.cache
def _keys(configured: tuple[tuple[str, str], ...]) -> dict[str, crypto.Key]:
    return {key_id: crypto.Key.read(key_id, text) for key_id, text in configured}


@functools.cache
def _index_keys(configured: str) -> list[crypto.IndexKey]:
    return [crypto.IndexKey.read(text.strip()) for text in configured.split(",")]


def field_keys() -> dict[str, crypto.Key]:
    """The keys by id; the first is the one new values and files are sealed with."""
    return _keys(tuple(settings.FIELD_KEYS.items()))


def active_key() -> crypto.Key:
    return next(iter(field_keys().values()))


def index_keys() -> list[crypto.IndexKey]:
    """The keys of the blind indexes: the first makes every new digest; while it is changed, the former stands behind.

    So a row is found by asking for its digest under all of them, and a number is free when it stands under none:
    nothing comes to stand under the former key any more, and a row that is moved is seen under one of the two.
    """
    return _index_keys(settings.BLIND_INDEX_KEY)


def digests(text: str, purpose: str) -> list[bytes]:
    """The blind indexes of ``text`` under every key, that of the key in use first."""
    return [crypto.digest(text, key=key, purpose=purpose) for key in index_keys()]


def resident_id_digest(number: str) -> bytes:
    """The blind index a normalised resident ID number is given, the same for people and for officers."""
    return resident_id_digests(number)[0]


def resident_id_digests(number: str) -> list[bytes]:
    """Every blind index under which the number may stand: to look it up."""
    return digests(number, RESIDENT_ID)


def certificate_digest(number: str) -> bytes:
    """The blind index a certificate's normalised number is given, of whatever kind."""
    return certificate_digests(number)[0]


def certificate_digests(number: str) -> list[bytes]:
    """Every blind index under which the number may stand: to look it up."""
    return digests(number, CERTIFICATE)


def recovery_code_digest(code: str) -> bytes:
    """What is kept of a recovery code: enough to know it again, not to tell it."""
    return recovery_code_digests(code)[0]


def recovery_code_digests(code: str) -> list[bytes]:
    """Every digest under which the code may stand: to know it again."""
    return digests(code, RECOVERY_CODE)


class BlindIndexField(models.BinaryField):
    """The keyed digest of what the encrypted field ``of`` of the same row holds: found by it, and unique by it.

    The action that sets the one sets the other; ``rotate_keys`` makes it anew under a new key.
    """

    def __init__(self, *args: Any, of: str = "", purpose: str = "", **kwargs: Any) -> None:
        self.of, self.purpose = of, purpose
        kwargs.setdefault("max_length", 32)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """A migration sees bytes: how they are made is no matter of the column."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs


class EncryptedTextField(models.TextField):
    """Text sealed at rest. It can be read and set, never searched or sorted by: look up a digest beside it."""

    def deconstruct(self) -> Any:
        """A migration sees plain text: what stands in the column is sealed already, and no key is at hand there."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    @property
    def place(self) -> str:
        """What its values are bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def sealer(self) -> Callable[[str], str]:
        """What seals very many texts for this column, where rows are copied past ``get_prep_value``."""
        return crypto.sealer(key=active_key(), place=self.place)

    def get_prep_value(self, value: Any) -> Any:
        if value in (None, ""):
            return value
        return crypto.seal(str(value), key=active_key(), place=self.place)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return crypto.unseal(value, keys=field_keys(), place=self.place) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: search by its digest.")
        return super().get_lookup(lookup_name)
