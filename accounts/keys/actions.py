"""Change to a new key: everything sealed is sealed again with the first one, and stays readable all the while; every
blind index is made anew with the first index key, and every number is found all the while.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from accounts import audit, crypto
from accounts.actions import system_user
from accounts.fields import active_key, field_keys, index_keys
from accounts.models import User
from accounts.storage import stored_in

from . import queries
from .queries import Column, Index

UPDATE = "UPDATE {table} SET {column} = %(value)s WHERE {key} = %(row)s"
LOCK = int.from_bytes(b"rotation")  # an advisory lock, of the whole database


class RotationRefused(Exception):
    """The keys cannot be rotated now; the message is for the operator."""


@dataclass(frozen=True)
class Progress:
    """What was done in one column: how many were made anew, how many are left, the rows that do not open, and those
    whose number stands in another row already."""

    place: Column | Index
    renewed: int
    left: int
    unreadable: tuple[int, ...] = ()
    clashing: tuple[int, ...] = ()

    @property
    def is_index(self) -> bool:
        return isinstance(self.place, Index)


def rotate(*, size: int, at: dt.datetime) -> Iterator[Progress]:
    """Seal everything again with the first key, and make every blind index anew with the first index key, ``size``
    rows a transaction, a column at a time.

    It can be cut off anywhere: each value, file and index is either as it was or made anew, and another run does the
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
        for index in queries.blind_indexes():
            done.append(_digests(index, size))
            yield done[-1]
        _note(done, at)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _values(column: Column, size: int) -> Progress:
    after, renewed = 0, 0
    unreadable: list[int] = []
    while True:
        with transaction.atomic():
            rows = queries.batch(column, after=after, size=size, lock=True)
            if not rows:
                return Progress(column, renewed, queries.stale_values(column), tuple(unreadable))
            for row, stored in rows:
                try:
                    _reseal_value(column, row, stored)
                    renewed += 1
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
    storage, after, renewed = stored_in(column.field), 0, 0
    unreadable: list[int] = []
    while rows := queries.batch(column, after=after, size=size):
        for row, name in rows:
            try:
                if storage.key_id(name) != active_key().id:
                    storage.reseal(name)
                    renewed += 1
            except (crypto.ValueUnreadable, OSError):
                unreadable.append(row)
        after = rows[-1][0]
    return Progress(column, renewed, len(unreadable), tuple(unreadable))


def _digests(index: Index, size: int) -> Progress:
    """From the newest row to the oldest: whoever starts a process without the former key is told by the oldest."""
    below, renewed = None, 0
    unreadable: list[int] = []
    clashing: list[int] = []
    while True:
        with transaction.atomic():
            rows = index.rows() if below is None else index.rows().filter(pk__lt=below)
            batch = list(rows.select_for_update(of=("self",)).order_by("-pk")[:size])
            if not batch:
                return Progress(index, renewed, queries.stale_digests(index), tuple(unreadable), tuple(clashing))
            for pk, sealed, digest in batch:
                try:
                    renewed += _renew_digest(index, pk, sealed, bytes(digest))
                except crypto.ValueUnreadable:
                    unreadable.append(pk)
                except IntegrityError:
                    clashing.append(pk)
            below = batch[-1][0]


def _renew_digest(index: Index, pk: int, sealed: str, digest: bytes) -> bool:
    wanted = index.digests(sealed)[0]
    if digest == wanted:
        return False
    with transaction.atomic():
        index.model._base_manager.filter(pk=pk).update(**{index.field.name: wanted})
    return True


@transaction.atomic
def void_stale_codes(*, at: dt.datetime) -> int:
    """Strike off the recovery codes of another index key, which cannot be made anew; their owners draw new ones."""
    codes, actor = queries.stale_codes(), system_user()
    owners = User.objects.filter(recovery_codes__in=codes).distinct().order_by("pk")
    subjects: list[tuple[User, dict[str, str]]] = [(owner, {}) for owner in owners]
    audit.record_each(event="second_factor.codes_voided", subjects=subjects, actor=actor, at=at)
    struck, _ = codes.delete()
    return struck


def _note(done: list[Progress], at: dt.datetime) -> None:
    sealed = sum(progress.renewed for progress in done if not progress.is_index)
    indexed = sum(progress.renewed for progress in done if progress.is_index)
    if sealed or indexed:
        actor, index = system_user(), index_keys()[0].mark
        details = {"key": active_key().id, "sealed": sealed, "index": index, "indexed": indexed}
        audit.record(event="keys.rotated", subject=actor, actor=actor, at=at, **details)
