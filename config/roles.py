"""The application's database role: it reads and writes rows, and alters nothing it could hide something with."""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from accounts.constraints import RECORD_TABLES

# Idempotent, in this order: everything is granted, then what nobody may rewrite is taken back.
GRANTS = """
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
"""
APPEND_ONLY = "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role};"


def grant_application_rights(connection: BaseDatabaseWrapper, *, role: str, password: str = "") -> None:
    """Give ``role`` its rights on every table there is; ``connection`` is the owner's.

    A missing role is made, with ``password`` if it has one. Where the owner is the application itself (an installation
    without DATABASE_OWNER_URL) nothing can be taken away, and nothing is done.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_user = %s, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role, role])
        is_owner, exists = cursor.fetchone()
        if is_owner:
            return
        name = sql.Identifier(role)
        statements = [sql.SQL(GRANTS).format(role=name)]
        if not exists:
            secret = sql.SQL("PASSWORD {}").format(sql.Literal(password)) if password else sql.SQL("")
            statements.insert(0, sql.SQL("CREATE ROLE {} LOGIN {};").format(name, secret))
        tables = set(connection.introspection.table_names(cursor)).intersection(RECORD_TABLES)
        statements += [sql.SQL(APPEND_ONLY).format(table=sql.Identifier(table), role=name) for table in sorted(tables)]
        cursor.execute(sql.Composed(statements).as_string(connection.connection))
