"""Model fields for what must not lie open in the database."""

import base64
import functools
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from . import crypto


@functools.cache
def _keys(configured: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
    return {key_id: base64.b64decode(key) for key_id, key in configured}


def field_keys() -> dict[str, bytes]:
    """The keys by id; the first is the one new values are sealed with."""
    return _keys(tuple(settings.FIELD_KEYS.items()))


def resident_id_digest(number: str) -> bytes:
    """The blind index of a normalised resident ID number, the same for people and for officers."""
    return crypto.digest(number, key=base64.b64decode(settings.BLIND_INDEX_KEY), purpose="resident_id")


def recovery_code_digest(code: str) -> bytes:
    """What is kept of a recovery code: enough to know it again, not to tell it."""
    return crypto.digest(code, key=base64.b64decode(settings.BLIND_INDEX_KEY), purpose="recovery_code")


class EncryptedTextField(models.TextField):
    """Text sealed at rest. It can be read and set, never searched or sorted by: look up a digest beside it."""

    def deconstruct(self) -> Any:
        """A migration sees plain text: what stands in the column is sealed already, and no key is at hand there."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    @property
    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        if value in (None, ""):
            return value
        key_id, key = next(iter(field_keys().items()))
        return crypto.seal(str(value), key_id=key_id, key=key, place=self._place)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return crypto.unseal(value, keys=field_keys(), place=self._place) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: search by its digest.")
        return super().get_lookup(lookup_name)
