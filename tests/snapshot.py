"""What was built in the database once, kept in memory and put back by COPY wherever it is wanted again."""

from collections.abc import Callable
from copy import deepcopy
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

T = TypeVar("T")

NUMBERED = "SELECT table_name FROM information_schema.columns WHERE column_name = 'id' AND is_identity = 'YES'"
COLUMNS = """
SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""


class Snapshot(Generic[T]):
    """The rows ``build`` writes into tables that are empty before, and what it returns; nothing of it stays there."""

    def __init__(self, build: Callable[[], T]) -> None:
        self._rows: dict[str, bytes] = {}  # by the table and its columns
        self._counted = ""  # what keeps new rows from the keys of these: some tests begin to count anew
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(NUMBERED)
            empty = [table for (table,) in cursor.fetchall() if _highest(cursor, table) is None]
            self._built = build()
            for table in empty:
                if highest := _highest(cursor, table):
                    self._keep(cursor, table, highest)
            transaction.set_rollback(True)

    def _keep(self, cursor: CursorWrapper, table: str, highest: int) -> None:
        cursor.execute(COLUMNS, [table])
        place = f'"{table}" ({cursor.fetchone()[0]})'
        with cursor.copy(f"COPY {place} TO STDOUT") as copied:
            self._rows[place] = b"".join(bytes(part) for part in copied)
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        sequence = cursor.fetchone()[0]
        self._counted += f"SELECT setval('{sequence}', GREATEST(last_value, {highest}))"
        self._counted += f" FROM {sequence};"

    def put_back(self) -> T:
        """The rows under the same keys, past the triggers they once went by, and a copy of what was built."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
            for place, rows in self._rows.items():
                with cursor.copy(f"COPY {place} FROM STDIN") as copying:
                    copying.write(rows)
            cursor.execute(self._counted)
            cursor.execute("SET LOCAL session_replication_role = origin")
            cursor.execute(f"SET LOCAL ROLE {settings.DATABASE_APPLICATION_ROLE[0]}")
        return deepcopy(self._built)


def _highest(cursor: CursorWrapper, table: str) -> int | None:
    """The highest key in ``table``, if it has rows at all."""
    cursor.execute(f'SELECT max(id) FROM "{table}"')  # noqa: S608 - the name of a table of ours
    highest: int | None = cursor.fetchone()[0]
    return highest
