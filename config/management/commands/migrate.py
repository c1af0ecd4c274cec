"""Django's migrate, and afterwards the rights of the application's role on whatever tables there are now."""

from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config.roles import grant_application_rights


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        refuse_what_is_halfway(connections[options["database"]])
        super().handle(*args, **options)
        role, password = settings.DATABASE_APPLICATION_ROLE
        grant_application_rights(connections[options["database"]], role=role, password=password)


def refuse_what_is_halfway(connection: BaseDatabaseWrapper) -> None:
    """Raise CommandError where only some of the migrations that one ``replaces`` were applied.

    Django would leave that one out without a word: the others are gone (docs/decisions, 14).
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    on_disk = MigrationLoader(None)
    for migration in on_disk.disk_migrations.values():
        missing = set(migration.replaces) - applied
        if missing and applied.intersection(migration.replaces):
            app, name = min(missing)
            raise CommandError(f"数据库停在旧的迁移中间，缺少 {app}.{name}：请先用合并迁移之前的版本迁移完毕。")
