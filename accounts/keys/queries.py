"""Every place where something sealed is kept, and what there still needs an older key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Cast
from psycopg import sql

from accounts import crypto
from accounts.fields import BlindIndexField, EncryptedTextField, active_key, digests, field_keys, index_keys
from accounts.models import RecoveryCode


@dataclass(frozen=True)
class Column:
    """A column of sealed values, or of the names of sealed files."""

    table: str
    key: str  # the column of the primary key
    field: EncryptedTextField | models.FileField

    def __str__(self) -> str:
        return f"{self.table}.{self.field.column}"

    @property
    def holds_files(self) -> bool:
        return isinstance(self.field, models.FileField)

    def composed(self, statement: str) -> sql.Composed:
        """``statement`` with ``{table}``, ``{key}`` and ``{column}`` filled in."""
        names = {"table": self.table, "key": self.key, "column": self.field.column}
        return sql.SQL(statement).format(**{name: sql.Identifier(value) for name, value in names.items()})  # type: ignore[arg-type]


# What a later rotation need not look at: nothing, and what the active key sealed already.
STALE = "{column} <> '' AND NOT starts_with({column}, %(prefix)s)"


def sealed_columns() -> list[Column]:
    """Every one of every model, also of those yet to be written: found by walking the registry."""
    return sorted(_columns(), key=str)


def _columns() -> Iterator[Column]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields if not model._meta.proxy else ():
            if isinstance(field, EncryptedTextField | models.FileField):
                yield Column(model._meta.db_table, str(model._meta.pk.column), field)


def batch(column: Column, *, after: int, size: int, lock: bool = False) -> Sequence[tuple[int, str]]:
    """The next rows behind key ``after`` that have something to re-seal: key and what stands there. Files: all."""
    condition = "{column} <> ''" if column.holds_files else STALE
    statement = f"SELECT {{key}}, {{column}} FROM {{table}} WHERE {{key}} > %(after)s AND {condition}"  # noqa: S608
    statement += " ORDER BY {key} LIMIT %(size)s" + (" FOR UPDATE" if lock else "")
    return _rows(column, statement, after=after, size=size)


def stale_values(column: Column) -> int:
    """How many values of the column are not sealed with the active key."""
    return _rows(column, f"SELECT count(*) FROM {{table}} WHERE {STALE}")[0][0]  # noqa: S608  (names of our own)


def _rows(column: Column, statement: str, **parameters: int) -> Sequence[tuple]:
    with connection.cursor() as cursor:
        composed = column.composed(statement).as_string(connection.connection)
        cursor.execute(composed, parameters | {"prefix": f"{active_key().id}:"})
        return cursor.fetchall()


# --- Blind indexes -------------------------------------------------------------------------------------------------

OLDEST_ROWS = 20  # the change goes from the newest row to the oldest: these tell whether it is through


@dataclass(frozen=True)
class Index:
    """A blind index of a model, beside the sealed text it is made of."""

    model: type[models.Model]
    field: BlindIndexField

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.field.column}"

    def rows(self) -> models.QuerySet[Any, tuple[int, str, bytes]]:
        """Key, sealed text and digest of every row that has one. The text stays sealed: one may not open."""
        rows = self.model._base_manager.exclude(**{self.field.name: None})
        sealed = rows.annotate(_sealed=Cast(self.field.of, models.TextField()))
        return sealed.values_list("pk", "_sealed", self.field.name)

    def digests(self, sealed: str) -> list[bytes]:
        """What the digest of a row may be, the one under the key in use first. Raises crypto.ValueUnreadable."""
        source: Any = self.model._meta.get_field(self.field.of)
        return digests(crypto.unseal(sealed, keys=field_keys(), place=source.place), self.field.purpose)


def blind_indexes() -> list[Index]:
    """Every one of every model, also of those yet to be written."""
    fields = [(model, field) for model in apps.get_models() for field in model._meta.local_concrete_fields]
    return sorted((Index(model, field) for model, field in fields if isinstance(field, BlindIndexField)), key=str)


def stale_digests(index: Index) -> int:
    """How many digests of the index are not those under the key in use, as made anew from the sealed texts."""
    return sum(_standing(index, sealed, digest) != 0 for _, sealed, digest in index.rows().iterator())


def unknown_index() -> Index | None:
    """An index with digests under a key that is not configured, as its oldest rows show; None where there is none."""
    for index in blind_indexes():
        rows = index.rows().order_by("pk")[:OLDEST_ROWS]
        if any(_standing(index, sealed, digest) is None for _, sealed, digest in rows):
            return index
    return None


def _standing(index: Index, sealed: str, digest: bytes) -> int | None:
    """The place of the index key ``digest`` was made with; None where it is none of them, -1 where nobody can say."""
    try:
        known = index.digests(sealed)
    except crypto.ValueUnreadable:
        return -1
    return known.index(bytes(digest)) if bytes(digest) in known else None


def stale_codes() -> models.QuerySet[RecoveryCode]:
    """Recovery codes that can still be used and were made with another index key than the one in use."""
    return RecoveryCode.objects.filter(used_at=None).exclude(key=index_keys()[0].mark)
