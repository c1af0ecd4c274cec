"""Change to a new key: everything sealed is sealed again with the first one, and stays readable all the while."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from accounts import audit, crypto
from accounts.actions import system_user
from accounts.fields import active_key, field_keys
from accounts.storage import stored_in

from . import queries
from .queries import Column

UPDATE = "UPDATE {table} SET {column} = %(value)s WHERE {key} = %(row)s"
LOCK = int.from_bytes(b"rotation")  # an advisory lock, of the whole database


class RotationRefused(Exception):
    """The keys cannot be rotated now; the message is for the operator."""


@dataclass(frozen=True)
class Progress:
    """What was done in one column: how many were sealed again, how many are left, and the rows that do not open."""

    column: Column
    resealed: int
    left: int
    unreadable: tuple[int, ...] = ()


def rotate(*, size: int, at: dt.datetime) -> Iterator[Progress]:
    """Seal everything again with the first key, ``size`` rows a transaction, a column at a time.

    It can be cut off anywhere: each value and each file is either as it was or sealed anew, and another run does the
    rest. Raises RotationRefused while another run is under way.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if cursor.fetchone() != (True,):
            raise RotationRefused("另一个密钥轮换正在进行。")
    try:
        done = []
        for column in queries.sealed_columns():
            done.append(_files(column, size) if column.holds_files else _values(column, size))
            yield done[-1]
        _note(done, at)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _values(column: Column, size: int) -> Progress:
    after, resealed = 0, 0
    unreadable: list[int] = []
    while True:
        with transaction.atomic():
            rows = queries.batch(column, after=after, size=size, lock=True)
            if not rows:
                return Progress(column, resealed, queries.stale_values(column), tuple(unreadable))
            for row, stored in rows:
                try:
                    _reseal_value(column, row, stored)
                    resealed += 1
                except crypto.ValueUnreadable:
                    unreadable.append(row)
            after = rows[-1][0]


def _reseal_value(column: Column, row: int, stored: str) -> None:
    place = column.field.place  # type: ignore[union-attr]  # an EncryptedTextField
    text = crypto.unseal(stored, keys=field_keys(), place=place)
    sealed = crypto.seal(text, key=active_key(), place=place)
    with connection.cursor() as cursor:
        statement = column.composed(UPDATE).as_string(connection.connection)
        cursor.execute(statement, {"value": sealed, "row": row})


def _files(column: Column, size: int) -> Progress:
    """Files are replaced one by one where they lie; the row that names one does not change."""
    storage, after, resealed = stored_in(column.field), 0, 0
    unreadable: list[int] = []
    while rows := queries.batch(column, after=after, size=size):
        for row, name in rows:
            try:
                if storage.key_id(name) != active_key().id:
                    storage.reseal(name)
                    resealed += 1
            except (crypto.ValueUnreadable, OSError):
                unreadable.append(row)
        after = rows[-1][0]
    return Progress(column, resealed, len(unreadable), tuple(unreadable))


def _note(done: list[Progress], at: dt.datetime) -> None:
    total = sum(progress.resealed for progress in done)
    if total:
        actor = system_user()
        audit.record(event="keys.rotated", subject=actor, actor=actor, at=at, key=active_key().id, sealed=total)
