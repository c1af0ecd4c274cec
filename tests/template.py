"""The migrations applied once, and then copied: all of them take most of a minute, a copy less than a second."""

import contextlib

from django.conf import settings
from django.db import OperationalError, connection

from config import readiness

PREFIX = "jiuyuan_template_"


def migrated_template() -> str:
    """The name of a database with just today's migrations applied, made when there is none; those of other days go.

    Of several processes one makes it and the others wait. The connection is left closed, and as it was told.
    """
    name = PREFIX + readiness.fingerprint(readiness.STRUCTURE)[:12]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])  # until this connection closes
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        there = {found for (found,) in cursor.fetchall()}
        if name not in there:
            _migrate_into(unfinished := f"{name}_unfinished")
            cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
        for old in there - {name}:
            with contextlib.suppress(OperationalError):  # another checkout is copying it
                cursor.execute(f"DROP DATABASE IF EXISTS {old}")
    return name


def _migrate_into(name: str) -> None:
    told = connection.settings_dict
    own, wanted = told["NAME"], told["TEST"]["NAME"]
    told["TEST"]["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        told["NAME"] = settings.DATABASES[connection.alias]["NAME"] = own
        told["TEST"]["NAME"] = wanted
