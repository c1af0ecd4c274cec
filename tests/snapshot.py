"""What was built in the database once, kept in memory and put back by COPY wherever it is wanted again."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

T = TypeVar("T")

INSERTED = re.compile('INSERT INTO "(.+?)"')
COLUMNS = """
SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""


class Snapshot(Generic[T]):
    """The rows ``build`` writes into tables that are empty before, and what it returns; nothing of it stays there."""

    def __init__(self, build: Callable[[], T]) -> None:
        self._rows: dict[str, bytes] = {}  # by the table and its columns, in the order of their first rows
        self._counted = ""  # what keeps new rows from the keys of these: some tests begin to count anew
        tables: dict[str, None] = {}

        def note(perform: Callable[..., Any], sql: str, *rest: Any) -> Any:
            tables.update(dict.fromkeys(INSERTED.findall(sql)))
            return perform(sql, *rest)

        with transaction.atomic():
            with connection.execute_wrapper(note):
                self._built = build()
            with connection.cursor() as cursor:
                for table in tables:
                    cursor.execute(COLUMNS, [table])
                    place = f'"{table}" ({cursor.fetchone()[0]})'
                    with cursor.copy(f"COPY {place} TO STDOUT") as copied:
                        self._rows[place] = b"".join(bytes(part) for part in copied)
                    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
                    sequence = cursor.fetchone()[0]
                    self._counted += f"SELECT setval('{sequence}', GREATEST(last_value, {_highest(cursor, table)}))"
                    self._counted += f" FROM {sequence};"
            transaction.set_rollback(True)

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


def _highest(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f'SELECT max(id) FROM "{table}"')  # noqa: S608 - the name of a table of ours
    return int(cursor.fetchone()[0])
