"""What stands around a management command: the database it needs, and the role it acts as."""

import contextlib
import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line

from . import embedded, local, readiness

# Commands that never touch a database, and those that change its structure and therefore act as the tables' owner.
OFFLINE = frozenset(
    {"check", "collectstatic", "compilemessages", "diffsettings", "help", "makemessages", "makemigrations", "version"}
)
OWNERS = frozenset({"migrate", "sqlmigrate", "showmigrations", "sqlsequencereset", "flush"})


def run(argv: Sequence[str]) -> None:
    """Run the management command in ``argv``, with the embedded PostgreSQL around it where no other is named."""
    name = argv[1] if len(argv) > 1 else "help"
    if name in OWNERS:
        os.environ["DATABASE_AS"] = "owner"
    offline = name in OFFLINE or {"-h", "--help", "--version"} & set(argv)
    try:
        with contextlib.ExitStack() as stack:
            if not offline and not os.environ.get("DATABASE_URL"):
                cluster = stack.enter_context(embedded.joined(embedded.locate()))
                os.environ.update(local.told())
                if name not in OWNERS:
                    readiness.make_ready(cluster.home)
            execute_from_command_line(list(argv))
    except embedded.EmbeddedRefused as refusal:
        sys.exit(str(refusal))
