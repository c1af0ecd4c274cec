"""The city everything is measured on: built once, kept in ``var/bench`` between runs."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1]
HOME = PROJECT / "var/bench"
HOUSEHOLDS, MONTHS, SEED = 200_000, 24, 7


@contextlib.contextmanager
def standing(households: int = HOUSEHOLDS) -> Iterator[float | None]:
    """Within this block Django speaks to the city. Gives the seconds it took to build, None where it stood already."""
    os.environ.setdefault("JIUYUAN_HOME", str(HOME))
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)  # never measured on somebody's own data
    from config import embedded, local

    with embedded.joined(embedded.locate()) as cluster:
        os.environ.update(local.told())
        took = _build(households, cluster.home / f"city-{households}.done")
        import django

        django.setup()
        from config import memory

        memory.settle()  # as web and worker do
        yield took


def _build(households: int, done: Path) -> float | None:
    _manage("migrate")
    if done.exists():
        return None
    began = time.perf_counter()
    _manage("demo", "--households", str(households), "--months", str(MONTHS), "--seed", str(SEED))
    took = time.perf_counter() - began
    _vacuum()
    done.write_text(f"{took:.0f}\n")
    return took


def _vacuum() -> None:
    """What autovacuum would have done by the next morning."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _manage(*arguments: str) -> None:
    subprocess.run([sys.executable, PROJECT / "manage.py", *arguments], check=True, cwd=PROJECT)
