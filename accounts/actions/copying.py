"""Many rows at once, by COPY: as they would be saved one by one, ten times as fast."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange
from psycopg import sql

# What the driver writes as it is, in fields that change nothing of it.
VALUES = {str, int, bool, dt.date, DateRange}
FIELDS = {
    *(models.CharField, models.TextField, models.DateField, models.ForeignKey, models.BigAutoField, DateRangeField),
    *(models.PositiveSmallIntegerField, models.PositiveIntegerField),
}


def new_keys(model: type[models.Model], count: int) -> Iterator[int]:
    """Keys for ``count`` new rows of ``model``, given to nobody else."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
        )
        yield from [key for (key,) in cursor.fetchall()]


def copy_in(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write new rows of ``model``, each as its values by field (``area_id`` for a foreign key), all with keys (``id``)
    or all without. What a row does not name has its default. To be called in a transaction.

    Constraints and triggers hold as ever; raises IntegrityError where one does not.
    """
    if not rows:
        return
    told = [field for field in model._meta.concrete_fields if not field.generated]
    fields = [field for field in told if not field.primary_key or field.attname in rows[0]]
    defaults = {field.attname: field.get_default() for field in fields if not field.primary_key}
    columns = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), columns)
    ways = [(field.attname, field, type(field) in FIELDS) for field in fields]
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            whole = {**defaults, **row}
            copy.write_row([_written(whole[name], field, is_plain) for name, field, is_plain in ways])


def _written(value: Any, field: models.Field, is_plain: bool) -> Any:
    if value is None or (is_plain and type(value) in VALUES):
        return value
    return field.get_db_prep_save(value, connection)
