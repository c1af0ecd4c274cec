"""Bringing the embedded database to the state the code expects, before a command uses it."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from .embedded import PROJECT, Cluster


def pending_migrations(url: str) -> set[tuple[str, str]]:
    """Migrations of our apps that the database at ``url`` has not had, as (app, name)."""
    ours = {(file.parts[-3], file.stem) for file in PROJECT.glob("*/migrations/0*.py")}
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
        if row != (True,):
            return ours
        return ours - set(connection.execute("SELECT app, name FROM django_migrations").fetchall())


def make_ready(cluster: Cluster) -> None:
    """Migrate and load the policy where a migration is missing; one process does it, the others wait for it."""
    with Path(cluster.home / "ready.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if pending_migrations(cluster.url("jiuyuan_app", "jiuyuan")):
            manage("migrate", "--verbosity=0")
            manage("load_policy", "--verbosity=0")


def manage(*arguments: str) -> None:
    """Run a management command in a process of its own. Raises SystemExit when it fails, after its own words."""
    done = subprocess.run([sys.executable, PROJECT / "manage.py", *arguments], env=os.environ, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"manage.py {arguments[0]} 失败。")
