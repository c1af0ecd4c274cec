"""Every place where something sealed is kept, and what there still needs an older key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from psycopg import sql

from accounts.fields import EncryptedTextField, active_key


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
