"""What the database holds, row by row, to compare before and after."""

from django.db import connection

Dump = dict[str, list[str]]


def everything(*, without: tuple[str, ...] = ()) -> Dump:
    """Every row of every table but those named ``without``, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall() if name not in ("django_migrations", *without)]
        statement = "SELECT one::text FROM {} one ORDER BY 1"
        return {table: _rows(cursor, statement.format(table)) for table in tables}


def what_a_refresh_wrote() -> Dump:
    """What a refresh may write, but for the keys of the rows: they come from sequences, which never go back."""
    with connection.cursor() as cursor:
        return {table: _rows(cursor, statement) for table, statement in _WRITTEN.items()}


def _rows(cursor, statement: str) -> list[str]:
    cursor.execute(statement)
    return [row for (row,) in cursor.fetchall()]


def _but(table: str, *left_out: str) -> str:
    keys = "".join(f" - '{name}'" for name in ("id", *left_out))
    return f"SELECT (to_jsonb(one){keys})::text FROM {table} one ORDER BY 1"  # noqa: S608 -- names of our own tables


_WRITTEN = {
    "household": "SELECT id || ' ' || coalesce(assessed_on::text, '') FROM households_household ORDER BY id",
    "finding": _but("households_householdfinding"),
    "person": _but("households_personfinding"),
    "month": _but("households_monthlyconfirmation"),
    "exit": _but("households_exit", "drafted_at"),
    "audit": _but("accounts_auditentry", "object_id", "at", "signature"),
}
