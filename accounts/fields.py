"""Model fields for what must not lie open in the database."""

import functools
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from . import crypto


@functools.cache
def _keys(configured: tuple[tuple[str, str], ...]) -> dict[str, crypto.Key]:
    return {key_id: crypto.Key.read(key_id, text) for key_id, text in configured}


@functools.cache
def _index_key(configured: str) -> crypto.IndexKey:
    return crypto.IndexKey.read(configured)


def field_keys() -> dict[str, crypto.Key]:
    """The keys by id; the first is the one new values and files are sealed with."""
    return _keys(tuple(settings.FIELD_KEYS.items()))


def active_key() -> crypto.Key:
    return next(iter(field_keys().values()))


def resident_id_digest(number: str) -> bytes:
    """The blind index of a normalised resident ID number, the same for people and for officers."""
    return crypto.digest(number, key=_index_key(settings.BLIND_INDEX_KEY), purpose="resident_id")


def certificate_digest(number: str) -> bytes:
    """The blind index of a certificate's normalised number, of whatever kind."""
    return crypto.digest(number, key=_index_key(settings.BLIND_INDEX_KEY), purpose="certificate")


def recovery_code_digest(code: str) -> bytes:
    """What is kept of a recovery code: enough to know it again, not to tell it."""
    return crypto.digest(code, key=_index_key(settings.BLIND_INDEX_KEY), purpose="recovery_code")


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
