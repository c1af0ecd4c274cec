"""Processes as they really start: the worker, the refusals of production, commands on a database nobody prepared."""

import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

from config import embedded, guard
from config.celery import app

PROJECT = embedded.PROJECT
KEY = base64.b64encode(b"k" * 32).decode()


def run(*command, env, timeout=300):
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


@pytest.fixture
def production(process_environment):
    return process_environment | {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "JIUYUAN_SECRET_KEY": "s" * 60,
        "JIUYUAN_FIELD_KEYS": f"k1:{KEY}",
        "JIUYUAN_BLIND_INDEX_KEY": KEY,
        "JIUYUAN_FILES": "/var/lib/jiuyuan/files",
        "ALLOWED_HOSTS": "jiuyuan.example",
    }


def test_a_job_is_done_by_a_real_worker(celery_worker):
    sent = app.send_task("celery.accumulate", [1])
    deadline = time.monotonic() + 120
    while f"{sent.id}] succeeded" not in celery_worker.read_text():
        assert time.monotonic() < deadline, celery_worker.read_text()
        time.sleep(0.05)


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import config.wsgi"],
        ["-m", "celery", "-A", "config", "worker", "-P", "solo", "--without-mingle"],
        ["-m", "celery", "-A", "config", "beat", "--pidfile="],
    ],
)
def test_production_refuses_demo_accounts(production, command, tmp_path):
    get_user_model().objects.create(username="demo", role="auditor", is_demo=True)
    schedule = ["--schedule", tmp_path / "schedule"] if "beat" in command else []
    done = run(*command, *schedule, env=production)
    assert done.returncode != 0
    assert "1 个演示账号" in done.stderr


def test_production_starts_without_demo_accounts(production):
    get_user_model().objects.create(username="officer", role="hotline")
    assert run("-c", "import config.wsgi", env=production).returncode == 0


def test_production_says_what_it_misses(production):
    done = run("-c", "import config.wsgi", env=production | {"JIUYUAN_FIELD_KEYS": ""})
    assert done.returncode != 0
    assert "JIUYUAN_FIELD_KEYS 未设置" in done.stderr


def test_the_guard_looks_at_debug(db, settings):
    get_user_model().objects.create(username="demo", role="auditor", is_demo=True)
    settings.ALLOW_DEMO_ACCOUNTS = False
    with pytest.raises(ImproperlyConfigured, match="演示账号"):
        guard.refuse_demo_accounts_in_production()
    settings.DEBUG = True
    guard.refuse_demo_accounts_in_production()


@pytest.fixture
def untouched(tmp_path, monkeypatch):
    """The environment of a machine on which nothing runs and nothing was ever prepared."""
    monkeypatch.setenv("JIUYUAN_HOME", str(tmp_path / "home"))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    cluster = embedded.locate()
    yield dict(os.environ), cluster
    for folder in (cluster.home, cluster.sockets):
        shutil.rmtree(folder, ignore_errors=True)


# Says how many documents the policy has, and opens an account, so that no demo city is made.
OFFICER = """
from accounts.models import User
from policy.models import Document
print(Document.objects.count())
User.objects.create(username="officer", role="hotline")
"""


def answer(port):
    """The status of the page at the root, once there is one."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=120) as page:
                return page.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            time.sleep(0.1)
    return None


@pytest.fixture
def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_command_prepares_its_database_and_everything_starts_on_it_and_stops(untouched, unused_port):
    environment, cluster = untouched
    prepared = run("manage.py", "shell", "-v0", "-c", OFFICER, env=environment)
    assert prepared.returncode == 0, prepared.stderr
    assert int(prepared.stdout) > 0
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.run"],
        cwd=PROJECT,
        env=environment | {"PORT": str(unused_port)},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # as a shell starts what it puts behind
    )
    try:
        assert answer(unused_port) == 200
    finally:
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=180)
    assert process.returncode == 0
    assert printed.endswith("已停止。\n")
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", unused_port))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.url("jiuyuan_app", "jiuyuan"))


def test_a_command_that_needs_no_database_starts_none(untouched):
    environment, cluster = untouched
    assert run("manage.py", "check", env=environment).returncode == 0
    assert not cluster.data.exists()


def test_a_port_in_use_is_one_sentence(untouched):
    environment, _ = untouched
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("-m", "scripts.run", env=environment | {"PORT": str(port)})
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"端口 {port} 已被占用：请停止占用它的程序，或换一个端口，如 PORT={port + 1} make run。"
    ]


def test_a_database_without_a_broker_is_one_sentence(untouched):
    environment, _ = untouched
    done = run("-m", "scripts.run", env=environment | {"DATABASE_URL": "postgres://x@/x", "PORT": "0"})
    assert done.returncode == 1
    assert "CELERY_BROKER_URL" in done.stderr
    assert len(done.stderr.splitlines()) == 1
