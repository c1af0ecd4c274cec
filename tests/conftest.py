"""What every test may ask for: a real PostgreSQL spoken to as the application's role, a worker, a city, a clock."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from xdist.remote import Producer

from accounts import counting
from accounts.models import User
from config import embedded
from tests.casework import MONDAY
from tests.scheduling import Scheduling, longest_first
from tests.setting import DEMO_DAY, City, load_policy_for, small_city
from tests.snapshot import Snapshot
from tests.template import migrated_template
from tests.workers import started_worker


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    return Scheduling(config, log) if config.option.dist == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)


# What a transactional test left is deleted: most tables are empty, and to truncate two hundred with all their indexes
# takes a second. Only the tables' owner may, and past the triggers that keep records append-only.
EMPTIED = """
SET LOCAL ROLE NONE;
SET LOCAL session_replication_role = replica;
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT format('%I', tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'django_migrations' LOOP
        EXECUTE 'DELETE FROM ' || name;
    END LOOP;
END $$
"""

# What a test writes is never committed: autovacuum would see empty tables, and the planner believe it.
WITHOUT_STATISTICS = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'ALTER TABLE ' || name || ' SET (autovacuum_enabled = false)';
    END LOOP;
END $$
"""


@pytest.fixture(scope="session", autouse=True)
def _server() -> Iterator[None]:
    """The embedded PostgreSQL, started or joined, unless DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with embedded.joined(embedded.locate()):
        yield


@pytest.fixture(scope="session", autouse=True)
def _files() -> Iterator[None]:
    """What the tests upload, gone at the end."""
    yield
    shutil.rmtree(settings.STORAGES["default"]["OPTIONS"]["location"], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(_server, django_db_modify_db_settings, django_db_blocker) -> None:
    """The test database is copied from one that is migrated already."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()


@pytest.fixture(scope="session")
def django_db_setup(_server, django_db_setup, django_db_blocker) -> Iterator[None]:
    """pytest-django's test database, made by the owner and then used as ``jiuyuan_app``."""
    options = connection.settings_dict["OPTIONS"]
    operations = type(connection.ops)  # the class: a thread with a connection of its own flushes the same way
    execute = operations.execute_sql_flush
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(WITHOUT_STATISTICS)
        connection.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(options, "options", f"{options['options']} -c role={settings.DATABASE_APPLICATION_ROLE[0]}")
        patch.setattr(operations, "execute_sql_flush", lambda self, sql_list: execute(self, [EMPTIED]))
        yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def process_environment(transactional_db) -> dict[str, str]:
    """The environment of a process of its own that works on the test database, as the application's role."""
    told = connection.settings_dict
    query = {"host": told["HOST"], "port": told["PORT"], "options": told["OPTIONS"]["options"]}
    parameters = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in query.items() if value)
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"postgres://{told['USER']}:{quote(told['PASSWORD'])}@/{told['NAME']}?{parameters}",
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "BROKER_DATABASE_URL": settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("conn_string", ""),
        "CELERY_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
    }


@pytest.fixture
def celery_worker(process_environment, tmp_path) -> Iterator[Path]:
    """A real Celery worker on the test database and the suite's own queue, ready for its first job; its log."""
    log = tmp_path / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO", "-c", "1", "-P", "solo"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle"],
            cwd=settings.BASE_DIR,
            env=process_environment | {"PROCESS_KIND": "worker", "LOG_LEVEL": "INFO"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + 150
    while " ready" not in log.read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(log.read_text())
        time.sleep(0.05)
    yield log
    process.kill()
    process.wait()
    current_app.control.purge()


@pytest.fixture
def start_worker(process_environment, tmp_path) -> Iterator[Callable[[], tuple[subprocess.Popen, Path]]]:
    """Starts a worker the test may kill: its process and its log."""
    processes: list[subprocess.Popen] = []

    def start() -> tuple[subprocess.Popen, Path]:
        log = tmp_path / f"worker-{len(processes)}.log"
        processes.append(started_worker(process_environment, log))
        return processes[-1], log

    yield start
    for process in processes:
        process.kill()
        process.wait()
    current_app.control.purge()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What a process keeps of one database is not another's: each test begins as a new process would."""
    counting.forget()


@pytest.fixture(scope="session")
def built_city(django_db_setup, django_db_blocker) -> Snapshot[City]:
    def build() -> City:
        made = small_city()
        load_policy_for(made.city)
        return made

    with django_db_blocker.unblock():
        return Snapshot(build)


@pytest.fixture
def city(built_city, db) -> City:
    """A small city with everything shipped in force, whose officers are there since now."""
    made = built_city.put_back()
    since = dict.fromkeys(("date_joined", "in_use_since", "password_set_at"), timezone.now())
    User.objects.update(**since)
    for officer in made.officers:
        vars(officer).update(since)
    return made


@pytest.fixture(scope="session")
def demo_city(django_db_setup, django_db_blocker) -> Snapshot[None]:
    """The demo city as it stands at ``DEMO_DAY``, to be put back: it takes most of a minute to build."""
    with django_db_blocker.unblock(), time_machine.travel(DEMO_DAY, tick=True):
        return Snapshot(lambda: call_command("demo", until=DEMO_DAY.date(), verbosity=0))


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """Gives a client signed in as somebody."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """Time stands still at ``MONDAY``; the fixture moves it."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller
