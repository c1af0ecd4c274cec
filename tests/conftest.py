"""The database of the suite: real PostgreSQL, and every test speaks to it as the application's role."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from config import embedded

# Only the tables' owner may truncate, and past the triggers that keep records append-only.
AS_OWNER = ["SET LOCAL ROLE NONE", "SET LOCAL session_replication_role = replica"]


@pytest.fixture(scope="session", autouse=True)
def _server() -> Iterator[None]:
    """The embedded PostgreSQL, started or joined, unless DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with embedded.joined(embedded.locate()):
        yield


@pytest.fixture(scope="session")
def django_db_setup(_server, django_db_setup, django_db_blocker) -> Iterator[None]:
    """pytest-django's test database, made by the owner and then used as ``jiuyuan_app``."""
    options = connection.settings_dict["OPTIONS"]
    as_owner = options["options"]
    truncate = connection.ops.execute_sql_flush
    with django_db_blocker.unblock():
        connection.close()
    options["options"] += f" -c role={settings.DATABASE_APPLICATION_ROLE[0]}"
    connection.ops.execute_sql_flush = lambda statements: truncate([*AS_OWNER, *statements])
    yield
    connection.ops.execute_sql_flush = truncate
    options["options"] = as_owner
    with django_db_blocker.unblock():
        connection.close()
