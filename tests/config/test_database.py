"""The suite speaks to PostgreSQL as the application does: with rows, and without power over tables."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.constraints import RECORD_TABLES


def scalar(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_the_application_is_not_the_owner(db):
    assert scalar("SELECT current_user") == "jiuyuan_app"
    assert scalar("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'django_session'") != "jiuyuan_app"


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE django_session",
        "DROP TABLE django_session",
        "ALTER TABLE django_session DISABLE TRIGGER ALL",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
    ],
)
def test_what_the_application_may_not_do(db, statement):
    with pytest.raises(DatabaseError, match=r"denied|must be owner"), transaction.atomic():
        scalar(statement)


@pytest.mark.parametrize("table", RECORD_TABLES)
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_records_are_only_added_to(db, table, right):
    assert scalar(f"SELECT has_table_privilege('jiuyuan_app', '{table}', 'INSERT')")
    assert not scalar(f"SELECT has_table_privilege('jiuyuan_app', '{table}', '{right}')")


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_nothing_behind():
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert not Session.objects.exists()
    assert scalar("SELECT current_user") == "jiuyuan_app"


def test_a_database_halfway_through_the_old_migrations_is_refused(db, monkeypatch):
    known = MigrationRecorder(connection).applied_migrations()
    del known["accounts", "0018_api_tokens"]
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: known)
    with pytest.raises(CommandError, match=r"accounts\.0018_api_tokens"):
        call_command("migrate", verbosity=0)
