"""Bringing the embedded database to the state the code expects, before anything uses it."""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .embedded import PROJECT

# What decides the structure and the rights of a database (Django's own migrations come with the lock), then the policy.
STRUCTURE = ("requirements.txt", "*/migrations/*.py", "accounts/constraints.py", "config/roles.py")
SOURCES = (*STRUCTURE, "policy/seeds/**/*")


def make_ready(home: Path) -> None:
    """Migrate and load the policy unless that was done with just these sources; what was done is noted in ``home``.

    One process does it, the others wait for it. Raises SystemExit when a command fails.
    """
    with (home / "ready.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = home / "ready"
        wanted = fingerprint(SOURCES)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        prepare()
        stamp.write_text(wanted)


def prepare() -> None:
    """Migrate as the tables' owner, load the policy, give old names their pinyin. Raises SystemExit when one fails."""
    manage("migrate", "--verbosity=0")
    manage("load_policy", "--verbosity=0")
    manage("fill_pinyin", "--verbosity=0")


def manage(*arguments: str) -> None:
    """Run a management command in a process of its own. Raises SystemExit when it fails, after its words of error."""
    done = subprocess.run(
        [sys.executable, PROJECT / "manage.py", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    if done.returncode:
        sys.exit(f"manage.py {arguments[0]} 失败。")


def fingerprint(patterns: Sequence[str]) -> str:
    """Another one whenever a file of the project that a pattern names has changed."""
    files = sorted({file for pattern in patterns for file in PROJECT.glob(pattern) if file.is_file()})
    marks = [hashlib.sha256(file.read_bytes()).digest() for file in files]
    return hashlib.sha256(b"".join(marks)).hexdigest()
