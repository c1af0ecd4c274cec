"""Django's migrate, and afterwards the rights of the application's role on whatever tables there are now."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from config.roles import grant_application_rights


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        role, password = settings.DATABASE_APPLICATION_ROLE
        grant_application_rights(connections[options["database"]], role=role, password=password)
